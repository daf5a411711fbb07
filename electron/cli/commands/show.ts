import type { Client } from '#contract/index.ts';
import type { Security } from '#contract/security.ts';
import type { Attribute } from '#contract/shapes.ts';
import { type Command, textOption } from '../command.ts';
import { saidAttribute, saidSecurity } from '../documents.ts';
import { oneObject } from '../find.ts';
import { table } from '../output.ts';
import {
  aclText,
  appliesText,
  counted,
  decodedText,
  effectText,
  rightText,
  trusteeName,
  when,
} from '../words.ts';
import { openToRead } from '../workspaces.ts';

function* lines({ name, decoded, raw, total }: Attribute, asRead: boolean): Generator<string> {
  const shown = asRead
    ? raw.map(({ text, encoding }) => (encoding === 'hex' ? `0x${text}` : text))
    : decoded.map(decodedText);
  for (const text of shown) yield `  ${name}: ${text}`;
  if (total > shown.length) yield `  ${name}: and ${counted(total - shown.length, 'value')} more`;
}

const page = 1000;

async function securityOf(client: Client, snapshotId: number, objectId: number): Promise<Security> {
  const ask = (offset: number) =>
    client.objects.security({ snapshotId, objectId, page: { offset, limit: page } });
  const first = await ask(0);
  const rows = [...first.rows];
  while (rows.length < first.total) {
    const next = await ask(rows.length);
    if (next.rows.length === 0) break;
    rows.push(...next.rows);
  }
  return { ...first, rows };
}

function* securityLines(security: Security): Generator<string> {
  yield 'Security:';
  if (security.state !== 'read') {
    yield `  ${security.state === 'damaged' ? 'the security descriptor is damaged' : 'not readable'}`;
    return;
  }
  yield `  owner: ${security.owner ? trusteeName(security.owner) : 'none'}`;
  yield `  DACL: ${aclText(security.dacl)}${security.protected ? ', protected' : ''}${security.canonical ? '' : ', not in canonical order'}`;
  yield `  SACL: ${aclText(security.sacl)}`;
  if (security.rows.length === 0) return;
  for (const line of table([
    ['', 'WHO', 'WHAT', 'ABOUT', 'APPLIES TO', 'INHERITED FROM'],
    ...security.rows.map((row) => [
      effectText(row.effect),
      row.trustee ? trusteeName(row.trustee) : `type ${row.typeNumber}`,
      row.rights.map(rightText).join(', '),
      row.subject ? (row.subject.name ?? row.subject.guid) : '',
      appliesText(row.applies) + (row.appliesToClass ? ` (${row.appliesToClass.name ?? row.appliesToClass.guid})` : ''),
      row.inheritedFrom?.dn ?? (row.inherited ? 'inherited' : ''),
    ]),
  ]))
    yield `  ${line}`;
} // prettier-ignore

export const show: Command = {
  name: 'show',
  usage: 'WS OBJECT [--raw] [--security] [--source S]',
  summary: 'show one object and its attributes, decoded or as they were read',
  help: [
    'OBJECT is a distinguished name, account name, user principal name, SID, GUID, mail or display name, whole.',
    '',
    '--raw        values as they were read; bytes in hexadecimal',
    '--security   who may do what to it, entry by entry',
    '--source S   in this source only, by name or id',
  ],
  example: "treeline show demo.treeline 'Domain Admins' --source hanbit.example",
  options: { raw: { type: 'boolean' }, security: { type: 'boolean' }, source: { type: 'string' } },
  takes: [2, 2],
  async run(context) {
    const { client, positionals, values, out } = context;
    await openToRead(context);
    const found = await oneObject(context, positionals[1]!, textOption(values, 'source'));
    const { source, snapshotId, readAt, object } = found;
    const { attributes } = await client.objects.get({ snapshotId, objectId: object.id });
    const security = values['security'] === true ? await securityOf(client, snapshotId, object.id) : null;
    const document = { ...found, attributes: attributes.map(saidAttribute) };
    out.answer<'show'>(security ? { ...document, security: saidSecurity(security) } : document, () => [
      object.dn,
      `${object.kind} in ${source}, as of ${when(readAt)}`,
      ...attributes.flatMap((attribute) => [...lines(attribute, values['raw'] === true)]),
      ...(security ? securityLines(security) : []),
    ]);
  },
};
