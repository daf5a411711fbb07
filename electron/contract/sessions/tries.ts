/** Trying a session: a few harmless reads, each answer beside what the policy engine foretold. */
import { z } from 'zod';

/** What may be tried. All read, none changes or costs anything. */
export const tryActions = [
  'sts:GetCallerIdentity',
  's3:ListAllMyBuckets',
  'iam:ListRoles',
  'ds:DescribeDirectories',
  'iam:ListUsers',
  'iam:GetAccountSummary',
  'iam:ListAccountAliases',
  'ec2:DescribeInstances',
  'ec2:DescribeRegions',
  'organizations:DescribeOrganization',
  'organizations:ListAccounts',
  'sso:ListInstances',
] as const;
export const tryActionSchema = z.enum(tryActions);
export type TryAction = z.infer<typeof tryActionSchema>;
/** The ones that are tried without being chosen. */
export const usualTries: readonly TryAction[] = tryActions.slice(0, 4);

export const trySchema = z.object({
  action: tryActionSchema,
  outcome: z.enum(['allowed', 'denied', 'failed']),
  /** What AWS said, without secrets; empty where it let the call through. */
  detail: z.string(),
  /** How many things were listed; null where nothing was counted. */
  count: z.number().nullable(),
  foretold: z.enum(['allowed', 'denied', 'conditional', 'unknown']),
  /** Why the engine thinks so: a code under `policy` words and where it stands; null where nothing is known. */
  foretoldBecause: z.string().nullable(),
  /** Null where one of the two does not say. */
  agrees: z.boolean().nullable(),
  milliseconds: z.number(),
});
export type Try = z.infer<typeof trySchema>;
