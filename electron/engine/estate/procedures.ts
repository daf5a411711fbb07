/** The procedures of the estate, each over what the workspace's AWS sources gave. */
import type { Engine } from '../engine.ts';
import * as credentialLists from './credentials.ts';
import * as centers from './identityCenter.ts';
import * as instanceLists from './instances.ts';
import * as organizationViews from './organization.ts';
import * as policyLists from './policies.ts';
import * as reachLists from './reach.ts';
import * as roleLists from './roles.ts';
import * as userLists from './users.ts';
import { estateViews } from './views.ts';
import type { EstateViews } from './views.ts';

export { directories, directory } from './directories.ts';

const over =
  <I, O>(answer: (views: EstateViews, input: I) => O) =>
  async (engine: Engine, input: I): Promise<O> =>
    answer(await estateViews(engine), input);

export const roles = over(roleLists.roles);
export const role = over(roleLists.role);
export const policies = over(policyLists.policies);
export const policy = over(policyLists.policy);
export const policyDifference = over(policyLists.policyDifference);
export const users = over(userLists.users);
export const groups = over(userLists.groups);
export const providers = over(userLists.providers);
export const credentials = over(credentialLists.credentials);
export const identityCenters = over(centers.identityCenters);
export const permissionSets = over(centers.permissionSets);
export const permissionSet = over(centers.permissionSet);
export const assignments = over(centers.assignments);
export const storeUsers = over(centers.storeUsers);
export const storeGroups = over(centers.storeGroups);
export const organizations = over(organizationViews.organizations);
export const organizationTree = over(organizationViews.organizationTree);
export const organizationPolicies = over(organizationViews.organizationPolicies);
export const effectiveChain = over(organizationViews.effectiveChain);
export const reach = over(reachLists.reach);
export const instances = over(instanceLists.instances);
