import * as estate from '../estate/procedures.ts';
import { os } from './os.ts';

export const estateRoutes = {
  directories: os.estate.directories.handler(({ context: { engine } }) => estate.directories(engine)),
  directory: os.estate.directory.handler(({ context: { engine }, input }) => estate.directory(engine, input)),
  roles: os.estate.roles.handler(({ context: { engine }, input }) => estate.roles(engine, input)),
  role: os.estate.role.handler(({ context: { engine }, input }) => estate.role(engine, input)),
  policies: os.estate.policies.handler(({ context: { engine }, input }) => estate.policies(engine, input)),
  policy: os.estate.policy.handler(({ context: { engine }, input }) => estate.policy(engine, input)),
  policyDifference: os.estate.policyDifference.handler(({ context: { engine }, input }) =>
    estate.policyDifference(engine, input),
  ),
  users: os.estate.users.handler(({ context: { engine }, input }) => estate.users(engine, input)),
  groups: os.estate.groups.handler(({ context: { engine }, input }) => estate.groups(engine, input)),
  credentials: os.estate.credentials.handler(({ context: { engine }, input }) =>
    estate.credentials(engine, input),
  ),
  providers: os.estate.providers.handler(({ context: { engine }, input }) => estate.providers(engine, input)),
  identityCenters: os.estate.identityCenters.handler(({ context: { engine } }) =>
    estate.identityCenters(engine, {}),
  ),
  permissionSets: os.estate.permissionSets.handler(({ context: { engine }, input }) =>
    estate.permissionSets(engine, input),
  ),
  permissionSet: os.estate.permissionSet.handler(({ context: { engine }, input }) =>
    estate.permissionSet(engine, input),
  ),
  assignments: os.estate.assignments.handler(({ context: { engine }, input }) =>
    estate.assignments(engine, input),
  ),
  storeUsers: os.estate.storeUsers.handler(({ context: { engine }, input }) =>
    estate.storeUsers(engine, input),
  ),
  storeGroups: os.estate.storeGroups.handler(({ context: { engine }, input }) =>
    estate.storeGroups(engine, input),
  ),
  organizations: os.estate.organizations.handler(({ context: { engine } }) =>
    estate.organizations(engine, {}),
  ),
  organizationTree: os.estate.organizationTree.handler(({ context: { engine }, input }) =>
    estate.organizationTree(engine, input),
  ),
  organizationPolicies: os.estate.organizationPolicies.handler(({ context: { engine }, input }) =>
    estate.organizationPolicies(engine, input),
  ),
  effectiveChain: os.estate.effectiveChain.handler(({ context: { engine }, input }) =>
    estate.effectiveChain(engine, input),
  ),
  reach: os.estate.reach.handler(({ context: { engine }, input }) => estate.reach(engine, input)),
  instances: os.estate.instances.handler(({ context: { engine }, input }) => estate.instances(engine, input)),
  awsProfiles: os.estate.awsProfiles.handler(({ context: { engine } }) => engine.aws.profileNames()),
};
