/** Trying a session: a few harmless reads, each answer beside what the policy engine foretold. */
import { z } from 'zod';
import { deciders, decisions } from '../../domain/policy/codes.ts';
import { faultSchema } from '../faults.ts';
import { foundStatementSchema } from '../policy/decode.ts';
import { openConditionSchema, policyGapSchema } from '../policy/place.ts';

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

/** What holds of a session beside all policies; words: `sessionTry`. */
export const tryRules = [
  'federationTokenWithoutPolicy',
  'federationTokenWithoutIam',
  'sessionTokenWithoutMfa',
] as const;
export type TryRule = (typeof tryRules)[number];

/** Why nothing is foretold; words: `sessionTry`. */
export const tryUntold = [
  'noWorkspace',
  'workspaceFailed',
  'principalNotInWorkspace',
  'principalKindUnknown',
  'managementAccountOnly',
] as const;
export type TryUntold = (typeof tryUntold)[number];

export const foretoldBecauseSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('policies'),
    /** Words: `decisionText`. */
    decision: z.enum(decisions),
    decidedBy: z.enum(deciders),
    /** The statements of `decidedBy` that allowed or denied; none where nothing allowed. */
    statements: z.array(foundStatementSchema),
    /** All must be so for the answer to be "allowed"; empty unless `conditional`. Words: `conditionText`. */
    conditions: z.array(openConditionSchema),
    /** What is not known and could change it. */
    gaps: z.array(policyGapSchema),
  }),
  z.object({ kind: z.literal('rule'), code: z.enum(tryRules) }),
  z.object({ kind: z.literal('untold'), code: z.enum(tryUntold) }),
]);
export type ForetoldBecause = z.infer<typeof foretoldBecauseSchema>;

export const trySchema = z.object({
  action: tryActionSchema,
  outcome: z.enum(['allowed', 'denied', 'failed']),
  /** What AWS said, without secrets and without the encoded authorization message; empty where it let the call through. */
  detail: z.string(),
  /** What ended the call; null unless `failed`. */
  fault: faultSchema.nullable(),
  /** How many things the first page has; null where nothing was counted. */
  count: z.number().nullable(),
  /** Whether there are further pages. */
  more: z.boolean(),
  /** `unknown`: nothing is foretold, and the reason is `untold`. */
  foretold: z.enum(['allowed', 'denied', 'conditional', 'unknown']),
  foretoldBecause: foretoldBecauseSchema,
  /**
   * Null where one of the two does not say, or where both differ and something that nobody read could be why (among the gaps);
   * false: they differ, and nothing that is known to be unknown explains it.
   */
  agrees: z.boolean().nullable(),
  milliseconds: z.number(),
});
export type Try = z.infer<typeof trySchema>;
