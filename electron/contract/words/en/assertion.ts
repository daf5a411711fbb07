import type { AssertionCode } from '../../../domain/claims/assertion/codes.ts';

/** What AWS makes of an assertion; under `verdict.…` what becomes of a role. */
export const assertion: Record<
  AssertionCode | `verdict.${'offered' | 'refused' | 'open'}` | 'notPermitted' | 'notSent',
  string
> = {
  'verdict.offered': 'Offered',
  'verdict.refused': 'Refused',
  'verdict.open': 'Not known',

  notPermitted: 'The authorization rules give this user no token at all.',
  notSent: 'For this user the rules do not send the role, though their group leads there.',

  roleNone: 'No Role is sent, and AWS calls such a response invalid. Issue at least one Role.',
  roleOpen: 'Roles may be sent that are not known here, because something they depend on was not read.',
  rolePair: 'A Role is the ARN of a role and the ARN of a SAML provider with a comma between: {value}.',
  rolePairSpace:
    'Spaces stand around the ARNs. Whether AWS takes them is not documented: issue the pair without spaces.',
  rolePairComma:
    'There is more than one comma. Whether AWS finds the two ARNs is not documented: use names of roles without commas.',
  roleArn: 'None of the two parts is the ARN of a role: {value}.',
  providerArn: 'None of the two parts is the ARN of a SAML provider: {value}.',
  accountsDiffer:
    'The role is in account {value}, the provider in account {actual}. Both must be in the same account.',
  partitionsDiffer:
    'The role is in partition {value}, the provider in partition {actual}. Both must be in the same partition.',
  providerMissing:
    'There is no SAML provider {value}. Names keep their case. Create it, or correct the rule.',
  providerUnknown:
    'Whether the SAML provider {value} exists is not known: the providers of its account were not read.',
  roleMissing: 'There is no role {value}. Create it, or correct the rule or the group’s name.',
  roleSpelled:
    'There is no role {value}, but {actual}. AWS compares name and path exactly: send just that ARN.',
  roleUnknown: 'Whether the role {value} exists is not known: the roles of its account were not read.',
  roleReserved:
    '{value} belongs to IAM Identity Center, and such a role cannot be taken by a SAML assertion.',
  roleTwice: 'The same pair is sent more than once.',
  trustRefuses: 'The trust policy of {value} does not let this provider in. Allow it sts:AssumeRoleWithSAML.',
  trustUnknown: 'Whether the trust policy of {value} lets this provider in is not known.',
  trustNoTags:
    'Session tags are sent, and the trust policy of {value} does not allow sts:TagSession: the sign-in fails. Allow it, or send no tags.',
  trustTagsUnknown: 'Whether the trust policy of {value} allows sts:TagSession is not known.',
  trustNoSourceIdentity:
    'A source identity is sent, and the trust policy of {value} does not allow sts:SetSourceIdentity: the sign-in fails. Allow it, or send none.',
  trustSourceIdentityUnknown:
    'Whether the trust policy of {value} allows sts:SetSourceIdentity is not known.',
  sessionNameNone:
    'No RoleSessionName is sent, and AWS requires one. Where it comes from mail, an account without mail cannot sign in.',
  sessionNameOpen: 'The RoleSessionName depends on something that was not read.',
  sessionNamePattern:
    'The RoleSessionName must be 2 to 64 characters of letters without accents, digits and _+=,.@-: {value}.',
  sessionNameSeveral:
    'More than one RoleSessionName is sent. Which one AWS takes is not documented: send one.',
  sessionNameShared:
    'Others sign in as {value} too, and CloudTrail does not tell them apart. Take a value that is unique.',
  durationNumber: 'The SessionDuration must be a whole number of seconds: {value}.',
  durationRange: 'The SessionDuration must be from 900 to 43200 seconds: {value}.',
  durationSeveral: 'More than one SessionDuration is sent. Which one AWS takes is not documented: send one.',
  durationOpen: 'The SessionDuration depends on something that was not read.',
  durationOverMaximum:
    'The SessionDuration of {count} seconds is more than the role’s maximum of {limit}: the sign-in fails. Raise the maximum, or ask for less.',
  durationMaximumUnknown:
    'Whether the role’s maximum allows {count} seconds is not known: its maximum session duration was not read.',
  tagCount: '{count} session tags are sent; AWS takes {limit}.',
  tagKeyLength: 'The key of a session tag has {count} characters; it must have 1 to {limit}.',
  tagKeyCharacters: 'The key {value} holds characters other than letters, digits, spaces and _.:/=+-@.',
  tagKeyReserved: 'The key {value} begins with aws:, which AWS keeps for itself.',
  tagKeyTwice: 'The keys {value} and {actual} differ in case only, and are one key to AWS. Send one of them.',
  tagValueLength: 'The value of a session tag has {count} characters; AWS takes {limit}.',
  tagValueCharacters:
    'The value of a session tag holds characters other than letters, digits, spaces and _.:/=+-@: {value}.',
  tagValues: 'The session tag {value} is sent with more than one value. A tag has one.',
  tagOpen: 'Session tags may be sent that are not known here.',
  transitiveNotSent: '{value} is to be transitive, and no session tag of that key is sent.',
  sourceIdentityPattern:
    'The SourceIdentity must be 2 to 64 characters of letters without accents, digits and _+=,.@-, and not begin with aws: {value}.',
  sourceIdentitySeveral:
    'More than one SourceIdentity is sent. Which one AWS takes is not documented: send one.',
  sourceIdentityOpen: 'The SourceIdentity depends on something that was not read.',
  nameIdNone:
    'No name identifier is issued, so the assertion has no subject. What AWS does then is not documented: issue one.',
  nameIdOpen: 'The name identifier depends on something that was not read.',
  nameIdSeveral: 'More than one name identifier is issued. A subject has one.',
  attributeCase: '{value} differs from {actual} in case, so AWS does not read it.',
  assertionTooLong:
    'The assertion will have about {count} characters, by estimate; AWS takes {limit}. Send fewer roles.',
  assertionNearlyTooLong:
    'The assertion will have about {count} characters, by estimate; AWS takes {limit}. A few more roles, and the sign-in fails.',
};
