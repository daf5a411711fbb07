/** Changes of a draft as somebody types them: short forms for what is asked often, JSON for everything. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { changeSchema, mostChanges } from '#contract/draft.ts';
import { Fault } from '#contract/faults.ts';
import type { DraftChange, PermissionSetRef, PrincipalRef } from '#domain/draft/change.ts';
import type { Command, Context } from './command.ts';
import { textOption } from './command.ts';
import { oneObject } from './find.ts';

const usage = (detail: string) => new Fault('usage.invalid', { detail });

/** Options, and how many arguments each takes. */
export const changeForms: NonNullable<Command['several']> = {
  'add-member': 2,
  'remove-member': 2,
  rename: 2,
  'delete-role': 1,
  trust: 2,
  inline: 3,
  policy: 2,
  attach: 2,
  detach: 2,
  assign: 3,
  unassign: 3,
  map: 2,
  rules: 2,
};

export const changeOptions: NonNullable<Command['options']> = {
  ...Object.fromEntries(Object.keys(changeForms).map((name) => [name, { type: 'string', multiple: true }])),
  changes: { type: 'string' },
  source: { type: 'string' },
};

export const changeHelp: readonly string[] = [
  '--add-member GROUP WHO       --remove-member GROUP WHO',
  '--rename GROUP NAME          another sAMAccountName',
  '--delete-role ARN            --trust ARN FILE          another trust policy',
  '--inline ARN NAME FILE       an inline policy; FILE "none" takes it out',
  '--policy ARN FILE            another default version of a policy',
  '--attach ARN POLICY          --detach ARN POLICY       POLICY is an ARN',
  '--assign SET ACCOUNT WHO     --unassign SET ACCOUNT WHO   SET is the ARN of a permission set',
  '--map ARN WHO                a SAML mapping that no rule tells',
  '--rules DOCUMENT FILE        another text of claim rules',
  '--changes FILE               any changes as a JSON list; "-" = standard input',
  '--source S                   groups and users of this source, by name or id',
  'GROUP and WHO are any names that `show` takes.',
];

const parts = (text: string): string[] => text.split('\u0000');

async function json(path: string): Promise<unknown> {
  const text = await fileText(path);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Fault('import.unreadable', { name: path, detail: 'no JSON' });
  }
}

async function fileText(path: string): Promise<string> {
  try {
    if (path !== '-') return await readFile(path, 'utf8');
    let text = '';
    process.stdin.setEncoding('utf8');
    for await (const piece of process.stdin) text += String(piece);
    return text;
  } catch (error) {
    throw new Fault('import.unreadable', { name: path, detail: (error as Error).message }, { cause: error });
  }
}

/** In the order of the options as help lists them, and then those of `--changes`. */
export async function changesOf(context: Context): Promise<DraftChange[]> {
  const { values } = context;
  const source = textOption(values, 'source');
  const given = (name: string): string[][] => ((values[name] ?? []) as string[]).map((text) => parts(text));
  const who = async (text: string): Promise<{ ref: PrincipalRef; kind: 'user' | 'group' }> => {
    const { object } = await oneObject(context, text, source);
    if (object.sid === null) throw usage(`"${text}" has no SID.`);
    return { ref: { sid: object.sid }, kind: object.kind === 'group' ? 'group' : 'user' };
  };
  const changes: unknown[] = [];
  for (const kind of ['addMember', 'removeMember'] as const)
    for (const [group, member] of given(kind === 'addMember' ? 'add-member' : 'remove-member'))
      changes.push({ kind, group: (await who(group!)).ref, member: (await who(member!)).ref });
  for (const [group, samAccountName] of given('rename'))
    changes.push({ kind: 'renameGroup', group: (await who(group!)).ref, samAccountName });
  for (const [roleArn] of given('delete-role')) changes.push({ kind: 'deleteRole', roleArn });
  for (const [roleArn, file] of given('trust'))
    changes.push({ kind: 'editTrust', roleArn, document: await json(file!) });
  for (const [roleArn, name, file] of given('inline'))
    changes.push({
      kind: 'editInlinePolicy',
      roleArn,
      name,
      document: file === 'none' ? null : await json(file!),
    });
  for (const [policyArn, file] of given('policy'))
    changes.push({ kind: 'editManagedPolicy', policyArn, document: await json(file!) });
  for (const [roleArn, policyArn] of given('attach'))
    changes.push({ kind: 'attachPolicy', roleArn, policyArn });
  for (const [roleArn, policyArn] of given('detach'))
    changes.push({ kind: 'detachPolicy', roleArn, policyArn });
  for (const kind of ['assign', 'unassign'] as const)
    for (const [set, account, text] of given(kind)) {
      const { ref: principal, kind: principalKind } = await who(text!);
      const permissionSet: PermissionSetRef = { arn: set! };
      changes.push({ kind, permissionSet, account, principalKind, principal });
    }
  for (const [roleArn, text] of given('map'))
    changes.push({ kind: 'map', mechanism: 'saml', roleArn, principal: (await who(text!)).ref });
  for (const [document, file] of given('rules')) {
    const { documents } = await context.client.drafts.rules();
    const found = documents.filter(
      ({ name, sourceId }) => name === document || String(sourceId) === document,
    );
    if (found.length !== 1)
      throw usage(
        `Claim rules are ${documents.map(({ name }) => name).join(', ') || 'none'}, not "${document}".`,
      );
    const [{ sourceId, name }] = found as [(typeof found)[number]];
    changes.push({ kind: 'editRules', sourceId, document: name, text: await fileText(file!) });
  }
  const file = textOption(values, 'changes');
  if (file !== null) {
    const list = await json(file);
    changes.push(...(Array.isArray(list) ? (list as unknown[]) : [list]));
  }
  const checked = z.array(changeSchema).max(mostChanges).safeParse(changes);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new Fault('input.invalid', { path: issue!.path.join('.'), detail: issue!.message });
}
