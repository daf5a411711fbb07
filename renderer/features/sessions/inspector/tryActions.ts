import type { TryAction } from '#contract/sessions/tries.ts';

/** What may be tried, and whether it is without being chosen. The contract's own list would bring its parser along. */
const usual: Record<TryAction, boolean> = {
  'sts:GetCallerIdentity': true,
  's3:ListAllMyBuckets': true,
  'iam:ListRoles': true,
  'ds:DescribeDirectories': true,
  'iam:ListUsers': false,
  'iam:GetAccountSummary': false,
  'iam:ListAccountAliases': false,
  'ec2:DescribeInstances': false,
  'ec2:DescribeRegions': false,
  'organizations:DescribeOrganization': false,
  'organizations:ListAccounts': false,
  'sso:ListInstances': false,
};
export const tryActions = Object.keys(usual) as TryAction[];
export const usualTries = tryActions.filter((each) => usual[each]);
