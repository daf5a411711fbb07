/** A role, a group, an account, each by itself, and how they are found. */
import { z } from 'zod';
import { entryLimits } from '../domain/access/codes.ts';
import { trustKinds } from '../domain/mapping/trustKinds.ts';
import { openConditionSchema } from './policy/place.ts';
import { chainLinkSchema, evidenceSchema, grantSchema, mechanismSchema, objectRowSchema } from './shapes.ts';
import { storeCounts, storeJoinSchema } from './accessPerson.ts';
import {
  accountId,
  membershipsNotRead,
  mfaSchema,
  notCounted,
  possible,
  readAtSchema,
  roleRefSchema,
  sessionSchema,
  signInsNotJudged,
} from './accessTerms.ts';

export const personRow = z.object({
  snapshotId: z.int(),
  object: objectRowSchema,
  mechanisms: z.array(mechanismSchema),
  /** The group that lets it in by the first of them; null: assigned itself. */
  group: z.string().nullable(),
});

export const roleViewSchema = z.object({
  role: roleRefSchema,
  readAt: readAtSchema,
  /** False: the role itself was not read; what follows is known by grants. */
  read: z.boolean(),
  session: sessionSchema,
  mfa: mfaSchema,
  /** Users by any mechanism, and by each. */
  users: z.int(),
  mechanisms: z.array(z.object({ mechanism: mechanismSchema, users: z.int(), onlyElsewhere: z.int() })),
  /** First 1,000. */
  grants: z.array(grantSchema.extend({ users: z.int() })),
  /** Whom the trust policy names beside the mechanisms; first 1,000. */
  trusted: z.array(
    z.object({
      kind: z.enum(trustKinds),
      principal: z.string(),
      decision: possible,
      conditions: z.array(openConditionSchema),
      evidence: evidenceSchema,
    }),
  ),
  /** Roles and IAM users that may take it by sts:AssumeRole; first 1,000. */
  takenBy: z.array(z.object({ arn: z.string(), decision: possible })),
  notCounted: z.array(notCounted),
  membershipsNotRead,
  signInsNotJudged,
  /** By assignments of Identity Center: as its store has them; null: the role has none, or the store was not read. */
  store: storeCounts.nullable().optional(),
});
export type RoleView = z.infer<typeof roleViewSchema>;

export const groupViewSchema = z.object({
  snapshotId: z.int(),
  object: objectRowSchema,
  readAt: readAtSchema,
  /** What its members reach by it: grants of its own, and of groups that it is in as the mechanism counts. First 1,000. */
  reached: z.array(
    z.object({ grant: grantSchema, chain: z.array(chainLinkSchema).readonly(), users: z.int() }),
  ),
  users: z.array(z.object({ mechanism: mechanismSchema, users: z.int() })),
  notCounted: z.array(notCounted),
  membershipsNotRead,
  signInsNotJudged,
  /** Groups of identity stores that it is, of which the members were read. */
  store: z
    .array(
      z.object({
        identityStoreId: z.string(),
        groupId: z.string(),
        name: z.string(),
        by: storeJoinSchema,
        ...storeCounts.shape,
      }),
    )
    .optional(),
});

/** One way into an account. */
export const door = z.object({
  kind: z.enum([...trustKinds, 'delegation', 'iamUser', 'root']),
  /** Who stands before it: a group, a provider, a service, an account, a user. */
  name: z.string(),
  /** The object of a directory that it is; null: none. */
  principal: z.object({ snapshotId: z.int(), objectId: z.int(), kind: z.enum(['group', 'user']) }).nullable(),
  role: roleRefSchema.nullable(),
  decision: possible.nullable(),
  /** People of directories behind it; null where they cannot be counted. */
  users: z.int().nullable(),
  limits: z.array(z.enum(entryLimits)),
});
export type Door = z.infer<typeof door>;
export const accountViewSchema = z.object({
  account: z.string(),
  accountName: z.string().nullable(),
  readAt: readAtSchema,
  /** False: nobody looked into the account. */
  read: z.boolean(),
  counts: z.array(z.object({ kind: door.shape.kind, doors: z.int() })),
  users: z.int(),
  total: z.int(),
  rows: z.array(door),
  notCounted: z.array(notCounted),
  membershipsNotRead,
  signInsNotJudged,
});

export const foundRole = z.object({
  role: roleRefSchema,
  /** By which somebody of a directory gets in; empty: no grant leads there. */
  mechanisms: z.array(mechanismSchema),
  /** False: known by grants alone. */
  read: z.boolean(),
});
export type FoundRole = z.infer<typeof foundRole>;
export const foundGroup = z.object({
  snapshotId: z.int(),
  sourceName: z.string(),
  object: objectRowSchema,
  /** Of grants of its own. */
  mechanisms: z.array(mechanismSchema),
});
export type FoundGroup = z.infer<typeof foundGroup>;
export const foundAccount = z.object({
  account: accountId,
  accountName: z.string().nullable(),
  read: z.boolean(),
  /** Roles that grants lead to. */
  roles: z.int(),
});
export type FoundAccount = z.infer<typeof foundAccount>;
