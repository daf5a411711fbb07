import { exitCodes, Fault } from '#contract/faults.ts';
import type { DraftAskedInput, DraftRow } from '#contract/draft.ts';
import type { CliDocuments } from '#contract/cli.ts';
import { grantChange, personChange, roleChange, whoChange } from '#contract/words/en/draft.ts';
import { personChanges } from '#domain/draft/codes.ts';
import { policiesNotAsked } from '#domain/draft/policiesNotAsked.ts';
import type { PersonChange } from '#domain/draft/codes.ts';
import { signInsLines, roleText, saidGap } from '../accessTold.ts';
import type { Command, Context } from '../command.ts';
import { numberOption, textOption } from '../command.ts';
import { changeForms, changeHelp, changeOptions, changesOf } from '../draftForms.ts';
import { changeTexts, draftNamed, noticeLine, saidNotices } from '../draftTold.ts';
import { table } from '../output.ts';
import { followSteps } from '../steps.ts';
import { counted, mechanismText, when } from '../words.ts';
import { openToRead } from '../workspaces.ts';
import { questionOf } from './whoCan.ts';

type Document = CliDocuments['whatIf'];

const phases = {
  reading: 'reading',
  applying: 'laying the draft over what was read',
  grants: 'computing grants',
  people: 'comparing people',
  actions: 'asking policies',
} as const;

const changesText = (changes: Readonly<Record<PersonChange, number>>): string =>
  personChanges
    .filter((change) => changes[change] > 0)
    .map((change) => `${changes[change]} ${personChange[change]}`)
    .join(', ') || 'the same';
const fromTo = ({ before, after }: { readonly before: number; readonly after: number }): string =>
  before === after ? String(after) : `${before} → ${after}`;

function* lines({ told, summary, notAsked, roles, grants, people, who }: Document): Generator<string> {
  for (const { sourceName, readAt } of summary.readAt) yield `as of ${when(readAt)}: ${sourceName}`;
  yield* told.map((text, at) => `${at + 1}. ${text}`);
  yield* summary.notices.map(noticeLine);
  for (const gap of summary.gaps) yield `members not readable: ${saidGap(gap).message}`;
  yield '';
  if (notAsked.length > 0) {
    const many = notAsked.length > 1;
    yield `${many ? 'Changes' : 'Change'} ${notAsked.map((at) => at + 1).join(', ')}: ${many ? 'policies' : 'a policy'} would change. Who may do what then is told with --action.`;
  }
  if (summary.same) {
    const leftOut = new Set(summary.notices.flatMap(({ index, state }) => (state === 'nothing' ? [] : index))).size;
    yield `${notAsked.length > 0 ? 'Nobody would be in another role' : 'Nothing would change'}${leftOut > 0 ? `, as far as that is known: ${leftOut} of ${counted(told.length, 'change')} ${leftOut === 1 ? 'is' : 'are'} left out` : ''}.`;
    return;
  }
  yield `people in any role: ${fromTo(summary.people)} (${changesText(summary.people.changes)})`;
  yield `people in roles: ${changesText(summary.pairs)}`;
  yield* signInsLines(summary.signInsNotJudged);
  yield `grants: ${summary.grants.gained} gained, ${summary.grants.lost} lost, ${summary.grants.changed} changed`;
  if (roles.rows.length > 0) {
    yield '';
    yield* table([
      ['ROLE', '', 'PEOPLE', ''],
      ...roles.rows.map((one) => [roleText(one.role), roleChange[one.change], fromTo(one.people), changesText(one.people.changes)]),
    ]);
    yield* more(roles, 'role');
  }
  if (grants.rows.length > 0) {
    yield '';
    yield* table([
      ['GRANT', 'BY', 'ROLE', 'BEFORE', 'AFTER'],
      ...grants.rows.map(({ change, before, after }) => {
        const one = (after ?? before)!;
        return [
          `${grantChange[change]}: ${one.principal?.name ?? 'not readable'}`,
          mechanismText(one.mechanism),
          `${one.roleName} (${one.account})`,
          before?.status ?? '',
          after?.status ?? '',
        ];
      }),
    ]);
    yield* more(grants, 'grant');
  }
  if (people.rows.length > 0) {
    yield '';
    yield* table([
      ['PERSON', 'ROLE', '', 'BY'],
      ...people.rows.map((one) => [one.user, roleText(one.role), personChange[one.change], one.mechanisms.map(mechanismText).join(', ')]),
    ]);
    yield* more(people, 'person', 'people');
  }
  for (const [at, { action, ...rest }] of who.entries()) {
    yield '';
    yield `${action}: ${summary.actions[at]!.counts.filter(({ before, after }) => before.allowed + before.conditional + after.allowed + after.conditional > 0).map(({ kind, before, after }) => `${kind} ${fromTo({ before: before.allowed + before.conditional, after: after.allowed + after.conditional })}`).join(', ') || 'nobody'}`;
    if (rest.rows.length > 0)
      yield* table(rest.rows.map((one) => [one.name, whoChange[one.change], one.before ?? '', one.after ?? '']));
    yield* more(rest, 'row');
  }
} // prettier-ignore

