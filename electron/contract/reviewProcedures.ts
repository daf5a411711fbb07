/** What access reviews answer: lists, decisions, sign-off and files. */
import { z } from 'zod';
import * as codes from '../domain/review/codes.ts';
import {
  reviewCountsSchema,
  reviewDigestSchema as digest,
  reviewPersonSchema as person,
  reviewPreviewSchema,
  reviewSchema,
  reviewScopeSchema,
  reviewStandSchema,
} from './review.ts';
import { reviewFilterSchema, reviewItemSchema, reviewOrders, reviewRowSchema } from './reviewItem.ts';
import { handleSchema, pageSchema } from './shapes.ts';

const state = z.enum(codes.itemStates);
const decision = z.enum(codes.reviewDecisions);
const reason = z.string().max(2000);
const order = z.enum(reviewOrders);
const id = { reviewId: z.int() };
const locale = z.enum(['en', 'ko']);
/** Somebody said something of an item that the caller had seen otherwise. */
const overtaken = z.object({
  number: z.int(),
  state,
  by: z.string(),
  at: z.string(),
  /** How much was said of it by then: what `decide` calls `seen`. */
  said: z.int(),
});
export const decidedItemsSchema = z.object({
  decided: z.int(),
  /** Codes under `row.`; the rest was decided. */
  refused: z.array(z.object({ number: z.int(), code: z.enum(codes.rowProblems) })),
  /** Taken all the same: what stood there is kept in the item's events. */
  overtaken: z.array(overtaken),
  /** Not taken, for `unlessSaid`. */
  left: z.array(overtaken),
  counts: reviewCountsSchema,
});
export type DecidedItems = z.infer<typeof decidedItemsSchema>;

/**
 * All that a filter finds, decided alike. Throws `review.saidSince` where that is not what was seen any more; what somebody says
 * something of while it runs is left as it is.
 */
export const decideAllSchema = z.object({
  ...id,
  filter: reviewFilterSchema,
  seen: digest,
  decision: decision.nullable(),
  reason,
  by: person,
});
export type DecideAll = z.infer<typeof decideAllSchema>;
export const decidingSchema = z.object({
  done: z.int(),
  total: z.int(),
  finished: z.boolean(),
  decided: z.int(),
  /** First 1,000 of `refusedTotal`. */
  refused: decidedItemsSchema.shape.refused,
  refusedTotal: z.int(),
  /** First 1,000 of `leftTotal`. */
  left: decidedItemsSchema.shape.left,
  leftTotal: z.int(),
});
export type DecidingProgress = z.infer<typeof decidingSchema>;

export const reviewFormats = ['html', 'csv', 'json'] as const;
export const revocationFormats = ['ldif', 'csv'] as const;
const numbers = z.array(z.int().min(1)).min(1).max(1000);

export const reviewProcedures = {
  list: {
    input: z.object({}).optional(),
    output: z.object({
      /** The newest first; first 1,000. */
      reviews: z.array(reviewSchema),
      /** Reviews of the file that cannot be read. */
      unreadable: z.int(),
      /** The engine's day, by which a review is overdue. */
      today: z.string(),
      /** False: the workspace takes no changes. */
      kept: z.boolean(),
    }),
  },
  get: { input: z.object(id), output: reviewSchema },
  preview: { input: z.object({ scope: reviewScopeSchema }), output: reviewPreviewSchema },
  items: {
    input: z.object({ ...id, filter: reviewFilterSchema, order, page: pageSchema }),
    output: z.object({
      total: z.int(),
      rows: z.array(reviewRowSchema),
      /** Over all that the filter finds and how much was said of each: what `decideAll` calls `seen`. */
      seen: digest,
    }),
  },
  item: { input: z.object({ ...id, number: z.int() }), output: reviewItemSchema },
  /** Of an item among the rows of `items`; null = it is none of them. */
  position: {
    input: z.object({ ...id, filter: reviewFilterSchema, order, number: z.int() }),
    output: z.object({ offset: z.int().nullable() }),
  },
  /** The first open item after one, in the order of `items`, from the top again at the end; null: none is open. */
  nextOpen: {
    input: z.object({ ...id, filter: reviewFilterSchema, order, after: z.int().nullable() }),
    output: z.object({ next: z.object({ number: z.int(), offset: z.int() }).nullable() }),
  },
  /** Headings over the items in an order: of `total` 1,000 from `offset` on, else the first. */
  groups: {
    input: z.object({ ...id, filter: reviewFilterSchema, order, offset: z.int().min(0).optional() }),
    output: z.object({
      total: z.int(),
      groups: z.array(z.object({ value: z.string(), title: z.string(), count: z.int(), open: z.int() })),
    }),
  },
  stand: { input: z.object(id), output: reviewStandSchema },
  /** A null decision takes back what was said. `seen`: how much was said when the caller looked; null = whatever. */
  decide: {
    input: z.object({
      ...id,
      items: z
        .array(z.object({ number: z.int().min(1), seen: z.int().nullable() }))
        .min(1)
        .max(1000),
      decision: decision.nullable(),
      reason,
      by: person,
      /** What somebody said something of since `seen` is left as it is. */
      unlessSaid: z.boolean().optional(),
    }),
    output: decidedItemsSchema,
  },
  /** Chosen items, or all open ones of a reviewer. */
  reassign: {
    input: z.object({
      ...id,
      which: z.union([z.object({ numbers }), z.object({ openOf: z.string().max(2200) })]),
      reviewer: person,
      by: person,
    }),
    output: z.object({ reassigned: z.int() }),
  },
  signOff: {
    input: z.object({ ...id, by: person, reason: reason.trim().nullable() }),
    output: reviewSchema,
  },
  /** A review that is not signed. */
  remove: { input: z.object(id), output: z.object({}).optional() },
  /** Computes the digests again: `changed` names items that are not what was written; first 1,000. */
  verify: {
    input: z.object(id),
    output: z.object({ intact: z.boolean(), changed: z.array(z.int()), digest }),
  },
  report: {
    input: z.object({ ...id, format: z.enum(reviewFormats), locale, target: handleSchema }),
    output: z.object({ bytes: z.int(), items: z.int() }),
  },
  /** What is to be revoked: as LDIF of group members where that does it, and as a list of all of it. */
  revocations: {
    input: z.object({ ...id, format: z.enum(revocationFormats), locale, target: handleSchema }),
    output: z.object({ bytes: z.int(), removals: z.int(), byHand: z.int() }),
  },
  /** Items as CSV that a reviewer fills in. */
  exportItems: {
    input: z.object({ ...id, filter: reviewFilterSchema, locale, target: handleSchema }),
    output: z.object({ bytes: z.int(), items: z.int() }),
  },
  /** Such a file that comes back; rows without a decision are passed over. */
  importDecisions: {
    input: z.object({ ...id, file: handleSchema, by: person }),
    output: z.object({
      decided: z.int(),
      /** Rows that say nothing, or what is said already. */
      passed: z.int(),
      /** First 1,000 of `badTotal`. */
      bad: z.array(z.object({ line: z.int(), number: z.string(), code: z.enum(codes.rowProblems) })),
      badTotal: z.int(),
      overtaken: z.array(overtaken),
    }),
  },
} as const;
