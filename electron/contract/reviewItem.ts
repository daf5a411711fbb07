/** Items of access reviews: what each froze, what was said of it, and what lists of them are filtered and ordered by. */
import { z } from 'zod';
import { accessNotes } from '../domain/access/accountNotes.ts';
import * as codes from '../domain/review/codes.ts';
import { roleRefSchema } from './access.ts';
import { chainLinkSchema, evidenceSchema, mechanismSchema } from './shapes.ts';

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
