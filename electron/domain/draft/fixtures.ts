/** An instance of Identity Center for tests of drafts: fed by Active Directory, with nothing in it. */
import type { IdentityCenter } from '../estate/identityCenter.ts';

export const instanceArn = 'arn:aws:sso:::instance/ssoins-1234567890abcdef';
export const setArn = 'arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef';
export const center: IdentityCenter = {
  instanceArn,
  identityStoreId: 'd-1234567890',
  region: 'eu-central-1',
  source: 'activeDirectory',
  directoryId: null,
  permissionSets: [],
  assignments: [],
  groups: [],
  users: [],
  memberships: [],
};
