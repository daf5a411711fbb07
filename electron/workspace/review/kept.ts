/** What a workspace keeps of a review, as JSON. A workspace is input: what does not fit is told as damaged, never guessed. */
import { z } from 'zod';
import { reviewScopeSchema, reviewSinceSchema, signOffSchema } from '#contract/review.ts';
import { frozenItemSchema, reviewEventSchema } from '#contract/reviewItem.ts';
import { readAtSchema } from '#contract/access.ts';
import type { FrozenItem, ItemSaid } from '#domain/review/item.ts';
import { mostItems } from '#domain/review/codes.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** What stands above the items when the review begins, and is never changed: the first link of their chain. */
export const headSchema = z.object({
  name: z.string(),
  scope: reviewScopeSchema,
  startedAt: z.string().max(40),
  startedBy: z.string(),
  dueOn: z.string().max(40).nullable(),
  defaultReviewer: z.string(),
  readAt: readAtSchema,
  since: reviewSinceSchema.pick({ reviewId: true, onlyChanges: true }).nullable(),
});
export type ReviewHead = z.infer<typeof headSchema>;

export const keptReviewSchema = z.object({
  head: headSchema,
  items: z.int().min(0).max(mostItems),
  people: z.int(),
  roles: z.int(),
  since: reviewSinceSchema.nullable(),
  /** The last link of the chain. */
  digest,
  /** Counts what was said, so that whoever holds the review in memory knows when it holds an older one. */
  revision: z.int(),
  signOff: signOffSchema.nullable(),
});
export type KeptReview = z.infer<typeof keptReviewSchema>;

const itemSchema = z.object({ item: frozenItemSchema, link: digest });
const saidSchema = z.object({ events: z.array(reviewEventSchema).max(100_000) });

export function parsed<T>(schema: z.ZodType<T>, text: unknown): T | null {
  const json = jsonOf(text);
  const checked = json === undefined ? null : schema.safeParse(json);
  return checked?.success ? checked.data : null;
}

function jsonOf(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export const reviewOf = (body: unknown): KeptReview | null => parsed(keptReviewSchema, body);

export const silent: ItemSaid = { events: [] };
export const saidOf = (decision: unknown): ItemSaid | null =>
  decision === null ? silent : parsed(saidSchema, decision);

export interface KeptItem {
  readonly item: FrozenItem;
  readonly link: string;
}
export const itemOf = (body: unknown): KeptItem | null =>
  parsed(itemSchema as unknown as z.ZodType<KeptItem>, body);

/** What digests are of: the item as it stands in the file, and the link that is written beside it. */
export function writtenOf(body: unknown): { readonly item: unknown; readonly link: unknown } {
  const json = jsonOf(body);
  const { item = null, link = null } = (typeof json === 'object' && json !== null ? json : {}) as {
    item?: unknown;
    link?: unknown;
  };
  return { item, link };
}

/** Who reviews an item now. */
export function reviewerIn({ reviewer }: Pick<FrozenItem, 'reviewer'>, { events }: ItemSaid): FrozenItem['reviewer'] {
  for (let at = events.length - 1; at >= 0; at--) {
    const event = events[at]!;
    if ('reviewer' in event) return { id: event.reviewer, reason: 'reassigned' };
  }
  return reviewer;
} // prettier-ignore
