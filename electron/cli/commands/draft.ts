import { Fault } from '#contract/faults.ts';
import type { DraftProblem } from '#contract/draft.ts';
import type { Command, Context } from '../command.ts';
import { numberOption } from '../command.ts';
import { changeForms, changeHelp, changeOptions, changesOf } from '../draftForms.ts';
import { changeTexts, draftNamed, noticeLine, refused, saidNotices } from '../draftTold.ts';
import { table } from '../output.ts';
import { runVerb } from '../verbs.ts';
import type { Verbs } from '../verbs.ts';
import { when } from '../words.ts';
import { openToRead } from '../workspaces.ts';
import { convertHelp, convertMapping, convertOptions } from './draft/convert.ts';
import { exportFiles, exportHelp, exportOptions } from './draft/files.ts';

async function show(context: Context, id: number): Promise<void> {
  const { draft, names, notices } = await context.client.drafts.get({ id });
  const told = changeTexts(draft.changes, names);
  context.out.answer<'draft'>({ draft, told, names, notices: saidNotices(notices) }, function* () {
    yield `draft ${draft.id}: ${draft.name}, changed ${when(draft.changedAt)}`;
    if (draft.note !== '') yield draft.note;
    if (told.length === 0) yield 'It holds no changes yet.';
    yield* told.map((text, at) => `${at + 1}. ${text}`);
    yield* notices.map(noticeLine);
  });
}

/** One after the other; the first that is refused ends it, and what was taken before it stays. */
async function put(context: Context, id: number): Promise<void> {
  for (const change of await changesOf(context)) {
    const { refused: problem } = await context.client.drafts.add({ id, change });
    if (problem) throw refused(problem);
  }
}

async function writable(context: Context): Promise<void> {
  const { readOnly, name } = await openToRead(context);
  if (readOnly) throw new Fault('workspace.readOnly', { name });
}

const verbs: Verbs = {
  list: {
    takes: [1],
    async does(context) {
      await openToRead(context);
      const { drafts } = await context.client.drafts.list();
      context.out.answer<'draftList'>({ drafts }, function* () {
        if (drafts.length === 0) yield 'No drafts are kept. Make one with `treeline draft new`.';
        else
          yield* table([
            ['DRAFT', 'NAME', 'CHANGES', 'CHANGED'],
            ...drafts.map((one) => [String(one.id), one.name, String(one.changes), when(one.changedAt)]),
          ]);
      });
    },
  },
  show: {
    takes: [2],
    async does(context) {
      await openToRead(context);
      await show(context, (await draftNamed(context, context.positionals[1]!)).id);
    },
  },
  new: {
    takes: [2],
    async does(context) {
      await writable(context);
      const changes = await changesOf(context);
      const { draft } = await context.client.drafts.create({ name: context.positionals[1]! });
      try {
        for (const change of changes)
          check((await context.client.drafts.add({ id: draft.id, change })).refused);
      } catch (error) {
        // Half a draft is not what was asked for.
        await context.client.drafts.remove({ id: draft.id });
        throw error;
      }
      await show(context, draft.id);
    },
  },
  add: {
    takes: [2],
    async does(context) {
      await writable(context);
      const { id } = await draftNamed(context, context.positionals[1]!);
      await put(context, id);
      await show(context, id);
    },
  },
  remove: {
    takes: [2],
    async does(context) {
      await writable(context);
      const { id, name, changes } = await draftNamed(context, context.positionals[1]!);
      const number = numberOption(context.values, 'change', { least: 1, most: changes, otherwise: 0 });
      if (number > 0) {
        check((await context.client.drafts.removeChange({ id, index: number - 1 })).refused);
        return show(context, id);
      }
      await context.client.drafts.remove({ id });
      context.out.answer<'draftRemoved'>({ id, name }, () => [`Removed draft ${id}: ${name}`]);
    },
  },
  export: { takes: [2], does: exportFiles },
  convert: { takes: [1], does: convertMapping },
};

function check(problem: DraftProblem | null): void {
  if (problem) throw refused(problem);
}

export const draft: Command = {
  name: 'draft',
  usage:
    'list WS | show WS DRAFT | new WS NAME … | add WS DRAFT … | remove WS DRAFT [--change N] | export WS DRAFT … | convert WS …',
  summary:
    'drafts of the mapping: changes to memberships, names, rules, roles and assignments, kept and compared',
  help: [
    'A draft is a list of changes that nobody has made yet; nothing is ever written to a directory or to AWS. DRAFT is',
    'its number or its name. `treeline what-if WS DRAFT` says what would change.',
    '',
    'new, add:',
    ...changeHelp,
    '',
    'remove:',
    '--change N                   takes out this change alone',
    '',
    ...exportHelp,
    '',
    ...convertHelp,
  ],
  example: 'treeline draft new corp.treeline "Move auditors" --add-member AWS-111122223333-Audit kim',
  options: { ...changeOptions, change: { type: 'string' }, ...exportOptions, ...convertOptions },
  several: changeForms,
  takes: [2, 3],
  run: (context) =>
    runVerb(
      verbs,
      context,
      'Use `draft list WS`, or `draft show`, `new`, `add`, `remove` or `export` with WS and a draft, or `draft convert WS`.',
    ),
};
