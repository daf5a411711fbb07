import type { GrantIssue } from '../../../domain/mapping/grant.ts';

/** What keeps a grant from working, or from being known to work, and what to do about it. */
export const grantIssue: Record<GrantIssue, string> = {
  roleMissing: 'The account has no such role. Create it, or rename or remove the group.',
  accountUnknown: 'No source of this workspace knows the account. Read it, or correct the account id.',
  roleNameCase:
    'The role’s name differs in case, and AWS takes the ARN as it is sent. Spell the group’s name like the role’s.',
  distributionGroup: 'A distribution group never enters a sign-in token. Make it a security group.',
  trustLacksSaml:
    'The role’s trust policy lets no SAML provider in. Allow sts:AssumeRoleWithSAML for the provider.',
  providerMissing:
    'The role trusts a SAML provider that the account does not have. Create it, or correct the trust policy.',
  providerDecides:
    'A captured assertion names the role. Whom else the provider sends there its own rules say, and those cannot be read here.',
  membershipNotReadable: 'Who is behind this assignment could not be read. Read the directory it comes from.',
  assignmentNotReadable:
    'The role trusts Directory Service, but no API lists who is assigned. Look in the directory’s console, and import the list.',
  rolePath:
    'The role stands under a path, and the claim sends its ARN without one. Recreate the role without a path.',
  roleNotReadable:
    'The roles of the account were not read. Read the account to know whether the role exists.',
  providerNotReadable:
    'The SAML providers of the account were not read. Read the account to know whether the provider exists.',
  principalMissing: 'The user or group assigned is no longer in its directory. Remove the assignment.',
  trustLacksDs: 'The role’s trust policy does not let ds.amazonaws.com in. Add it, or remove the assignment.',
  directoryMissing: 'The directory is gone or has no access URL, so nobody signs in through it.',
  directoryNotReadable:
    'The directories of this Region were not read. Read the Region to know whether the access URL works.',
  permissionSetMissing: 'The assignment names a permission set that was not found.',
  claimMalformed:
    'The rules send a value that names no role and provider, and AWS refuses the whole sign-in by it. Correct the rule, or rename the group.',
  claimNotKnown:
    'What the rules send cannot be known from here. See the evidence for the rule and what it hangs on.',
  otherClaimsToo:
    'The rules ask for more than this group: see the evidence. Whoever meets that too has the role.',
  everyoneSignsIn:
    'The rules give this role to everybody who may sign in, whatever groups they are in. Ask for a group in the rule.',
  attributeDecides:
    'An attribute of the user decides, not a group: whoever may write it gives the role. Ask for a group in the rule, or guard the attribute.',
  trustOtherProvider:
    'The role trusts another SAML provider than the rules send. Correct the provider in the rule or in the trust policy.',
  trustRefuses:
    'The trust policy names the provider and still refuses this sign-in: a Deny, or a condition that cannot be met.',
  trustConditional:
    'The trust policy lets the provider in only under conditions that cannot be judged here. See the evidence.',
};
