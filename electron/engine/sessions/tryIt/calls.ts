/** The reads that a session is tried with: one call each, of the first page. */
import type { Clients } from '#aws/clients.ts';
import { countBuckets } from '#aws/listBuckets.ts';
import type { TryAction } from '#contract/sessions/tries.ts';
import type { SessionKeys, Sts } from '#sts/api.ts';
import type { CallLimits } from '#sts/limits.ts';

export interface Trying {
  readonly sts: Sts;
  readonly clients: Clients;
  readonly keys: SessionKeys;
  readonly region: string;
  readonly limits: CallLimits;
  readonly signal: AbortSignal;
}

/** What came back; `count` null = nothing that is counted. */
export interface Came {
  readonly count: number | null;
  readonly more: boolean;
}

const came = (rows: readonly unknown[] | undefined, next?: string | boolean): Came => ({
  count: rows?.length ?? 0,
  more: Boolean(next),
});
const something: Came = { count: null, more: false };

/** Each rejects with `Fault`. */
export const calls: Readonly<Record<TryAction, (trying: Trying) => Promise<Came>>> = {
  'sts:GetCallerIdentity': async ({ sts, keys, region, signal }) => {
    await sts.identity({ kind: 'keys', ...keys }, region, signal);
    return something;
  },
  's3:ListAllMyBuckets': ({ region, keys, limits, signal }) => countBuckets(region, keys, limits, signal),
  'iam:ListRoles': ({ clients, region }) =>
    clients.iam(region)('ListRoles', async (client, sdk, abortSignal) => {
      const page = await client.send(new sdk.ListRolesCommand({}), { abortSignal });
      return came(page.Roles, page.IsTruncated);
    }),
  'iam:ListUsers': ({ clients, region }) =>
    clients.iam(region)('ListUsers', async (client, sdk, abortSignal) => {
      const page = await client.send(new sdk.ListUsersCommand({}), { abortSignal });
      return came(page.Users, page.IsTruncated);
    }),
  'iam:GetAccountSummary': ({ clients, region }) =>
    clients.iam(region)('GetAccountSummary', async (client, sdk, abortSignal) => {
      await client.send(new sdk.GetAccountSummaryCommand({}), { abortSignal });
      return something;
    }),
  'iam:ListAccountAliases': ({ clients, region }) =>
    clients.iam(region)('ListAccountAliases', async (client, sdk, abortSignal) => {
      const page = await client.send(new sdk.ListAccountAliasesCommand({}), { abortSignal });
      return came(page.AccountAliases, page.IsTruncated);
    }),
  'ds:DescribeDirectories': ({ clients, region }) =>
    clients.directoryService(region)('DescribeDirectories', async (client, sdk, abortSignal) => {
      const page = await client.send(new sdk.DescribeDirectoriesCommand({}), { abortSignal });
      return came(page.DirectoryDescriptions, page.NextToken);
    }),
  'ec2:DescribeInstances': ({ clients, region }) =>
    clients.ec2(region)('DescribeInstances', async (client, sdk, abortSignal) => {
      const page = await client.send(new sdk.DescribeInstancesCommand({ MaxResults: 100 }), { abortSignal });
      return came(
        page.Reservations?.flatMap(({ Instances = [] }) => Instances),
        page.NextToken,
      );
    }),
  'ec2:DescribeRegions': ({ clients, region }) =>
    clients.ec2(region)('DescribeRegions', async (client, sdk, abortSignal) => {
      const page = await client.send(new sdk.DescribeRegionsCommand({}), { abortSignal });
      return came(page.Regions);
    }),
  'organizations:DescribeOrganization': ({ clients, region }) =>
    clients.organizations(region)('DescribeOrganization', async (client, sdk, abortSignal) => {
      await client.send(new sdk.DescribeOrganizationCommand({}), { abortSignal });
      return something;
    }),
  'organizations:ListAccounts': ({ clients, region }) =>
    clients.organizations(region)('ListAccounts', async (client, sdk, abortSignal) => {
      const page = await client.send(new sdk.ListAccountsCommand({}), { abortSignal });
      return came(page.Accounts, page.NextToken);
    }),
  'sso:ListInstances': ({ clients, region }) =>
    clients.ssoAdmin(region)('ListInstances', async (client, sdk, abortSignal) => {
      const page = await client.send(new sdk.ListInstancesCommand({}), { abortSignal });
      return came(page.Instances, page.NextToken);
    }),
};
