/** Every list of the place, in the order of its navigation. */
import { controls, reach } from './accounts.ts';
import { instances } from './compute.ts';
import { credentials } from './credentials.ts';
import { groups, policies, providers, roles, users } from './iam.ts';
import { assignments, centers, permissionSets, storeGroups, storeUsers } from './identityCenter.ts';
import type { EstateList } from './list.ts';

export const lists: readonly EstateList[] = [
  reach,
  controls,
  roles,
  policies,
  credentials,
  users,
  groups,
  providers,
  centers,
  permissionSets,
  assignments,
  storeUsers,
  storeGroups,
  instances,
];
