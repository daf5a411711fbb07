import type { LimitWord } from '../../../domain/session/limitCodes.ts';

/** What AWS would refuse of a request for a session, and what to do about it. */
export const sessionLimit: Record<LimitWord, string> = {
  'severity.error': 'AWS refuses this',
  'severity.warning': 'Worth a look',

  'field.source': 'Source',
  'field.region': 'Region',
  'field.roleArn': 'Role',
  'field.principalArn': 'SAML provider',
  'field.sessionName': 'Session name',
  'field.userName': 'Name of the federated user',
  'field.externalId': 'External ID',
  'field.sourceIdentity': 'Source identity',
  'field.durationSeconds': 'Duration',
  'field.policy': 'Session policy',
  'field.policyArns': 'Managed session policies',
  'field.tags': 'Session tags',
  'field.transitiveTagKeys': 'Transitive tag keys',
  'field.mfaSerial': 'MFA device',
  'field.account': 'Account',
  'field.roleName': 'Role name',

  missing: 'This is needed.',
  tooShort: 'It has {length} characters; AWS asks for at least {least}.',
  tooLong: 'It has {length} characters; AWS takes at most {most}.',
  badCharacters: 'AWS does not take {characters} here. Use letters and digits of ASCII and {allowed} alone.',
  sourceIdentityReserved: 'A source identity cannot begin with aws:. Choose another beginning.',

  roleArnInvalid: 'Not the ARN of a role. Write it like arn:aws:iam::123456789012:role/path/Name.',
  roleReserved:
    '{role} is a role of IAM Identity Center, which nobody takes through STS. Sign in at the portal and choose it there.',
  roleServiceLinked: '{role} is a role that a service keeps for itself. Choose another role.',
  principalArnInvalid:
    'Not the ARN of a SAML provider. Write it like arn:aws:iam::123456789012:saml-provider/Name.',
  principalOtherAccount:
    'The provider belongs to account {account} and the role to {wanted}. Name the provider of the role’s own account.',
  regionInvalid: '{region} is not a Region. Write it like eu-central-1.',
  partitionOther:
    '{region} belongs to partition {partition} and the role to {wanted}. Choose a Region of the role’s partition.',
  accountInvalid: '{account} is not an account. Write its twelve digits.',

  needsLongTermKeys:
    '{operation} takes long-term keys of a user alone, and these are temporary. Choose an access key or a profile that has one.',
  rootMayNotAssume: 'A root user cannot take a role. Choose the keys of a user or a session of a role.',

  durationTooShort: '{asked} seconds are too few. The shortest session is {limit} seconds.',
  durationTooLong: '{asked} seconds are too many. AWS gives at most {limit}.',
  durationOverRole:
    'The role allows sessions of at most {limit} seconds, and {asked} are asked for. Ask for less, or have its MaxSessionDuration raised.',
  durationChained:
    'A role taken out of a role’s session lasts at most {limit} seconds, whatever the role allows, and {asked} are asked for. Ask for less, or start from keys of a user.',
  durationOfRoot:
    'A root user’s session lasts {limit} seconds at most; AWS shortens the {asked} without a word.',

  policyNotJson: 'The session policy is not JSON. Correct it.',
  policyCharacters:
    'AWS does not take {characters} in a session policy. Use characters of Latin-1 alone, or write others as \\u escapes.',
  policyInvalid: 'The session policy is wrong at {path}. {problem}',
  policyTooLarge:
    'The session policy and the ARNs together have {size} characters; AWS takes at most {most}. Shorten the policy, or keep it as a managed policy and name its ARN.',
  policyArnsTooMany: '{count} managed policies are named; AWS takes at most {most}. Leave some out.',
  policyArnInvalid:
    '{arn} is not the ARN of a managed policy of partition {partition}. Write it like arn:aws:iam::aws:policy/ReadOnlyAccess.',
  policyArnOtherAccount:
    '{arn} belongs to another account. Name a policy of account {account} or one that AWS keeps.',
  federationWithoutPolicy:
    'Without a session policy the session has no rights of its user. Name at least one policy, unless resources name the session themselves.',

  tagsTooMany: '{count} are given; AWS takes at most {most}. Leave some out.',
  tagKeyMissing: 'A tag has no key. Give it one, or leave the tag out.',
  tagKeyTooLong: 'The key {key} has {length} characters; AWS takes at most {most}.',
  tagValueTooLong: 'The value of {key} has {length} characters; AWS takes at most {most}.',
  tagCharacters:
    'AWS does not take {characters} in the tag {key}. Use letters, digits, spaces and _ . : / = + - @ alone.',
  tagReserved: 'The key {key} begins with aws:, which is AWS’s own. Choose another key.',
  tagTwice: 'The key {key} stands twice; keys are the same in capitals and small letters. Leave one out.',
  transitiveUnknown: '{key} is passed on, and no tag has this key. Add the tag, or leave the key out.',

  mfaSerialInvalid:
    'Not an MFA device. Write its ARN, like arn:aws:iam::123456789012:mfa/name, or the serial number on the device.',
  mfaSecurityKey:
    'A passkey or security key gives no codes, and STS asks for one. Name an authenticator app or a hardware token.',
  mfaOfRoleSession:
    'The source is a role’s session, which has no MFA device. Leave the device out, or start from the keys of its user.',

  mfaCodeNotSixDigits: 'The code has six digits. Enter it as the device shows it.',
  samlMissing: 'No SAML response was given. Paste it.',
  samlTooLong:
    'The SAML response has {length} characters; AWS takes at most {most}. Have fewer roles sent in it.',
  samlIsXml:
    'This is the response as XML. Paste it in base64, as the page posts it in the field SAMLResponse.',
  samlNotBase64:
    'This is not base64. Paste the whole value of the field SAMLResponse; where it holds %2B or %3D, decode these first.',
  tokenMissing: 'No token was given. Paste it.',
  tokenTooLong: 'The token has {length} characters; AWS takes at most {most}. Have fewer claims put into it.',
  tokenNotJwt: 'This is not an ID token: three parts with dots between them. An access token does not do.',
};
