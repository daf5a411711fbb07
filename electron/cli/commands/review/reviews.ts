/** `treeline review list`, `start`, `sign-off` and `report`. */
import { resolve } from 'node:path';
import { exitCodes, Fault } from '#contract/faults.ts';
import type { Review, ReviewRequest } from '#contract/review.ts';
import { reviewFormats } from '#contract/reviewProcedures.ts';
import { reviewDocument } from '#engine/review/document.ts';
import { reviewParts, writeParts } from '#engine/review/files.ts';
import { signInsLines } from '../../accessTold.ts';
import { choiceOption, textOption } from '../../command.ts';
import type { Context } from '../../command.ts';
import { table } from '../../output.ts';
import { followSteps } from '../../steps.ts';
import { counted, when } from '../../words.ts';
import { openToRead } from '../../workspaces.ts';
import { dayOption, needed, reviewId, scopeOf, usage } from './given.ts';

export async function openToChange(context: Context): Promise<void> {
  const { readOnly, name } = await openToRead(context);
  if (readOnly) throw new Fault('workspace.readOnly', { name });
}

const stateOf = ({ signOff, counts }: Review): string =>
  signOff
    ? `signed off ${when(signOff.at)} by ${signOff.by}`
    : `${counts.open + counts.unsure} of ${counts.items} open`;

function* lines(one: Review): Generator<string> {
  yield `${one.id}  ${one.name}: ${stateOf(one)}`;
  yield `    ${counted(one.people, 'person', 'people')}, ${counted(one.roles, 'role')}; ${one.counts.keep} keep, ${one.counts.revoke} revoke, ${one.counts.unsure} unsure, ${one.counts.acknowledge} acknowledged`;
  yield `    started ${when(one.startedAt)} by ${one.startedBy}${one.dueOn === null ? '' : `, due ${one.dueOn}`}`;
  if (one.since)
    yield `    since “${one.since.name}”: ${one.since.new} new, ${one.since.changed} reached another way, ${one.since.same} as before, ${one.since.notRevoked} to be revoked and still there, ${one.since.gone} gone`;
  if (one.damaged > 0) yield `    ${counted(one.damaged, 'item')} of the file cannot be read`;
  yield `    evidence SHA-256 ${one.digest}`;
  if (one.signOff) yield `    signed SHA-256   ${one.signOff.digest}`;
} // prettier-ignore

export async function list(context: Context): Promise<void> {
  await openToRead(context);
  const listed = await context.client.reviews.list();
  context.out.answer<'reviewList'>(listed, function* () {
    for (const one of listed.reviews) yield* lines(one);
    if (listed.reviews.length === 0) yield 'No reviews. Begin one with `treeline review start`.';
    if (listed.unreadable > 0) yield `${counted(listed.unreadable, 'review')} of the file cannot be read.`;
  });
}

export async function start(context: Context): Promise<void> {
  const { client, out, values } = context;
  const scope = scopeOf(context);
  if (values['preview'] === true) {
    await openToRead(context);
    const preview = await client.reviews.preview({ scope });
    out.answer<'reviewPreview'>(preview, function* () {
      yield `${counted(preview.items, 'item')}: ${counted(preview.people, 'person', 'people')} in ${counted(preview.roles, 'role')}; ${preview.notReadable} of what is not readable`;
      yield* signInsLines(preview.signInsNotJudged);
      if (preview.items > preview.limit) yield `At most ${preview.limit.toLocaleString('en-US')} can be reviewed at once.`;
      yield* table([
        ['PEOPLE', 'ROLE', 'ACCOUNT', ''],
        ...preview.largest.slice(0, 20).map(({ role, people, privileged }) => [
          String(people),
          role.name,
          role.accountName ?? role.account,
          privileged === true ? 'privileged' : '',
        ]),
      ]);
    });
    return;
  }
  const since = textOption(values, 'since');
  const onlyChanges = values['only-changes'] === true;
  if (since === null && onlyChanges) throw usage('--only-changes goes with --since.');
  const request: ReviewRequest = {
    name: needed(context, 'name'),
    scope,
    dueOn: dayOption(context, 'due'),
    startedBy: needed(context, 'by'),
    defaultReviewer: needed(context, 'reviewer'),
    since: since === null ? null : { reviewId: reviewId(since), onlyChanges },
  };
  await openToChange(context);
  let id: number | null = null;
  await followSteps(
    context,
    (signal) => client.reviews.start({ request }, { signal }),
    (step) => {
      id = step.reviewId;
      return step.finished ? null : { subject: request.name, done: step.done, total: step.total };
    },
  );
  const begun = await client.reviews.get({ reviewId: id! });
  out.answer<'review'>(begun, () => lines(begun));
} // prettier-ignore

export async function signOff(context: Context): Promise<void> {
  const { client, out, values } = context;
  const id = reviewId(context.positionals[1]);
  const by = needed(context, 'by');
  await openToChange(context);
  const signed = await client.reviews.signOff({ reviewId: id, by, reason: textOption(values, 'reason') });
  out.answer<'review'>(signed, () => lines(signed));
}

export async function report(context: Context): Promise<void> {
  const { engine, out, values } = context;
  const id = reviewId(context.positionals[1]);
  const format = choiceOption(values, 'format', reviewFormats) ?? (out.json ? 'json' : null);
  const file = textOption(values, 'out');
  const locale = choiceOption(values, 'locale', ['en', 'ko'] as const) ?? 'en';
  if (format === null) throw usage('--format is missing: html, csv or json.');
  if (out.json && format !== 'json' && file === null)
    throw usage('--json prints JSON; for another format leave it out, or write a file with --out.');
  await openToRead(context);
  const document = await reviewDocument(engine.workspace.current.reviews, id, locale);
  if (file === null) for (const part of reviewParts(document, format)) out.text(part);
  else {
    await writeParts({ path: resolve(file), name: file }, reviewParts(document, format));
    if (out.json) out.answer<'reviewReport'>(document, () => []);
    else out.note(`Written: ${file}`);
  }
  if (!document.verified.intact) {
    out.note('The workspace file does not hold what the digests are of: it was changed by something else.');
    process.exitCode = exitCodes.findings;
  }
}
