/** Another company's management account: no directory of AWS; its people come from an external identity provider by SCIM. */
import type { Account } from '../estate.ts';
import { allow, awsPolicy, key, partner, permissionSetRole, statement } from './build.ts';

export const partnerAccount: Account = {
  id: partner,
  alias: null,
  keys: [key(partner, 'auditor', 'AKIAEMULATORAUDITOR4')],
  directories: {},
  users: [],
  groups: [],
  roles: [permissionSetRole(partner, 'Everything', '8899aabbccddeeff', ['AdministratorAccess'])],
  policies: [awsPolicy('AdministratorAccess', statement(allow('*')))],
  samlProviders: [],
  root: { accessKeys: 0, mfa: true },
};
