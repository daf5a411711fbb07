/** Organizations: how accounts are grouped, what is forbidden to them, and how far the reading reached. */
import { z } from 'zod';
import { chainNotes } from '../../domain/estate/codes.ts';
import { none } from '../ask.ts';
import { pageSchema } from '../shapes.ts';
import {
  accountName,
  gapSchema,
  listInput,
  listOf,
  readingOf,
  readingState,
  reportedSchema,
} from './shapes.ts';

export const organizationPolicyTypes = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const;
const policyType = z.enum(organizationPolicyTypes);

const organizationSchema = z.object({
  snapshotId: z.int(),
  readAt: z.string(),
  id: z.string(),
  arn: z.string(),
  managementAccountId: z.string(),
  /** `ALL` or `CONSOLIDATED_BILLING`: policies hold in `ALL` alone. */
  featureSet: z.string().nullable(),
  units: z.int(),
  accounts: z.int(),
  servicePolicies: readingOf(z.int()),
  resourcePolicies: readingOf(z.int()),
  delegatedAdministrators: readingOf(z.array(z.object({ ...accountName, services: z.array(z.string()) }))),
});
export type OrganizationRow = z.infer<typeof organizationSchema>;

const policyName = z.object({ id: z.string(), name: z.string(), type: policyType });

/** A root, a unit or an account. Depth first: each stands behind its parent, units before accounts, by name. */
export const nodeSchema = z.object({
  kind: z.enum(['root', 'unit', 'account']),
  id: z.string(),
  name: z.string().nullable(),
  parentId: z.string().nullable(),
  depth: z.int(),
  /** Accounts in it and below it; null for an account. */
  accounts: z.int().nullable(),
  /** Accounts alone. */
  status: z.string().nullable(),
  management: z.boolean(),
  /** Accounts alone: whether this workspace has its IAM; codes as in `reach`. */
  reach: z.enum(['read', 'failed', 'notAsked']).nullable(),
  /** Attached to itself, not inherited; null where policies were not readable. */
  policies: z.array(policyName).nullable(),
});
export type OrganizationNode = z.infer<typeof nodeSchema>;

const organizationPolicyRow = z.object({
  snapshotId: z.int(),
  id: z.string(),
  arn: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  type: policyType,
  awsManaged: z.boolean(),
  /** Indented JSON. */
  document: z.string(),
  targets: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
});
export type OrganizationPolicyRow = z.infer<typeof organizationPolicyRow>;

/** From the root down to the account: an action must be allowed at every level and denied at none. */
const chainSchema = z.object({
  snapshotId: z.int(),
  readAt: z.string(),
  type: policyType,
  account: z.string(),
  accountName: z.string().nullable(),
  /** What holds for the account as a whole; codes under `chainNote.` */
  notes: z.array(z.enum(chainNotes)),
  levels: readingOf(
    z.array(
      z.object({
        kind: z.enum(['root', 'unit', 'account']),
        id: z.string(),
        name: z.string().nullable(),
        notes: z.array(z.enum(chainNotes)),
        policies: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            awsManaged: z.boolean(),
            allows: z.boolean(),
            denies: z.boolean(),
            document: z.string(),
          }),
        ),
      }),
    ),
  ),
});
export type EffectiveChain = z.infer<typeof chainSchema>;

export const reachRow = z.object({
  snapshotId: z.int(),
  source: z.string(),
  readAt: z.string(),
  ...accountName,
  alias: z.string().nullable(),
  /** `read`, `failed` with a fault's code, or an account that is known and was not asked. */
  state: z.enum(['read', 'failed', 'notAsked']),
  code: z.string().nullable(),
  root: z.object({ accessKeys: z.int(), mfaEnabled: z.boolean() }).nullable(),
  /** What the credential report says of the root user; `notAsked` where none was asked for. */
  rootReport: readingOf(reportedSchema),
  /** Null within `read`: the account has none of its own and AWS's default holds. */
  passwordPolicy: readingOf(
    z
      .object({
        minimumLength: z.int().nullable(),
        maxAgeDays: z.int().nullable(),
        reusePrevention: z.int().nullable(),
        requires: z.array(z.enum(['symbols', 'numbers', 'uppercase', 'lowercase'])),
        usersMayChange: z.boolean(),
      })
      .nullable(),
  ),
});
export type ReachRow = z.infer<typeof reachRow>;

export const instanceRow = z.object({
  snapshotId: z.int(),
  instanceId: z.string(),
  name: z.string().nullable(),
  ...accountName,
  region: z.string(),
  state: z.string().nullable(),
  instanceProfileArn: z.string().nullable(),
  /** The role of its profile; null = it has no profile, or the profile is not known. */
  roleArn: z.string().nullable(),
  roleName: z.string().nullable(),
  launchTime: z.string().nullable(),
  platform: z.string().nullable(),
  /** `required` = IMDSv2 alone; `optional` lets any request inside read the role's keys. */
  metadataTokens: z.string().nullable(),
});
export type InstanceRow = z.infer<typeof instanceRow>;

export const organizationProcedures = {
  organizations: {
    input: none,
    output: z.object({
      state: readingState,
      gaps: z.array(gapSchema),
      rows: z.array(organizationSchema),
    }),
  },
  organizationTree: {
    input: z.object({ snapshotId: z.int(), page: pageSchema, text: z.string().max(256).optional() }),
    output: z.object({ total: z.int(), rows: z.array(nodeSchema) }),
  },
  organizationPolicies: {
    input: z.object({
      snapshotId: z.int(),
      page: pageSchema,
      types: z.array(policyType).optional(),
      text: z.string().max(256).optional(),
    }),
    output: listOf(organizationPolicyRow),
  },
  effectiveChain: {
    input: z.object({ snapshotId: z.int(), account: z.string().max(12), type: policyType }),
    output: chainSchema,
  },
  /** Accounts that were read, that failed, and that are known and were not asked. */
  reach: {
    input: listInput,
    output: listOf(reachRow).extend({
      regions: z.array(z.string()),
      /** True where every source read all the accounts that there are. */
      allAccounts: z.boolean(),
    }),
  },
  instances: {
    input: listInput.extend({
      regions: z.array(z.string().max(32)).max(100).optional(),
      roleArn: z.string().max(2048).optional(),
      withRole: z.boolean().optional(),
    }),
    output: listOf(instanceRow),
  },
};
