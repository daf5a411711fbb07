/** IAM users and groups: long-term credentials beside the federation. */
import type { IamGroup, IamUser } from '#domain/estate/iam.ts';
import { accounts, isoBefore } from '../plan.ts';
import type { AccountName } from '../plan.ts';
import { randomOf } from '../prng.ts';
import { awsManagedArn, customerManagedArn } from './documents.ts';

const key = (
  tail: string,
  createdDays: number,
  usedDays: number | null,
  status = 'Active',
): NonNullable<IamUser['accessKeys']>[number] => ({
  idTail: tail,
  status,
  createDate: isoBefore(createdDays),
  lastUsed: usedDays === null ? null : isoBefore(usedDays),
});
function user(account: AccountName, name: string, more: Partial<IamUser>): IamUser {
  return {
    arn: `arn:aws:iam::${accounts[account]}:user/${name}`,
    name,
    path: '/',
    userId: `AIDA${randomOf(`user id ${account} ${name}`)
      .hex(17)
      .toUpperCase()
      .replaceAll(/[0189]/g, 'X')}`,
    account: accounts[account],
    createDate: isoBefore(randomOf(`user ${name}`).between(400, 1500)),
    groups: [],
    attachedPolicies: [],
    inlinePolicies: [],
    permissionsBoundary: null,
    passwordLastUsed: null,
    hasConsolePassword: false,
    mfaDevices: 0,
    accessKeys: [],
    ...more,
  };
}
const managedPolicy = (name: string): { arn: string; name: string } => ({ arn: awsManagedArn(name), name });

/** 23 and 30: passwords and keys that outlived the federation. */
export const users: readonly IamUser[] = [
  user('prod', 'minjun.kim', {
    hasConsolePassword: true,
    passwordCreated: isoBefore(512),
    passwordLastUsed: isoBefore(9),
    mfaDevices: 0,
    groups: ['Administrators'],
    accessKeys: [key('7QHD', 512, 2), key('K2MA', 130, 40)],
  }),
  user('prod', 'break-glass-1', {
    hasConsolePassword: true,
    passwordCreated: isoBefore(420),
    mfaDevices: 1,
    attachedPolicies: [managedPolicy('AdministratorAccess')],
  }),
  user('prod', 'ci-firmware', {
    attachedPolicies: [{ arn: customerManagedArn('prod', 'HanbitDeploy'), name: 'HanbitDeploy' }],
    accessKeys: [key('W4XT', 890, 1)],
  }),
  user('prod', 'metrics-export', {
    attachedPolicies: [managedPolicy('job-function/ViewOnlyAccess')].map(({ arn }) => ({
      arn,
      name: 'ViewOnlyAccess',
    })),
    accessKeys: [key('9LPE', 300, null)],
  }),
  user('dev', 'j.smith-test', {
    hasConsolePassword: true,
    passwordCreated: isoBefore(700),
    passwordLastUsed: isoBefore(380),
    mfaDevices: 0,
    accessKeys: [key('B6RV', 700, 377, 'Inactive')],
  }),
  user('security', 'scanner', {
    attachedPolicies: [managedPolicy('SecurityAudit')],
    accessKeys: [key('T8NC', 41, 0.2)],
  }),
];
export const groups: readonly IamGroup[] = [
  {
    arn: `arn:aws:iam::${accounts.prod}:group/Administrators`,
    name: 'Administrators',
    path: '/',
    groupId: 'AGPAQ3EGXK5WLHV2Q7ZNB',
    account: accounts.prod,
    attachedPolicies: [managedPolicy('AdministratorAccess')],
    inlinePolicies: [],
  },
];
