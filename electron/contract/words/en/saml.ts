import type { SamlProblemCode } from '../../../domain/session/saml/codes.ts';

/** What may be wrong with a SAML response, and with a role that it offers. */
export const saml: Record<SamlProblemCode, string> = {
  expired:
    'The response was good until {at}. Sign in again; if you have only just done so, set the clock of this machine right.',
  notYetValid:
    'The response is good from {at} on, so a clock is off: the identity provider’s or that of this machine. Set it right and sign in again.',
  noRoles:
    'The response offers no role. Ask whoever runs the identity provider to send you the attribute Role (https://aws.amazon.com/SAML/Attributes/Role).',
  malformedRole:
    'A value of the attribute Role is not the ARN of a role and the ARN of a SAML provider of the same account with a comma between: {value}.',
  noSessionName:
    'The response has no RoleSessionName, and AWS requires one. Have the identity provider send it, from the user name or mail for example.',
  badSessionName:
    'The RoleSessionName must be 2 to 64 characters of letters without accents, digits and _+=,.@-: {value}.',
  badDuration: 'The SessionDuration must be a whole number of seconds from {least} to {most}: {value}.',
  recipientNotAws:
    'The response is meant for {recipient}, which is no sign-in address of AWS. In the identity provider’s settings for AWS, have responses posted to https://signin.aws.amazon.com/saml or the address of your partition or Region.',
  wrongAudience:
    'The role’s trust policy does not take responses meant for {audience}. Add that address to its condition on SAML:aud, or sign in at the address that it names.',
  severalConfirmations:
    'The response has {count} subject confirmations, and AWS takes just one. Correct the identity provider’s settings for AWS.',
  tooLong:
    'The response has {length} characters, and AWS takes {most}. Have the identity provider send fewer roles and attributes.',
  notSigned:
    'Nothing in the response is signed, and AWS takes no such response. Switch on signing in the identity provider’s settings for AWS.',
  encrypted:
    'What the response says is encrypted, so its roles are not known here. AWS takes it only where the SAML provider in IAM holds the key to it: enter the role and the provider yourself.',
  statusNotSuccess:
    'The identity provider did not sign you in: its response has the status {status}. Sign in again, or ask whoever runs it.',
  roleUnknown:
    'The workspace knows no role {role}. If it is not newer than the workspace, the identity provider sends a wrong name.',
  providerNotTrusted:
    'The role’s trust policy does not allow {provider} to do {action}. Allow it there, or choose another role.',
  conditionNotMet:
    'The role’s trust policy has a condition for {action} that this response does not meet. Compare the policy with what the response says.',
  durationAboveRole:
    'The response asks for {seconds} seconds, and sessions of the role last {most} at most: the console refuses it. Ask for a shorter session.',
};
