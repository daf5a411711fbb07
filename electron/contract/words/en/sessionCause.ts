import type { CauseWord } from '../../../domain/session/causeCodes.ts';

/** Why AWS may have refused a session, and what to do about it. */
export const sessionCause: Record<CauseWord, string> = {
  'certainty.certain': 'This stands in the way',
  'certainty.possible': 'Perhaps',

  limit: '{field}: {problem}',
  overSomeMaximum:
    'The role does not allow {asked} seconds. Ask for 3600, or have its MaxSessionDuration raised.',
  chainedTooLong:
    'The source is itself a role’s session, so the new one lasts an hour at most, and {asked} seconds are asked for. Ask for 3600.',

  clockAhead: 'The clock of this machine is {minutes} minutes ahead of AWS. Set it right, then try again.',
  clockBehind: 'The clock of this machine is {minutes} minutes behind AWS. Set it right, then try again.',
  clockOff: 'The clock of this machine is too far from AWS’s. Set it right, then try again.',

  roleUnknown: 'No role {role} was there when account {account} was last read. Check account, path and name.',
  roleUnknownNear:
    'No role {role} was there when account {account} was last read. Perhaps one of these is meant: {near}.',

  trustDenies:
    'The role’s trust policy denies it at {path}. Have that statement changed, or take another role.',
  trustLacksCall: 'The role’s trust policy lets nobody in by {action}. Take the role in another way.',
  trustLacksPrincipal: 'The role’s trust policy does not name {principal}. It names {named}.',
  trustPrincipalDeleted:
    'The role’s trust policy names {id}, which is what stays of a user or role that was deleted. Have it name the new one.',
  trustOtherProvider: 'The role’s trust policy does not name the provider {provider}. It names {named}.',
  externalIdMissing: 'The role’s trust policy asks for an external ID, and none was given. Enter it.',
  externalIdOther:
    'The role’s trust policy asks for another external ID. Ask whoever keeps the role for the right one.',
  mfaMissing:
    'The role’s trust policy asks for MFA, and none was given. Name your MFA device, with keys of your user as the source.',
  samlAudience:
    'The role’s trust policy asks for SAML:aud {wanted}, and the assertion was made for {given}. Have the trust policy name the sign-in address that is used.',
  sessionNameOther: 'The role’s trust policy asks for a session name like {wanted}. Change it.',
  organizationOther:
    'The role’s trust policy asks for a caller of organization {wanted}. Take it with an account of that organization.',
  trustCondition:
    'The role’s trust policy has a condition on {key} ({operator}: {wanted}). Check that it is met.',
  trustLacksTagSession:
    'Session tags are sent, and the role’s trust policy does not allow sts:TagSession. Leave the tags out, or have it allowed.',
  trustLacksSourceIdentity:
    'A source identity is sent, and the role’s trust policy does not allow sts:SetSourceIdentity. Leave it out, or have it allowed.',
  trustRefuses: 'AWS says that the role’s trust policy does not allow it. Have the policy checked.',

  identityLacks: 'No policy of the caller allows {action} on this role. Have it allowed.',
  identityDenies: 'A policy of the caller denies {action} on this role. Have that statement changed.',
  boundaryCuts: 'The caller’s permissions boundary does not let {action} through. Have it widened.',
  sessionPolicyCuts:
    'The session policy of the source does not let {action} through. Use a source without it.',
  serviceControlCuts:
    'A service control policy of the caller’s organization stands in the way of {action}. Ask whoever keeps the organization.',
  resourceControlCuts:
    'A resource control policy of the role’s organization stands in the way of {action}. Ask whoever keeps the organization.',
  endpointCuts: 'The policy of the VPC endpoint does not let {action} through. Use another way to STS.',
  identityMay: 'The caller’s own policies have to allow {action} too. Check them; they are not known here.',
  serviceControlMay:
    'A service control policy of the caller’s organization may stand in the way. They are not known here.',

  sourceExpired: 'The credentials of the source have expired. Refresh the source or sign in again.',
  assertionExpired: 'The SAML response is too old. Sign in again and use the new one at once.',
  tokenExpired: 'The token has expired. Get a new one.',
  providerMissing: 'No provider {provider} was there when the account was last read. Check its name.',
  assertionNotVerified:
    'AWS could not verify the assertion. Check that the provider in AWS has the current metadata of the identity provider.',
  tokenNotVerified:
    'AWS could not verify the token. Check the provider in AWS: its address, and that it names the token’s audience.',
  keyUnknown:
    'AWS does not know the key of the source: it was deleted or switched off, belongs to another partition, or the Region is not enabled for its account.',
  signInAgain: 'The identity provider did not accept the sign-in. Sign in again.',

  packedTooLarge:
    'Session policy and tags are too large once AWS has packed them ({size} characters of policies, {tags} tags). Use fewer tags, a shorter policy, or a managed policy by ARN.',
  policyRefused: 'AWS could not read the session policy. Check it under Policies.',
  regionDisabled:
    'STS is switched off in {region} for the role’s account. Choose another Region, or have it switched on there.',
  mfaCodeWrong:
    'The MFA code was wrong, or was used before; each works once. Wait for the next one, and check that it is of this device.',
  mfaOtherAccount:
    'The MFA device belongs to account {account}, and the caller to {wanted}. Name a device of the caller.',
  portalNotAssigned: 'The portal no longer gives you {role} in account {account}. Read its list again.',
};
