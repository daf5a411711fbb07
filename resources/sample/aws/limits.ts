/** Password policies of accounts, and the limits of Directory Service as it told them. */
import type { DirectoryLimit } from '#domain/estate/directory.ts';
import type { AccountPasswordPolicy } from '#domain/estate/iam.ts';
import { accounts, labRegion, region } from '../plan.ts';
import type { AccountName } from '../plan.ts';

/** One strong, one weak; the others have none of their own, and AWS's default holds. */
export const passwordPolicies: readonly AccountPasswordPolicy[] = [
  {
    account: accounts.prod,
    minimumLength: 14,
    maxAgeDays: 90,
    reusePrevention: 24,
    requires: ['symbols', 'numbers', 'uppercase', 'lowercase'],
    usersMayChange: true,
  },
  {
    account: accounts.dev,
    minimumLength: 8,
    maxAgeDays: null,
    reusePrevention: null,
    requires: ['numbers'],
    usersMayChange: false,
  },
];

const limits = (
  account: AccountName,
  of: string,
  counts: { managed: number; simple: number; connected: number },
): DirectoryLimit[] => [
  { account: accounts[account], region: of, name: 'CloudOnlyMicrosoftAD', limit: 20, count: counts.managed },
  { account: accounts[account], region: of, name: 'CloudOnlyDirectories', limit: 10, count: counts.simple },
  {
    account: accounts[account],
    region: of,
    name: 'ConnectedDirectories',
    limit: 10,
    count: counts.connected,
  },
];
export const directoryLimits: readonly DirectoryLimit[] = [
  ...limits('shared', region, { managed: 1, simple: 0, connected: 1 }),
  ...limits('prod', region, { managed: 0, simple: 0, connected: 0 }),
  ...limits('dev', labRegion, { managed: 0, simple: 1, connected: 0 }),
];
