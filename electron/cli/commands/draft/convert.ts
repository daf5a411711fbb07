/** `treeline draft convert`: what claim rules or console delegation give, as permission sets and assignments in a draft. */
import type { ConvertAsked, ConvertRemark } from '#contract/draftConvert.ts';
import { Fault } from '#contract/faults.ts';
import { maxPage } from '#contract/shapes.ts';
import { draftConvert, draftConvertState } from '#contract/words/en/draftConvert.ts';
import { fill } from '#contract/words/format.ts';
import { choiceOption, textOption } from '../../command.ts';
import type { Context, Options } from '../../command.ts';
import { refused } from '../../draftTold.ts';
import { directorySnapshots } from '../../find.ts';
import { followSteps } from '../../steps.ts';
import { counted, when } from '../../words.ts';
import { openToRead } from '../../workspaces.ts';

const phases = {
  reading: 'computing grants',
  roles: 'looking at grants and roles',
  assigning: 'working out assignments',
  done: 'done',
} as const;

/** Characters of a draft's name. */
const mostName = 128;

export const convertOptions: Options = {
  mechanism: { type: 'string' },
  account: { type: 'string' },
  instance: { type: 'string' },
  name: { type: 'string' },
  preview: { type: 'boolean' },
};
export const convertHelp: readonly string[] = [
  'convert WS --mechanism saml|delegation --name NAME   permission sets and assignments in place of roles that groups',
  '                   open by claim rules or by console delegation; what does not come along is told',
  '--account A,…      of these accounts alone',
  '--instance ARN     of Identity Center, where several were read',
  '--source S         groups and users of this directory source alone, by name or id',
  '--preview          tells, and makes no draft',
];

async function remarksOf({ client }: Context, asked: ConvertAsked): Promise<ConvertRemark[]> {
  const rows: ConvertRemark[] = [];
  for (;;) {
    const page = await client.drafts.convertRemarks({
      asked,
      filter: {},
      page: { offset: rows.length, limit: maxPage },
    });
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.total) return rows;
  }
}

/** Remarks of one sentence stand once, with how often. */
function* lines(remarks: readonly (ConvertRemark & { readonly message: string })[]): Generator<string> {
  for (const [state, some] of Map.groupBy(remarks, (one) => one.state)) {
    yield '';
    yield `${draftConvertState[state]}:`;
    for (const [text, same] of Map.groupBy(some, ({ set, message }) =>
      set === null ? message : `${set}: ${message}`,
    ))
      yield `    ${text}${same.length > 1 ? ` (${same.length} times)` : ''}`;
  }
}

export async function convertMapping(context: Context): Promise<void> {
  const { client, out, values } = context;
  const mechanism = choiceOption(values, 'mechanism', ['saml', 'delegation'] as const);
  if (mechanism === null) throw new Fault('usage.invalid', { detail: '--mechanism takes saml or delegation.' });
  const accounts = textOption(values, 'account')?.split(',').map((one) => one.trim());
  const wrong = accounts?.find((one) => !/^\d{12}$/.test(one));
  if (wrong !== undefined) throw new Fault('usage.invalid', { detail: `--account takes account ids, not "${wrong}".` });
  const instanceArn = textOption(values, 'instance');
  const preview = values['preview'] === true;
  const name = textOption(values, 'name');
  if (name === null && !preview) throw new Fault('usage.invalid', { detail: '--name is missing; --preview makes no draft.' });
  const asked: ConvertAsked = {
    mechanism,
    ...(accounts ? { accounts } : {}),
    ...(instanceArn === null ? {} : { instanceArn }),
  };
  const { readOnly, name: workspace } = await openToRead(context);
  if (readOnly && !preview) throw new Fault('workspace.readOnly', { name: workspace });
  const source = textOption(values, 'source');
  if (source !== null) asked.sourceIds = (await directorySnapshots(context, source)).map((one) => one.source.id);
  await followSteps(
    context,
    (signal) => client.drafts.converting(asked, { signal }),
    ({ phase, finished, done, total }) => (finished ? null : { subject: phases[phase], done, total }),
  );
  const summary = await client.drafts.convert(asked);
  const remarks = (await remarksOf(context, asked)).map((one) => ({ ...one, message: fill(draftConvert[one.code], one.params) }));
  const drafts: { id: number; name: string; changes: number }[] = [];
  for (let part = 0; part < (preview ? 0 : summary.parts); part++) {
    const { changes } = await client.drafts.convertChanges({ asked, part });
    const tail = part === 0 ? '' : ` (${part + 1})`;
    const put = await client.drafts.create({ name: `${name!.slice(0, mostName - tail.length)}${tail}`, changes });
    if (put.refused) {
      await client.drafts.remove({ id: put.draft.id });
      throw refused(put.refused);
    }
    drafts.push({ id: put.draft.id, name: put.draft.name, changes: put.draft.changes.length });
  }
  out.answer<'draftConvert'>({ summary, drafts, remarks }, function* () {
    for (const { sourceName, readAt } of summary.readAt) yield `as of ${when(readAt)}: ${sourceName}`;
    if (summary.instanceArn === null && summary.instances.length > 1)
      yield `Several instances were read; --instance takes ${summary.instances.map(({ arn }) => arn).join(' or ')}.`;
    yield `${summary.covered} of ${counted(summary.working, 'grant')} that work: ${counted(summary.sets, 'permission set')}, ${counted(summary.assignments, 'assignment')}`;
    yield* lines(remarks);
    for (const one of drafts) yield `Draft ${one.id} "${one.name}": ${counted(one.changes, 'change')}`;
  });
} // prettier-ignore