function* more(
  { total, rows }: { readonly total: number; readonly rows: readonly unknown[] },
  one: string,
  many = `${one}s`,
): Generator<string> {
  if (total > rows.length) yield `and ${counted(total - rows.length, one, many)} more (--limit)`;
}

/** Pages until so many rows are there. */
async function rowsOf<T>(
  limit: number,
  ask: (page: { offset: number; limit: number }) => Promise<{ total: number; rows: T[] }>,
): Promise<{ total: number; rows: T[] }> {
  const rows: T[] = [];
  for (;;) {
    const found = await ask({ offset: rows.length, limit: Math.min(1000, Math.max(1, limit - rows.length)) });
    rows.push(...found.rows);
    if (found.rows.length === 0 || rows.length >= Math.min(limit, found.total))
      return { total: found.total, rows: rows.slice(0, limit) };
  }
}

async function asked(context: Context): Promise<{ draft: DraftRow | null; asked: DraftAskedInput }> {
  const changes = await changesOf(context);
  const name = context.positionals[1];
  const draft = name === undefined ? null : await draftNamed(context, name);
  const actions = (textOption(context.values, 'action') ?? '')
    .split(',')
    .filter((action) => action.trim() !== '')
    .map((action) => questionOf(action.trim(), textOption(context.values, 'resource')));
  if (draft !== null && changes.length === 0) return { draft, asked: { draft: { id: draft.id }, actions } };
  if (draft === null && changes.length === 0)
    throw new Fault('usage.invalid', { detail: 'A draft or a change is needed, such as --delete-role ARN.' });
  const kept = draft === null ? [] : (await context.client.drafts.get({ id: draft.id })).draft.changes;
  return { draft, asked: { draft: { changes: [...kept, ...changes] }, actions } };
}

export const whatIf: Command = {
  name: 'what-if',
  usage: 'WS [DRAFT] [--add-member GROUP WHO …] [--action A,…]',
  summary: 'what would change with a draft, or with a change, before anyone makes it: roles, grants, people',
  help: [
    'Compares access as it was read with access as it would be. The exit code is 1 where anything would change, else 0.',
    'Who may do what after a change to a policy is told with --action.',
    'A change that no longer fits what was read is left out and told. DRAFT is a number or a name (`treeline draft list WS`).',
    '',
    ...changeHelp,
    '',
    '--action A,…                 who may do these before and after',
    '--resource R                 on this resource (an ARN); without it on any',
    '--limit N                    rows shown of each list (100)',
  ],
  example: 'treeline what-if demo.treeline --delete-role arn:aws:iam::648120375592:role/Deploy',
  options: {
    ...changeOptions,
    action: { type: 'string' },
    resource: { type: 'string' },
    limit: { type: 'string' },
  },
  several: changeForms,
  takes: [1, 2],
  async run(context) {
    const { client, values, out } = context;
    const limit = numberOption(values, 'limit', { least: 0, most: 1_000_000, otherwise: 100 });
    await openToRead(context);
    const { draft, asked: question } = await asked(context);
    await followSteps(
      context,
      (signal) => client.drafts.run(question, { signal }),
      ({ phase, done, total }) => (phase === 'done' ? null : { subject: phases[phase], done, total }),
    );
    const summary = await client.drafts.summary(question);
    const filter = {};
    const roles = await rowsOf(limit, (page) => client.drafts.roles({ asked: question, filter, page }));
    const grants = await rowsOf(limit, (page) => client.drafts.grants({ asked: question, filter, page }));
    const people = await rowsOf(limit, (page) => client.drafts.people({ asked: question, filter, page }));
    const who: Document['who'] = [];
    for (const [action, one] of summary.actions.entries()) {
      const found = await rowsOf(limit, (page) =>
        client.drafts.who({ asked: question, action, filter, page }),
      );
      who.push({ action: one.asked.action, ...found });
    }
    const { changes, names } = await toldChanges(context, question);
    const notAsked = policiesNotAsked(changes, summary);
    const document: Document = {
      draft,
      told: changeTexts(changes, names),
      summary: { ...summary, notices: saidNotices(summary.notices) },
      notAsked,
      roles,
      grants,
      people,
      who,
    };
    out.answer<'whatIf'>(document, () => lines(document));
    if (!summary.same || notAsked.length > 0) process.exitCode = exitCodes.findings;
  },
};

async function toldChanges({ client }: Context, { draft }: DraftAskedInput) {
  if ('id' in draft) {
    const { draft: kept, names } = await client.drafts.get({ id: draft.id });
    return { changes: kept.changes, names };
  }
  const { names } = await client.drafts.check({ changes: draft.changes });
  return { changes: draft.changes, names };
}
