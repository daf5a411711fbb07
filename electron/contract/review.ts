/** Access reviews: campaigns over chosen roles, their items with frozen evidence, decisions, sign-off and files. */
import { z } from 'zod';
import { accessNotes } from '../domain/access/accountNotes.ts';
import * as codes from '../domain/review/codes.ts';
import { readAtSchema, roleRefSchema } from './access.ts';
import { chainLinkSchema, evidenceSchema, handleSchema, mechanismSchema, pageSchema } from './shapes.ts';

const name = z.string().trim().min(1).max(256);
const person = z.string().trim().min(1).max(2000);
const reason = z.string().max(2000);
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

const digest = z.string().regex(/^[0-9a-f]{64}$/);
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

const state = z.enum(codes.itemStates);
const decision = z.enum(codes.reviewDecisions);
export const reviewerSchema = z.object({
  id: z.string(),
  name: z.string(),
  reason: z.enum(codes.reviewerReasons),
});

export const personSchema = z.object({
  snapshotId: z.int(),
  objectId: z.int(),
  name: z.string(),
  samAccountName: z.string().nullable(),
  dn: z.string(),
  sid: z.string().nullable(),
});
const since = z.enum(codes.sinceStates);
const lastSeen = z.discriminatedUnion('state', [
  z.object({ state: z.literal('known'), at: z.string() }),
  z.object({ state: z.enum(['never', 'notRead']) }),
]);
const note = z.object({ code: z.enum(accessNotes), params: z.record(z.string(), z.string()) });

/** An item in a list. */
export const reviewRowSchema = z.object({
  number: z.int(),
  kind: z.enum(codes.itemKinds),
  role: roleRefSchema,
  privileged: z.boolean().nullable(),
  person: personSchema.nullable(),
  mechanisms: z.array(mechanismSchema),
  /** Names of the groups that open the role; first 10. */
  groups: z.array(z.string()),
  until: z.string().nullable(),
  disabled: z.boolean().nullable(),
  lastSignIn: lastSeen,
  gap: z
    .object({
      code: z.enum(codes.reviewGaps),
      mechanism: mechanismSchema.nullable(),
      name: z.string().nullable(),
    })
    .nullable(),
  since: since.nullable(),
  removal: z.enum(codes.removalCodes).nullable(),
  reviewer: reviewerSchema,
  state,
  reason: z.string(),
  by: z.string().nullable(),
  at: z.string().nullable(),
  /** How many things were said of it: what `decide` calls `seen`. */
  said: z.int(),
});
export type ReviewRow = z.infer<typeof reviewRowSchema>;

export const reviewEventSchema = z.union([
  z.object({ decision: decision.nullable(), reason: z.string(), by: z.string(), at: z.string() }),
  z.object({ reviewer: z.string(), by: z.string(), at: z.string() }),
]);

/** What an item froze. */
export const frozenItemSchema = z.object({
  kind: z.enum(codes.itemKinds),
  role: roleRefSchema,
  privileged: z.boolean().nullable(),
  lastUsed: lastSeen,
  person: personSchema.nullable(),
  ways: z.array(
    z.object({
      mechanism: mechanismSchema,
      group: z.object({ name: z.string(), dn: z.string(), sid: z.string().nullable() }).nullable(),
      owner: z.string().nullable(),
      chain: z.array(chainLinkSchema),
    }),
  ),
  until: z.string().nullable(),
  notes: z.array(note),
  disabled: z.boolean().nullable(),
  lastSignIn: lastSeen,
  removal: z
    .object({
      code: z.enum(codes.removalCodes),
      groups: z.array(z.object({ name: z.string(), dn: z.string() })),
      alsoOpens: z.int(),
    })
    .nullable(),
  gap: z
    .object({
      code: z.enum(codes.reviewGaps),
      mechanism: mechanismSchema.nullable(),
      name: z.string().nullable(),
      evidence: z.array(evidenceSchema),
    })
    .nullable(),
  since: since.nullable(),
  reviewer: z.object({ id: z.string(), reason: z.enum(codes.reviewerReasons) }),
});

export const reviewItemSchema = frozenItemSchema.extend({
  number: z.int(),
  reviewer: reviewerSchema,
  state,
  /** All that was said of it, the newest last. */
  events: z.array(reviewEventSchema),
});
export type ReviewItem = z.infer<typeof reviewItemSchema>;

export const reviewFilterSchema = z.object({
  /** Ids of reviewers. */
  reviewers: z.array(z.string().max(2200)).max(1000).optional(),
  /** Keys of roles. */
  roles: z.array(z.string().max(2200)).max(1000).optional(),
  accounts: z.array(z.string().max(64)).max(1000).optional(),
  states: z.array(state).optional(),
  kinds: z.array(z.enum(codes.itemKinds)).optional(),
  since: z.array(since).optional(),
  privileged: z.boolean().optional(),
  /** Words that all stand in names of people, groups, roles or accounts. */
  text: z.string().max(256).optional(),
});
export type ReviewFilter = z.infer<typeof reviewFilterSchema>;
export const reviewOrders = ['role', 'person', 'number'] as const;
const order = z.enum(reviewOrders);
export type ReviewOrder = z.infer<typeof order>;

const id = { reviewId: z.int() };
const locale = z.enum(['en', 'ko']);
/** Somebody decided an item that the caller had seen otherwise: what stood there is kept in its events. */
const overtaken = z.object({ number: z.int(), state, by: z.string(), at: z.string() });
export const decidedItemsSchema = z.object({
  decided: z.int(),
  /** Codes under `row.`; the rest was decided. */
  refused: z.array(z.object({ number: z.int(), code: z.enum(codes.rowProblems) })),
  overtaken: z.array(overtaken),
  counts: reviewCountsSchema,
});
export type DecidedItems = z.infer<typeof decidedItemsSchema>;

const shared = reviewCountsSchema.shape;
export const reviewStandSchema = z.object({
  /** With most open first; first 1,000 each. */
  reviewers: z.array(z.object({ id: z.string(), name: z.string(), ...shared })),
  roles: z.array(z.object({ role: roleRefSchema, privileged: z.boolean().nullable(), ...shared })),
  accounts: z.array(z.object({ account: z.string(), accountName: z.string().nullable(), ...shared })),
});
export type ReviewStand = z.infer<typeof reviewStandSchema>;

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
    output: z.object({ total: z.int(), rows: z.array(reviewRowSchema) }),
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
