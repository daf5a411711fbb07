/** All checks, in the order of `checkIds`. */
import type { Check } from './check.ts';
import { assignedToUser } from './checks/assignedToUser.ts';
import { cognitoTrust } from './checks/cognitoTrust.ts';
import { consolePassword } from './checks/consolePassword.ts';
import { distributionGroup } from './checks/distributionGroup.ts';
import { fixedRoleId } from './checks/fixedRoleId.ts';
import { foreignMembers } from './checks/foreignMembers.ts';
import { groupEditors } from './checks/groupEditors.ts';
import { groupMakers } from './checks/groupMakers.ts';
import { groupRenamers } from './checks/groupRenamers.ts';
import { groupSize } from './checks/groupSize.ts';
import { hiddenIdentity } from './checks/hiddenIdentity.ts';
import { inactiveMembers } from './checks/inactiveMembers.ts';
import { longSession } from './checks/longSession.ts';
import { longTermCredentials } from './checks/longTermCredentials.ts';
import { looseClaimRule } from './checks/looseClaimRule.ts';
import { machineInHumanRole } from './checks/machineInHumanRole.ts';
import { nestedGroup } from './checks/nestedGroup.ts';
import { nestedGroupEditors } from './checks/nestedGroupEditors.ts';
import { orphanedAssignment } from './checks/orphanedAssignment.ts';
import { outdatedPermissionSet } from './checks/outdatedPermissionSet.ts';
import { passRole } from './checks/passRole.ts';
import { powerfulRole } from './checks/powerfulRole.ts';
import { primaryGroupMembers } from './checks/primaryGroupMembers.ts';
import { providerExpiry } from './checks/providerExpiry.ts';
import { refusedSignIn } from './checks/refusedSignIn.ts';
import { roleNotFound } from './checks/roleNotFound.ts';
import { roleWithoutGroup } from './checks/roleWithoutGroup.ts';
import { secondFactor } from './checks/secondFactor.ts';
import { sessionTags } from './checks/sessionTags.ts';
import { severalMechanisms } from './checks/severalMechanisms.ts';
import { toxicPair } from './checks/toxicPair.ts';
import { trustPolicy } from './checks/trustPolicy.ts';
import { unknownDelegation } from './checks/unknownDelegation.ts';
import { unqualifiedNames } from './checks/unqualifiedNames.ts';
import { unusedRole } from './checks/unusedRole.ts';
import { wideGroup } from './checks/wideGroup.ts';
import { checkIds } from './codes.ts';

const all: readonly Check[] = [
  roleNotFound, roleWithoutGroup, severalMechanisms, distributionGroup, nestedGroup, foreignMembers, primaryGroupMembers,
  inactiveMembers, groupSize, machineInHumanRole, groupEditors, wideGroup, powerfulRole, trustPolicy, providerExpiry,
  longSession, sessionTags, fixedRoleId, assignedToUser, orphanedAssignment, outdatedPermissionSet, unusedRole,
  consolePassword, toxicPair, looseClaimRule, hiddenIdentity, unknownDelegation, secondFactor, unqualifiedNames,
  longTermCredentials, cognitoTrust, passRole, refusedSignIn, groupMakers, groupRenamers, nestedGroupEditors,
]; // prettier-ignore

export const checks: readonly Check[] = checkIds.map((id) => all.find((check) => check.id === id)!);
