/** Access reviews: campaigns over chosen roles, what they are asked for, how far they are, and their sign-off. */
import { z } from 'zod';
import { readAtSchema, roleRefSchema } from './access.ts';

export const reviewDigestSchema = z.string().regex(/^[0-9a-f]{64}$/);
const digest = reviewDigestSchema;
const name = z.string().trim().min(1).max(256);
/** Whoever begins, decides, reviews or signs: an id or a name. */
export const reviewPersonSchema = z.string().trim().min(1).max(2000);
const person = reviewPersonSchema;
const list = z.array(z.string().min(1).max(2200)).max(5000);

/** Which roles are reviewed: those that any of these names. */
export const reviewScopeSchema = z.object({
  /** Keys, ARNs, or names: of every account that has one. */
  roles: list,
  /** All roles of these accounts. */
  accounts: list,
  /** ARNs, or names. */
  permissionSets: list,
  /** Roles that make themselves any right. */
  privileged: z.boolean(),
  all: z.boolean(),
});
export type ReviewScope = z.infer<typeof reviewScopeSchema>;

export const reviewRequestSchema = z.object({
  name,
  scope: reviewScopeSchema,
  /** The last day; null = none was set. */
  dueOn: z.iso.date().nullable(),
  startedBy: person,
  /** Reviews what has no owner. */
  defaultReviewer: person,
  /** A signed review that this one follows; `onlyChanges`: what stands as it was decided then is left out. */
  since: z.object({ reviewId: z.int(), onlyChanges: z.boolean() }).nullable(),
});
export type ReviewRequest = z.infer<typeof reviewRequestSchema>;

const counts = {
  items: z.int(),
  open: z.int(),
  keep: z.int(),
  revoke: z.int(),
  unsure: z.int(),
  acknowledge: z.int(),
};
export const reviewCountsSchema = z.object(counts);
export type ReviewCounts = z.infer<typeof reviewCountsSchema>;

export const reviewPreviewSchema = z.object({
  readAt: readAtSchema,
  items: z.int(),
  people: z.int(),
  roles: z.int(),
  /** Of the items: what cannot be judged person by person. */
  notReadable: z.int(),
  /** Of the items, people who come by claim rules alone: whether AWS takes the sign-in of each is not judged. */
  signInsNotJudged: z.int().optional(),
  /** More items than this are refused. */
  limit: z.int(),
  /** The largest first; first 1,000. */
  largest: z.array(z.object({ role: roleRefSchema, people: z.int(), privileged: z.boolean().nullable() })),
  /** What else the scope could name, with how many of the roles each has; most first, first 1,000 each. */
  accounts: z.array(z.object({ account: z.string(), accountName: z.string().nullable(), roles: z.int() })),
  permissionSets: z.array(z.object({ arn: z.string(), name: z.string().nullable(), roles: z.int() })),
});
export type ReviewPreview = z.infer<typeof reviewPreviewSchema>;

export const reviewPhases = ['counting', 'gathering', 'done'] as const;
export const reviewProgressSchema = z.object({
  phase: z.enum(reviewPhases),
  done: z.int(),
  total: z.int().nullable(),
  finished: z.boolean(),
  /** Of the review that began; null until it is finished. */
  reviewId: z.int().nullable(),
});
export type ReviewProgress = z.infer<typeof reviewProgressSchema>;

export const signOffSchema = z.object({
  by: z.string(),
  at: z.string(),
  /** Why it was signed with items open; null: none was. */
  reason: z.string().nullable(),
  open: z.int(),
  /** Over the evidence and all that was said. */
  digest,
});

/** How this review differs from the one it follows. */
export const reviewSinceSchema = z.object({
  reviewId: z.int(),
  name: z.string(),
  signedAt: z.string(),
  onlyChanges: z.boolean(),
  new: z.int(),
  changed: z.int(),
  same: z.int(),
  /** To be revoked then, and still there. */
  notRevoked: z.int(),
  /** There then, and not any more. */
  gone: z.int(),
  /** Of those: to be revoked then. */
  carriedOut: z.int(),
});

export const reviewSchema = z.object({
  id: z.int(),
  name: z.string(),
  scope: reviewScopeSchema,
  startedAt: z.string(),
  startedBy: z.string(),
  dueOn: z.string().nullable(),
  defaultReviewer: z.string(),
  /** As of when: the evidence of every item. */
  readAt: readAtSchema,
  people: z.int(),
  roles: z.int(),
  since: reviewSinceSchema.nullable(),
  /** Over the evidence as it stood when the review began. */
  digest,
  signOff: signOffSchema.nullable(),
  counts: reviewCountsSchema,
  /** Items that do not fit what this program writes: they cannot be decided, and count as open. */
  damaged: z.int(),
  /** False: the workspace takes no changes; the review is gone when it is closed. */
  kept: z.boolean(),
});
export type Review = z.infer<typeof reviewSchema>;

const shared = reviewCountsSchema.shape;
export const reviewStandSchema = z.object({
  /** With most open first; first 1,000 each. */
  reviewers: z.array(z.object({ id: z.string(), name: z.string(), ...shared })),
  roles: z.array(z.object({ role: roleRefSchema, privileged: z.boolean().nullable(), ...shared })),
  accounts: z.array(z.object({ account: z.string(), accountName: z.string().nullable(), ...shared })),
});
export type ReviewStand = z.infer<typeof reviewStandSchema>;
