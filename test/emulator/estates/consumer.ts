/** An account that uses the management account's directory, with roles for others to assume. */
import type { Account } from '../estate.ts';
import {
  accountTrust,
  adfs,
  allow,
  awsPolicy,
  home,
  key,
  other,
  permissionSetRole,
  role,
  samlTrust,
  statement,
} from './build.ts';
import { shared } from './directories.ts';
import { consumerInstances } from './instances.ts';

export const consumerAccount: Account = {
  id: other,
  alias: null,
  keys: [key(other, 'auditor', 'AKIAEMULATORAUDITOR2')],
  directories: { 'ap-northeast-2': [shared] },
  users: [],
  groups: [],
  roles: [
    role(other, 'ReadOnly', samlTrust(other), ['ReadOnlyAccess']),
    role(other, 'Admin', samlTrust(other), ['AdministratorAccess']),
    role(other, 'Audit', accountTrust(home), ['ReadOnlyAccess'], { MaxSessionDuration: 7200 }),
    role(other, 'Chained', accountTrust(other), [], { MaxSessionDuration: 43_200 }),
    role(other, 'Vendor', accountTrust(home, 'treeline-4711'), ['ReadOnlyAccess']),
    permissionSetRole(other, 'ReadOnly', 'fedcba9876543210', ['ReadOnlyAccess']),
  ],
  policies: [
    awsPolicy('AdministratorAccess', statement(allow('*'))),
    awsPolicy('ReadOnlyAccess', statement(allow('s3:Get*'))),
  ],
  samlProviders: [adfs(other)],
  root: { accessKeys: 1, mfa: false },
  instances: consumerInstances,
};
