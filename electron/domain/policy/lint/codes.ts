/** What the linter finds: closed codes, each of one severity. Sentences stand in the contract's words under `policyLint`. */

/**
 * `error`: AWS refuses it, or it never works. `security`: it grants more than it should or seems to. `warning`: it does not do
 * what it seems to say. `suggestion`: it works, and could be plainer.
 */
export const lintSeverities = ['error', 'security', 'warning', 'suggestion'] as const;
export type LintSeverity = (typeof lintSeverities)[number];

export const lintCodes = {
  // Actions
  unknownService: 'warning',
  unknownAction: 'warning',
  patternMatchesNothing: 'warning',
  patternCovered: 'suggestion',
  allowNotAction: 'security',
  administrator: 'security',
  iamAdministrator: 'security',
  passRoleAny: 'security',
  passRoleByTag: 'warning',
  escalation: 'security',

  // Resources
  shortArn: 'suggestion',
  shortArnMatchesNothing: 'warning',
  actionNeedsAnyResource: 'warning',
  resourceNotOfAction: 'warning',
  resourceUnused: 'warning',
  allowNotResource: 'security',

  // Conditions
  unknownKey: 'warning',
  keyNotSupported: 'warning',
  keyNotOfAction: 'warning',
  operatorOfOtherType: 'warning',
  wildcardIsLiteral: 'warning',
  setOperatorOnSingleValue: 'warning',
  setOperatorMissing: 'warning',
  forAllValuesAllows: 'security',
  variablesNotFilled: 'warning',
  variableBroken: 'warning',
  variableOutOfPlace: 'warning',
  variableOfUsersAlone: 'warning',
  mfaDenySleeps: 'security',
  mfaOfRoleSession: 'warning',

  // Principals
  notPrincipalAllow: 'error',
  notPrincipalDeny: 'warning',
  uniqueIdPrincipal: 'warning',
  anyone: 'security',
  oidcWithoutSubject: 'security',
  oidcWithoutAudience: 'security',
  cognitoWithoutPool: 'security',
  samlWithoutAudience: 'warning',
  thirdPartyWithoutExternalId: 'security',
  accountWithoutExternalId: 'suggestion',

  // Statements and the document
  alwaysDenied: 'warning',
  implied: 'suggestion',
  duplicateSid: 'error',
  noStatements: 'suggestion',
  tooLong: 'error',
  longerThanDefault: 'warning',
  characterNotAllowed: 'error',
  notCompared: 'suggestion',
} as const satisfies Record<string, LintSeverity>;
export type LintCode = keyof typeof lintCodes;

/**
 * Ways from what a document allows to more. Source: AWS's and the field's published lists of permissions that lead to others.
 */
export const escalationWays = {
  newPolicyVersion: ['iam:CreatePolicyVersion'],
  setDefaultPolicyVersion: ['iam:SetDefaultPolicyVersion'],
  attachUserPolicy: ['iam:AttachUserPolicy'],
  attachGroupPolicy: ['iam:AttachGroupPolicy'],
  attachRolePolicy: ['iam:AttachRolePolicy'],
  putUserPolicy: ['iam:PutUserPolicy'],
  putGroupPolicy: ['iam:PutGroupPolicy'],
  putRolePolicy: ['iam:PutRolePolicy'],
  addUserToGroup: ['iam:AddUserToGroup'],
  updateTrust: ['iam:UpdateAssumeRolePolicy'],
  createAccessKey: ['iam:CreateAccessKey'],
  createLoginProfile: ['iam:CreateLoginProfile'],
  updateLoginProfile: ['iam:UpdateLoginProfile'],
  removeUserBoundary: ['iam:DeleteUserPermissionsBoundary'],
  removeRoleBoundary: ['iam:DeleteRolePermissionsBoundary'],
  replaceUserBoundary: ['iam:PutUserPermissionsBoundary'],
  replaceRoleBoundary: ['iam:PutRolePermissionsBoundary'],
  resetMfa: ['iam:DeactivateMFADevice', 'iam:UpdateLoginProfile'],
  passRoleEc2: ['iam:PassRole', 'ec2:RunInstances'],
  instanceProfileEc2: ['iam:PassRole', 'ec2:AssociateIamInstanceProfile'],
  passRoleLambda: ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'],
  passRoleLambdaEvent: ['iam:PassRole', 'lambda:CreateFunction', 'lambda:CreateEventSourceMapping'],
  passRoleLambdaGranted: ['iam:PassRole', 'lambda:CreateFunction', 'lambda:AddPermission'],
  updateLambdaCode: ['lambda:UpdateFunctionCode'],
  updateLambdaLayers: ['lambda:UpdateFunctionConfiguration'],
  passRoleGlue: ['iam:PassRole', 'glue:CreateDevEndpoint'],
  updateGlueEndpoint: ['glue:UpdateDevEndpoint'],
  passRoleGlueJob: ['iam:PassRole', 'glue:CreateJob', 'glue:StartJobRun'],
  passRoleCloudFormation: ['iam:PassRole', 'cloudformation:CreateStack'],
  passRoleDataPipeline: ['iam:PassRole', 'datapipeline:CreatePipeline', 'datapipeline:PutPipelineDefinition'],
  passRoleCodeBuild: ['iam:PassRole', 'codebuild:CreateProject', 'codebuild:StartBuild'],
  passRoleSageMaker: [
    'iam:PassRole',
    'sagemaker:CreateNotebookInstance',
    'sagemaker:CreatePresignedNotebookInstanceUrl',
  ],
  openSageMaker: ['sagemaker:CreatePresignedNotebookInstanceUrl'],
  passRoleEcs: ['iam:PassRole', 'ecs:RegisterTaskDefinition', 'ecs:RunTask'],
  passRoleStepFunctions: ['iam:PassRole', 'states:CreateStateMachine', 'states:StartExecution'],
  passRoleAutoScaling: [
    'iam:PassRole',
    'autoscaling:CreateLaunchConfiguration',
    'autoscaling:CreateAutoScalingGroup',
  ],
  passRoleSsmAutomation: ['iam:PassRole', 'ssm:StartAutomationExecution'],
  runCommand: ['ssm:SendCommand'],
  startSession: ['ssm:StartSession'],
  assumeAnyRole: ['sts:AssumeRole'],
} as const satisfies Record<string, readonly string[]>;
export type EscalationWay = keyof typeof escalationWays;
