/** EC2 instances, the profiles that they run with, and the provider of GitHub's tokens. */
import type { Ec2Instance } from '#domain/estate/compute.ts';
import type { InstanceProfile, OpenIdProvider } from '#domain/estate/iam.ts';
import { accounts, isoBefore, region, roleArn } from '../plan.ts';
import type { AccountName } from '../plan.ts';

const profileArn = (account: AccountName, name: string): string =>
  `arn:aws:iam::${accounts[account]}:instance-profile/${name}`;
const profile = (account: AccountName, name: string, role: string | null): InstanceProfile => ({
  arn: profileArn(account, name),
  name,
  account: accounts[account],
  createDate: isoBefore(700),
  roleArns: role === null ? [] : [roleArn(account, role)],
});

/** A role may stand in several profiles, under other names; a profile holds one role, or none. */
export const instanceProfiles: readonly InstanceProfile[] = [
  profile('prod', 'EC2AppServer', 'EC2AppServer'),
  profile('prod', 'Batch', 'EC2AppServer'),
  profile('prod', 'Retired', null),
  profile('dev', 'EC2DevBox', 'EC2DevBox'),
];

const instance = (
  account: AccountName,
  instanceId: string,
  name: string,
  profileName: string | null,
  more: Partial<Ec2Instance> = {},
): Ec2Instance => ({
  instanceId,
  account: accounts[account],
  region,
  name,
  state: 'running',
  instanceProfileArn: profileName === null ? null : profileArn(account, profileName),
  launchTime: isoBefore(90),
  platform: 'Linux/UNIX',
  metadataTokens: 'required',
  ...more,
});

export const instances: readonly Ec2Instance[] = [
  instance('prod', 'i-0a4c19e7d2f86b305', 'app-1', 'EC2AppServer', { launchTime: isoBefore(41) }),
  instance('prod', 'i-0a4c19e7d2f86b306', 'app-2', 'EC2AppServer', { launchTime: isoBefore(41) }),
  // Any request that gets inside reads the keys of a role that may do everything.
  instance('prod', 'i-07be52d9c1430f8a6', 'batch', 'Batch', {
    metadataTokens: 'optional',
    launchTime: isoBefore(620),
  }),
  instance('prod', 'i-0e91f3b6a8d27c540', 'files', null, { platform: 'Windows' }),
  instance('dev', 'i-0d38c7f1b5e92a604', 'devbox-lab', 'EC2DevBox', { state: 'stopped' }),
  instance('shared', 'i-05f2a9d7e1c84b630', 'ds-management', null, { platform: 'Windows' }),
];

export const openIdProviders: readonly OpenIdProvider[] = [
  {
    arn: `arn:aws:iam::${accounts.dev}:oidc-provider/token.actions.githubusercontent.com`,
    account: accounts.dev,
    url: 'https://token.actions.githubusercontent.com',
    clientIds: ['sts.amazonaws.com'],
    thumbprints: ['6938fd4d98bab03faadb97b34396831e3780aea1'],
    createDate: isoBefore(610),
  },
];
