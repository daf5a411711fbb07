/** `treeline review items`, `decide` and `revocations`. */
import { resolve } from 'node:path';
import { exitCodes } from '#contract/faults.ts';
import { revocationFormats } from '#contract/reviewProcedures.ts';
import type { ReviewFilter, ReviewRow } from '#contract/reviewItem.ts';
import { review as words } from '#contract/words/en/review.ts';
import { itemStates, reviewDecisions } from '#domain/review/codes.ts';
import { revocationsAs } from '#engine/review/revocations.ts';
import { writeParts } from '#engine/review/files.ts';
import { choiceOption, numberOption, textOption } from '../../command.ts';
import type { Context } from '../../command.ts';
import { table } from '../../output.ts';
import { counted } from '../../words.ts';
import { openToRead } from '../../workspaces.ts';
import { needed, reviewId, usage } from './given.ts';
import { openToChange } from './reviews.ts';

function filterOf(context: Context): ReviewFilter {
  const { values } = context;
  const states = textOption(values, 'state')?.split(',').map((each) => {
    const found = itemStates.find((one) => one === each.trim());
    if (!found) throw usage(`--state takes ${itemStates.join(', ')}, not "${each.trim()}".`);
    return found;
  }); // prettier-ignore
  const text = textOption(values, 'text');
  const reviewer = textOption(values, 'for');
  return {
    ...(states ? { states } : {}),
    ...(text === null ? {} : { text }),
    ...(reviewer === null ? {} : { reviewers: [reviewer] }),
  };
}

/** A reviewer by id, or by a name that one reviewer alone has. */
async function withReviewer(context: Context, id: number, filter: ReviewFilter): Promise<ReviewFilter> {
  const [asked] = filter.reviewers ?? [];
  if (asked === undefined) return filter;
  const { reviewers } = await context.client.reviews.stand({ reviewId: id });
  const found = reviewers.filter((one) => one.id === asked || one.name.toLowerCase() === asked.toLowerCase());
  if (found.length === 0) throw usage(`Nobody called "${asked}" reviews anything here.`);
  return { ...filter, reviewers: found.map((one) => one.id) };
}

const whoOf = ({ person, gap }: ReviewRow): string =>
  person?.name ?? `(${gap === null ? '' : words[`gap.${gap.code}`]}${gap?.name ? `: ${gap.name}` : ''})`;

export async function items(context: Context): Promise<void> {
  const { client, engine, out, values } = context;
  const id = reviewId(context.positionals[1]);
  const file = textOption(values, 'out');
  const limit = numberOption(values, 'limit', { least: 1, most: 1000, otherwise: 100 });
  const locale = choiceOption(values, 'locale', ['en', 'ko'] as const) ?? 'en';
  await openToRead(context);
  const filter = await withReviewer(context, id, filterOf(context));
  if (file !== null) {
    const target = engine.files.target(resolve(file));
    const written = await client.reviews.exportItems({ reviewId: id, filter, locale, target });
    out.answer<'reviewWritten'>({ written: file, ...written }, () => [
      `Written: ${file} (${counted(written.items, 'item')}). Fill in the columns decision and reason, then \`treeline review decide\`.`,
    ]);
    return;
  }
  const found = await client.reviews.items({ reviewId: id, filter, order: 'role', page: { offset: 0, limit } });
  out.answer<'reviewItems'>(found, function* () {
    yield* table([
      ['NO.', 'STATE', 'PERSON', 'ROLE', 'ACCOUNT', 'GROUPS', 'REVIEWER'],
      ...found.rows.map((row) => [
        String(row.number),
        row.state,
        whoOf(row),
        row.role.name,
        row.role.accountName ?? row.role.account,
        row.groups.join(', '),
        row.reviewer.name,
      ]),
    ]);
    if (found.total > found.rows.length) yield `${found.rows.length} of ${found.total} shown.`;
  });
} // prettier-ignore

const numbersOption = (text: string): number[] =>
  text.split(',').map((each) => {
    if (!/^\s*[1-9]\d{0,8}\s*$/.test(each)) throw usage(`--items takes numbers such as 3,7, not "${each.trim()}".`);
    return Number(each);
  }); // prettier-ignore

export async function decide(context: Context): Promise<void> {
  const { client, engine, out, values } = context;
  const id = reviewId(context.positionals[1]);
  const by = needed(context, 'by');
  const file = textOption(values, 'file');
  const chosen = textOption(values, 'items');
  if ((file === null) === (chosen === null)) throw usage('Give either --file or --items with --decision.');
  const decision = choiceOption(values, 'decision', reviewDecisions);
  if (chosen !== null && decision === null) throw usage('--decision is missing.');
  const numbers = chosen === null ? [] : numbersOption(chosen);
  await openToChange(context);
  const said = async () => {
    if (file !== null)
      return client.reviews.importDecisions({ reviewId: id, file: engine.files.deposit(resolve(file)), by });
    const done = await client.reviews.decide({
      reviewId: id,
      items: numbers.map((number) => ({ number, seen: null })),
      decision,
      reason: textOption(values, 'reason') ?? '',
      by,
    });
    const bad = done.refused.map(({ number, code }) => ({ line: 0, number: String(number), code }));
    return { decided: done.decided, passed: 0, bad, badTotal: bad.length, overtaken: done.overtaken };
  };
  const found = await said();
  const bad = found.bad.map((row) => ({ ...row, message: words[`row.${row.code}`] }));
  out.answer<'reviewDecided'>({ ...found, bad }, function* () {
    yield `${counted(found.decided, 'item')} decided, ${counted(found.passed, 'row')} without a change.`;
    if (bad.length > 0)
      yield* table([['LINE', 'NO.', 'NOT TAKEN'], ...bad.map((row) => [row.line === 0 ? '' : String(row.line), row.number, row.message])]);
    if (found.badTotal > bad.length) yield `… and ${found.badTotal - bad.length} more`;
    for (const one of found.overtaken)
      yield `Item ${one.number} was decided as ${one.state} by ${one.by} since the list was written. That decision is kept in its history.`;
  });
  if (found.badTotal > 0) process.exitCode = exitCodes.findings;
} // prettier-ignore

export async function revocations(context: Context): Promise<void> {
  const { engine, out, values } = context;
  const id = reviewId(context.positionals[1]);
  const format = choiceOption(values, 'format', revocationFormats);
  if (format === null) throw usage('--format is missing: ldif or csv.');
  const file = textOption(values, 'out');
  const locale = choiceOption(values, 'locale', ['en', 'ko'] as const) ?? 'en';
  if (out.json && file === null) throw usage('--json goes with --out here.');
  await openToRead(context);
  const { parts, removals, byHand } = await revocationsAs(
    engine.workspace.current.reviews,
    id,
    format,
    locale,
  );
  if (file === null) {
    for (const part of parts) out.text(part);
    return;
  }
  const bytes = await writeParts({ path: resolve(file), name: file }, parts);
  out.answer<'reviewRevocations'>({ written: file, bytes, removals, byHand }, () => [
    `Written: ${file}. ${removals} by taking somebody out of one group, ${byHand} by hand.`,
  ]);
}
