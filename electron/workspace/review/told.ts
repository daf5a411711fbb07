/** Items of the file as answers carry them. */
import type { ReviewItem, ReviewRow } from '#contract/reviewItem.ts';
import { decisionOf, stateOf } from '#domain/review/item.ts';
import type { FrozenItem, ItemSaid } from '#domain/review/item.ts';
import { reviewerName } from '#domain/review/reviewer.ts';
import { reviewerIn } from './kept.ts';

const mostGroups = 10;

function reviewer(item: FrozenItem, said: ItemSaid): ReviewRow['reviewer'] {
  const { id, reason } = reviewerIn(item, said);
  return { id, name: reviewerName(id), reason };
}

export function toldRow(number: number, item: FrozenItem, said: ItemSaid): ReviewRow {
  const { kind, role, privileged, person, ways, until, disabled, lastSignIn, gap, since, removal } = item;
  const decided = decisionOf(said);
  return {
    number,
    kind,
    role,
    privileged,
    person,
    mechanisms: [...new Set(ways.map(({ mechanism }) => mechanism))],
    groups: [...new Set(ways.flatMap(({ group }) => group?.name ?? []))].slice(0, mostGroups),
    until,
    disabled,
    lastSignIn,
    gap: gap && { code: gap.code, mechanism: gap.mechanism, name: gap.name },
    since,
    removal: removal?.code ?? null,
    reviewer: reviewer(item, said),
    state: stateOf(said),
    reason: decided?.reason ?? '',
    by: decided?.by ?? null,
    at: decided?.at ?? null,
    said: said.events.length,
  };
}

export const toldItem = (number: number, item: FrozenItem, said: ItemSaid): ReviewItem =>
  ({
    ...item,
    number,
    reviewer: reviewer(item, said),
    state: stateOf(said),
    events: [...said.events],
  }) as ReviewItem;
