/** The AWS side as it was read. Rows of all AWS sources of the workspace together, each with its snapshot. */
import { z } from 'zod';
import { asks, none } from '../ask.ts';
import { directoryProcedures } from '../estate/directories.ts';
import { identityCenterProcedures } from '../estate/identityCenter.ts';
import { organizationProcedures } from '../estate/organization.ts';
import { policyProcedures } from '../estate/policies.ts';
import { roleProcedures } from '../estate/roles.ts';
import { userProcedures } from '../estate/users.ts';

export type { DirectoryFacts, DirectoryRow } from '../estate/directories.ts';
export type { RoleFacts, RoleRow } from '../estate/roles.ts';

export const estateProcedures = {
  ...directoryProcedures,
  ...roleProcedures,
  ...policyProcedures,
  ...userProcedures,
  ...identityCenterProcedures,
  ...organizationProcedures,
  /** AWS configuration profiles found on this machine, by name; no secret is read. */
  awsProfiles: { input: none, output: z.array(z.string()) },
};

export const estate = asks(estateProcedures);
