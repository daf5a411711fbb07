/** Everything that a review says, put together for reports: one document, whatever the format. */
import type { ReviewItem } from '#contract/reviewItem.ts';
import type { ReviewDocument } from '#contract/reviewDocument.ts';
import { maxPage } from '#contract/shapes.ts';
import { mostItems } from '#domain/review/codes.ts';
import { decisionOf } from '#domain/review/item.ts';
import { reviewerName } from '#domain/review/reviewer.ts';
import type { WorkspaceReviews } from '#workspace/review/asked.ts';
import { reviewWords } from './words.ts';
import type { Locale, ReviewSay } from './words.ts';

export async function* wholeItems(
  reviews: WorkspaceReviews,
  id: number,
  signal?: AbortSignal,
): AsyncGenerator<ReviewItem[], void> {
  for (let last = 0; ;) {
    signal?.throwIfAborted();
    const items = await reviews.ask('reviewWhole', id, last, maxPage);
    if (items.length === 0) return;
    last = items.at(-1)!.number;
    yield items;
  }
}

export async function reviewDocument(
  reviews: WorkspaceReviews,
  id: number,
  locale: Locale,
  signal?: AbortSignal,
): Promise<ReviewDocument> {
  const words = reviewWords(locale);
  const { kept: _kept, ...review } = await reviews.ask('reviewGet', id);
  const { intact, changed } = await reviews.ask('reviewSeal', id);
  const { reviewers, roles } = await reviews.ask('reviewStand', id, mostItems);
  const items: ReviewDocument['items'] = [];
  for await (const some of wholeItems(reviews, id, signal)) for (const item of some) items.push(said(item, words));
  return { locale, review, verified: { intact, changed }, reviewers, roles, items };
} // prettier-ignore

function said(item: ReviewItem, words: ReviewSay): ReviewDocument['items'][number] {
  const decided = decisionOf(item);
  const stands = item.events.findLastIndex((event) => 'decision' in event);
  return {
    ...item,
    evidence: evidenceOf(item, words),
    remarks: remarksOf(item, words),
    decided: decided && { ...decided, decision: words.say(`state.${decided.decision}`) },
    earlier: item.events
      .filter((_, at) => at !== stands || decided === null)
      .map((event) => {
        const what =
          'reviewer' in event
            ? `${words.head('reviewer')}: ${reviewerName(event.reviewer)}`
            : `${words.say(`state.${event.decision ?? 'open'}`)}${event.reason === '' ? '' : ` (${event.reason})`}`;
        return `${words.when(event.at)} ${event.by}: ${what}`;
      }),
  };
}

/** Person → groups → mechanism → role, with the time that each membership was read; what was not readable in a sentence. */
export function evidenceOf({ ways, gap, role }: Pick<ReviewItem, 'ways' | 'gap' | 'role'>, words: ReviewSay): string[] {
  const account = role.accountName ?? role.account;
  if (gap) {
    const facts = gap.evidence.map(({ code, where, field, value, readAt }) =>
      `${words.evidence(code)}: ${where} · ${field} = ${value} (${words.head('readAt', { at: words.when(readAt) })})`);
    const about = [gap.mechanism && words.mechanism(gap.mechanism), gap.name].filter((part) => part !== null).join(', ');
    return [`${words.say(`gap.${gap.code}`)}${about === '' ? '' : ` (${about})`}`, ...facts];
  }
  return ways.map(({ chain, mechanism, group }) => {
    const links = chain.flatMap((link): string[] => {
      switch (link.step) {
        case 'user':
          return [link.object.name];
        case 'membership': {
          const facts = [
            words.head('readAt', { at: words.when(link.evidence.readAt) }),
            ...(link.until ? [words.head('until', { at: words.when(link.until) })] : []),
          ];
          return [`${link.object.name} (${words.evidence(link.evidence.code)}, ${facts.join(', ')})`];
        }
        case 'mechanism':
          return [`${words.mechanism(mechanism)}${group === null ? ` (${words.head('direct')})` : ''}${link.through === null ? '' : ` ${link.through}`}`];
        case 'role':
          return [`${link.roleName}, ${account}`];
      }
    });
    return links.join(' → ');
  });
} // prettier-ignore

/** What a reviewer is to know of the person and the role. */
export function remarksOf(
  { kind, notes, until, lastSignIn, lastUsed, privileged, since, reviewer }: ReviewItem,
  words: ReviewSay,
): string[] {
  const seen = (one: ReviewItem['lastSignIn']) => (one.state === 'known' ? words.when(one.at) : words.head(one.state));
  return [
    ...(privileged === true ? [words.head('privileged')] : []),
    ...notes.map(({ code, params }) => words.note(code, params)),
    ...(until === null ? [] : [words.head('until', { at: words.when(until) })]),
    ...(kind === 'access' ? [`${words.head('lastSignIn')}: ${seen(lastSignIn)}`] : []),
    `${words.head('lastUsed')}: ${seen(lastUsed)}`,
    ...(since === null ? [] : [words.say(`since.${since}`)]),
    ...(reviewer.reason === 'managedBy' ? [] : [words.say(`reviewer.${reviewer.reason}`)]),
  ];
} // prettier-ignore
