/** IAM Identity Center: instances, permission sets, assignments, and the people of its store. */
import { z } from 'zod';
import { sourceEvidences } from '../../domain/estate/codes.ts';
import { none } from '../ask.ts';
import { pageSchema } from '../shapes.ts';
import { accountName, gapSchema, listOf, policyRef, readingOf, readingState, tagsSchema } from './shapes.ts';

const instanceSchema = z.object({
  snapshotId: z.int(),
  instanceArn: z.string(),
  name: z.string().nullable(),
  identityStoreId: z.string(),
  region: z.string(),
  ownerAccountId: z.string().nullable(),
  status: z.string().nullable(),
  /** Told by a person, or assumed from what is seen: no API says it. */
  source: z.enum(['activeDirectory', 'external', 'own', 'unknown']),
  sourceIs: z.enum(['told', 'assumed', 'unknown']),
  /** What it is assumed from; codes under `sourceEvidence.` */
  sourceEvidence: z.enum(sourceEvidences),
  directoryId: z.string().nullable(),
  /** Which of the provider's people reach the store is the provider's own rule: nobody else can read it. */
  providerFilter: readingOf(z.string()),
  accessControlAttributes: readingOf(z.array(z.object({ key: z.string(), source: z.array(z.string()) }))),
  /** Lists that could not be read, or not wholly: what they lack is not known to be absent. */
  notRead: z.array(
    z.object({
      part: z.enum(['permissionSets', 'assignments', 'groups', 'users', 'memberships']),
      code: z.string(),
    }),
  ),
  counts: z.object({
    permissionSets: z.int(),
    assignments: z.int(),
    users: z.int(),
    groups: z.int(),
    memberships: z.int(),
  }),
});
export type IdentityCenterInstance = z.infer<typeof instanceSchema>;

export const setRow = z.object({
  snapshotId: z.int(),
  instanceArn: z.string(),
  arn: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  /** ISO 8601, as AWS writes it: `PT4H`. */
  sessionDuration: z.string().nullable(),
  managedPolicies: z.int(),
  customerPolicies: z.int(),
  hasInlinePolicy: z.boolean(),
  hasBoundary: z.boolean(),
  /** Null = not read. */
  provisionedIn: z.int().nullable(),
  /** Accounts whose copy lags behind. */
  outdatedIn: z.int(),
  assignments: z.int(),
});
export type PermissionSetRow = z.infer<typeof setRow>;

const named = z.object(accountName);
const setFacts = z.object({
  row: setRow,
  readAt: z.string(),
  /** Fields that could not be read: what they hold is then nothing, not none. */
  notRead: z.array(z.string()),
  relayState: z.string().nullable(),
  createDate: z.string().nullable(),
  tags: tagsSchema.nullable(),
  managedPolicies: z.array(policyRef),
  /** A customer's policy by name and path, which each account must have; `missingIn` = accounts read that lack it. */
  customerPolicies: z.array(z.object({ name: z.string(), path: z.string(), missingIn: z.array(z.string()) })),
  /** Indented JSON. */
  inlinePolicy: z.string().nullable(),
  boundary: z
    .union([z.object({ arn: z.string() }), z.object({ name: z.string(), path: z.string() })])
    .nullable(),
  /** The first 1,000 accounts; null = not read. */
  provisionedIn: z.array(named.extend({ outdated: z.boolean() })).nullable(),
});
export type PermissionSetFacts = z.infer<typeof setFacts>;

export const assignmentRow = z.object({
  snapshotId: z.int(),
  ...accountName,
  permissionSetArn: z.string(),
  permissionSetName: z.string(),
  principalType: z.enum(['USER', 'GROUP']),
  principalId: z.string(),
  /** Null = the store has none with this id: it is gone, or was not read. */
  principalName: z.string().nullable(),
  /** Members of a group in the store; null for users, and for a group that the store does not have. */
  members: z.int().nullable(),
  /** The account's copy of the set lags behind. */
  outdated: z.boolean(),
});
export type AssignmentRow = z.infer<typeof assignmentRow>;

const externalId = z.object({ issuer: z.string(), id: z.string() });
const storeUser = z.object({
  snapshotId: z.int(),
  userId: z.string(),
  userName: z.string(),
  displayName: z.string().nullable(),
  mail: z.string().nullable(),
  status: z.string().nullable(),
  externalIds: z.array(externalId),
  groups: z.int(),
  assignments: z.int(),
});
export type StoreUserRow = z.infer<typeof storeUser>;
const storeGroup = z.object({
  snapshotId: z.int(),
  groupId: z.string(),
  displayName: z.string(),
  externalIds: z.array(externalId),
  members: z.int(),
  assignments: z.int(),
});
export type StoreGroupRow = z.infer<typeof storeGroup>;

const inInstance = z.object({
  snapshotId: z.int(),
  instanceArn: z.string().max(2048),
  page: pageSchema,
  text: z.string().max(256).optional(),
});

export const identityCenterProcedures = {
  identityCenters: {
    input: none,
    output: z.object({
      state: readingState,
      gaps: z.array(gapSchema),
      rows: z.array(instanceSchema),
    }),
  },
  permissionSets: { input: inInstance, output: listOf(setRow) },
  permissionSet: {
    input: z.object({ snapshotId: z.int(), instanceArn: z.string().max(2048), arn: z.string().max(2048) }),
    output: setFacts,
  },
  /** Ordered by account, then by set, then by principal. */
  assignments: {
    input: inInstance.extend({
      accounts: z.array(z.string().max(12)).max(1000).optional(),
      permissionSetArn: z.string().max(2048).optional(),
      principalId: z.string().max(64).optional(),
    }),
    output: listOf(assignmentRow),
  },
  storeUsers: {
    input: inInstance.extend({ groupId: z.string().max(64).optional() }),
    output: listOf(storeUser),
  },
  storeGroups: {
    input: inInstance.extend({ userId: z.string().max(64).optional() }),
    output: listOf(storeGroup),
  },
};
