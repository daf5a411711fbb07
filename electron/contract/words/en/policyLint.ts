import type { PolicyLintCode } from '../../policyLintWords.ts';

/** What the linter finds in a policy, and what to do about it. */
export const policyLint: Record<PolicyLintCode, string> = {
  'severity.error': 'Error',
  'severity.security': 'Security',
  'severity.warning': 'Warning',
  'severity.suggestion': 'Suggestion',

  unknownService: 'The service data knows no service {service} (in {action}). Check the prefix.',
  unknownAction:
    'The service data knows no action {action}. Check its spelling: a statement without it does the same.',
  patternMatchesNothing: 'No action fits {action}. Check its spelling, or leave it out.',
  patternCovered: '{pattern} is part of {by}, which stands in the same list. Leave it out.',
  allowNotAction:
    'Allow with NotAction allows every other action, those of services to come included. Name the actions that are meant.',
  administrator:
    'Allows everything. Name the actions and resources that are meant, unless an administrator is.',
  iamAdministrator:
    'Allows everything in IAM, and so everything: its holder can give any right to anyone. Name the actions that are meant.',
  passRoleAny:
    'Any role can be passed to any service. Name the roles as Resource, and the services with iam:PassedToService.',
  passRoleByTag:
    '{key} does not narrow iam:PassRole: tags of roles are not looked at. Name the roles as Resource.',
  escalation:
    'With {actions} its holder can get more rights than are given here. Narrow them by Resource or Condition, or set a permissions boundary.',

  shortArn: '{arn} is completed to {whole}. Write it so.',
  shortArnMatchesNothing:
    '{arn} has fewer than six parts and matches nothing in this kind of policy. Write {whole}.',
  actionNeedsAnyResource:
    '{action} is about no certain resource: it takes effect with Resource "*" alone. Give it a statement of its own.',
  resourceNotOfAction:
    'None of the statement’s resources is one that {action} is about. It is about: {types}.',
  resourceUnused:
    'None of the statement’s actions is about {arn}. Leave it out, or add the actions that are meant.',
  allowNotResource:
    'Allow with NotResource allows the actions on every other resource, those to come included. Name the resources that are meant.',

  unknownKey: 'No condition key {key} is known: it is always absent. Check its spelling.',
  keyNotSupported:
    'Requests for none of the statement’s actions hold {key}: it is always absent. Use a key of these actions.',
  keyNotOfAction:
    'Requests for {actions} do not hold {key}: the statement never applies to them. Give them a statement of their own.',
  operatorOfOtherType:
    '{operator} does not compare {key} as what it is. Use an operator of the family {fitting}.',
  wildcardIsLiteral:
    '{operator} takes the * in "{value}" as a plain character. Use StringLike or StringNotLike.',
  setOperatorOnSingleValue:
    '{key} never has more than one value, and {operator} is for keys of many. Leave {operator} out.',
  setOperatorMissing:
    '{key} can have many values: without ForAllValues or ForAnyValue the result is not certain. Say which is meant.',
  forAllValuesAllows:
    'ForAllValues is true where {key} is absent, and so this allows requests without it. Add Null with "{key}": "false".',
  variablesNotFilled:
    'Variables are plain text without Version 2012-10-17: {text}. Set "Version": "2012-10-17".',
  variableBroken:
    'This is no variable and stays plain text: {text}. A variable is a dollar sign and a key in braces; a default follows behind a comma, in single quotes.',
  variableOutOfPlace:
    'Variables are filled in values of conditions and behind the fifth colon of a resource alone; here they stay plain text: {text}. Write the name itself, or a wildcard where one may stand.',
  variableOfUsersAlone:
    'Sessions of roles have no {key}: the pattern matches nothing. Use a session’s or a role’s tag.',
  mfaDenySleeps: '{key} is absent with long-term keys, and then Bool does not deny. Use BoolIfExists.',
  mfaOfRoleSession:
    'Sessions of roles never hold {key}. Ask for it in the trust policy, of the users who take the role.',

  notPrincipalAllow:
    'Allow with NotPrincipal is not supported, and may grant to everyone. Name the principals with Principal.',
  notPrincipalDeny:
    'Deny with NotPrincipal denies every principal with a permissions boundary, and needs session, role and account listed. Use Principal "*" with ArnNotEquals on aws:PrincipalArn.',
  uniqueIdPrincipal:
    '{id} is what is left of a user or role that was deleted. Leave it out, or name who is meant.',
  anyone:
    'Anyone is allowed, of any account. Name the principals, or narrow them by a condition such as aws:PrincipalOrgID.',
  oidcWithoutSubject: 'Everyone who has a token of {provider} is trusted. Ask for the subject: {key}.',
  oidcWithoutAudience: 'Tokens of {provider} for any application are trusted. Ask for the audience: {key}.',
  cognitoWithoutPool:
    'Identities of any Cognito pool, or of guests, are trusted. Ask for pool and kind of sign-in: {keys}.',
  samlWithoutAudience: 'Assertions of {provider} for any audience are trusted. Ask for SAML:aud.',
  thirdPartyWithoutExternalId:
    'Account {account} is none of the known ones and is trusted without an external ID. Ask for sts:ExternalId.',
  accountWithoutExternalId:
    'All of account {account} is trusted. Is it a third party’s, ask for sts:ExternalId; is it of the organization, ask for aws:PrincipalOrgID.',

  alwaysDenied: 'Allows nothing: {by} denies all of it. Remove one of the two.',
  implied: 'Adds nothing: {by} says all of it. Remove this statement.',
  duplicateSid: 'The Sid {sid} stands twice. Give each statement one of its own.',
  noStatements: 'The document has no statements. Add one, or remove the policy.',
  tooLong: '{size} characters, at most {most} are taken. Shorten it, or split it into several policies.',
  longerThanDefault:
    '{size} characters; {most} are taken unless the quota is raised, to {raised} at most. Shorten it, or ask for the quota.',
  characterNotAllowed: 'IAM does not take the character {character}. Remove it.',
  notCompared:
    'Only the first {most} entries were compared with each other. Split the document to have all of it checked.',

  'way.newPolicyVersion': 'A new version of a policy that is attached to its holder may say anything.',
  'way.setDefaultPolicyVersion':
    'An older version of a policy may allow more, and can be made the one that counts.',
  'way.attachUserPolicy': 'Any policy can be attached to a user.',
  'way.attachGroupPolicy': 'Any policy can be attached to a group.',
  'way.attachRolePolicy': 'Any policy can be attached to a role.',
  'way.putUserPolicy': 'An inline policy of a user may say anything.',
  'way.putGroupPolicy': 'An inline policy of a group may say anything.',
  'way.putRolePolicy': 'An inline policy of a role may say anything.',
  'way.addUserToGroup': 'A user can be put into a group with more rights.',
  'way.updateTrust': 'A role’s trust policy can be made to name anyone.',
  'way.createAccessKey': 'Access keys of another user can be made.',
  'way.createLoginProfile': 'A user without a password can be given one.',
  'way.updateLoginProfile': 'Another user’s password can be set.',
  'way.removeUserBoundary': 'A user’s permissions boundary can be taken away.',
  'way.removeRoleBoundary': 'A role’s permissions boundary can be taken away.',
  'way.replaceUserBoundary': 'A user’s permissions boundary can be replaced by a wider one.',
  'way.replaceRoleBoundary': 'A role’s permissions boundary can be replaced by a wider one.',
  'way.resetMfa': 'Another user’s MFA device can be switched off and the password set.',
  'way.passRoleEc2': 'A new EC2 instance runs with any role that can be passed.',
  'way.instanceProfileEc2': 'An EC2 instance that runs can be given another role.',
  'way.passRoleLambda': 'A new Lambda function runs with any role that can be passed.',
  'way.passRoleLambdaEvent':
    'A new Lambda function runs with any role that can be passed, started by an event source.',
  'way.passRoleLambdaGranted':
    'A new Lambda function runs with any role that can be passed, called by whom it is opened to.',
  'way.updateLambdaCode': 'A Lambda function’s code can be replaced, and runs with the function’s role.',
  'way.updateLambdaLayers': 'A layer can be put into a Lambda function, and runs with the function’s role.',
  'way.passRoleGlue': 'A new Glue endpoint runs with any role that can be passed.',
  'way.updateGlueEndpoint': 'A Glue endpoint can be opened with a key of one’s own.',
  'way.passRoleGlueJob': 'A new Glue job runs with any role that can be passed.',
  'way.passRoleCloudFormation': 'A new CloudFormation stack is made with any role that can be passed.',
  'way.passRoleDataPipeline': 'A new Data Pipeline runs with any role that can be passed.',
  'way.passRoleCodeBuild': 'A new CodeBuild project runs with any role that can be passed.',
  'way.passRoleSageMaker': 'A new SageMaker notebook runs with any role that can be passed.',
  'way.openSageMaker': 'A SageMaker notebook can be opened, and works with its role.',
  'way.passRoleEcs': 'A new ECS task runs with any role that can be passed.',
  'way.passRoleStepFunctions': 'A new Step Functions state machine runs with any role that can be passed.',
  'way.passRoleAutoScaling': 'New instances of an Auto Scaling group run with any role that can be passed.',
  'way.passRoleSsmAutomation': 'A Systems Manager automation runs with any role that can be passed.',
  'way.runCommand': 'Commands can be run on any managed instance, with the instance’s role.',
  'way.startSession': 'A shell can be opened on any managed instance, with the instance’s role.',
  'way.assumeAnyRole': 'Any role can be taken that trusts the account.',

  'type.string': 'text',
  'type.arn': 'an ARN',
  'type.bool': 'true or false',
  'type.numeric': 'a number',
  'type.date': 'a time',
  'type.ipAddress': 'an address',
  'type.binary': 'bytes',
};
