/** What the linter finds, as a table: each case names all that is found in its document. */
import type { PolicyUse } from '../codes.ts';
import type { LintOptions } from './model.ts';

export interface LintCase {
  readonly name: string;
  readonly use?: PolicyUse;
  readonly known?: Partial<LintOptions>;
  readonly document: unknown;
  /** `code path`, in any order. */
  readonly finds: readonly string[];
}

type Element = string | readonly string[];
interface Given {
  readonly Sid?: string;
  readonly Effect?: 'Allow' | 'Deny';
  readonly Action?: Element;
  readonly NotAction?: Element;
  readonly Resource?: Element;
  readonly NotResource?: Element;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Condition?: object;
}
const version = '2012-10-17';
const of = (...statements: readonly Given[]) => ({
  Version: version,
  Statement: statements.map((given) => ({ Effect: 'Allow', ...given })),
});
const role = 'arn:aws:iam::111122223333:role/app';
const bucket = 'arn:aws:s3:::b1';
const objects = 'arn:aws:s3:::b1/*';
const read = { Action: 's3:GetObject', Resource: objects };
const trust = (principal: unknown, condition?: object, action: Element = 'sts:AssumeRole') =>
  of({ Principal: principal, Action: action, ...(condition ? { Condition: condition } : {}) });
const oidc = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
const github = 'token.actions.githubusercontent.com';
const web = 'sts:AssumeRoleWithWebIdentity';
const repeated = (count: number) => 'a'.repeat(count);

const clean: readonly LintCase[] = [
  { name: 'says nothing of one Allow', document: of(read), finds: [] },
  {
    name: 'says nothing of AWS’s own pattern for home folders',
    document: of(
      { Action: 's3:ListAllMyBuckets', Resource: '*' },
      {
        Action: 's3:ListBucket',
        Resource: bucket,
        Condition: { StringLike: { 's3:prefix': ['home/${aws:username}/*'] } },
      },
      { Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::b1/home/${aws:username}/*' },
    ),
    finds: [],
  },
  {
    name: 'says nothing of credentials of one’s own',
    document: of({
      Action: ['iam:CreateAccessKey', 'iam:UpdateLoginProfile'],
      Resource: 'arn:aws:iam::*:user/${aws:username}',
    }),
    finds: [],
  },
  {
    name: 'says nothing of a SAML trust as AWS writes it',
    use: 'trust',
    document: trust(
      { Federated: 'arn:aws:iam::111122223333:saml-provider/adfs' },
      { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
      ['sts:AssumeRoleWithSAML', 'sts:TagSession', 'sts:SetSourceIdentity'],
    ),
    finds: [],
  },
  {
    name: 'says nothing of the console’s delegation',
    use: 'trust',
    document: trust({ Service: 'ds.amazonaws.com' }),
    finds: [],
  },
  {
    name: 'says nothing of FullAWSAccess',
    use: 'serviceControl',
    document: of({ Action: '*', Resource: '*' }),
    finds: [],
  },
];

const actions: readonly LintCase[] = [
  {
    name: 'unknown service',
    document: of({ Action: 'ess3:GetObject', Resource: '*' }),
    finds: ['unknownService Statement[0].Action'],
  },
  {
    name: 'unknown action, in NotAction too',
    document: of({ Effect: 'Deny', NotAction: ['s3:GetObjekt', 's3:GetObject'], Resource: '*' }),
    finds: ['unknownAction Statement[0].NotAction[0]'],
  },
  {
    name: 'a pattern that matches nothing',
    document: of({ Action: 's3:Fetch*', Resource: '*' }),
    finds: ['patternMatchesNothing Statement[0].Action'],
  },
  {
    name: 'an action that its list has already',
    document: of({ Action: ['s3:GetObject', 's3:Get*', 'S3:get*'], Resource: '*' }),
    finds: ['patternCovered Statement[0].Action[0]', 'patternCovered Statement[0].Action[2]'],
  },
  {
    name: 'an action that stands twice',
    document: of({ Action: ['s3:GetObject', 's3:GetObject'], Resource: '*' }),
    finds: ['patternCovered Statement[0].Action[1]'],
  },
  {
    name: 'Allow with NotAction',
    use: 'boundary',
    document: of({ NotAction: 'iam:*', Resource: '*' }),
    finds: ['allowNotAction Statement[0].NotAction'],
  },
  {
    name: 'an administrator, of whom nothing more is said',
    document: of({ Action: '*', Resource: '*' }, { Action: 'iam:PassRole', Resource: role }),
    finds: ['administrator Statement[0]', 'implied Statement[1]'],
  },
  {
    name: 'an administrator of IAM',
    document: of({ Action: 'iam:*', Resource: '*' }),
    finds: ['iamAdministrator Statement[0]'],
  },
  {
    name: 'PassRole of any role',
    document: of({ Action: 'iam:PassRole', Resource: 'arn:aws:iam::111122223333:role/*' }),
    finds: ['passRoleAny Statement[0]'],
  },
  {
    name: 'PassRole of any role to one service',
    document: of({
      Action: 'iam:PassRole',
      Resource: '*',
      Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
    }),
    finds: [],
  },
  { name: 'PassRole of one role', document: of({ Action: 'iam:PassRole', Resource: role }), finds: [] },
  {
    name: 'PassRole narrowed by a tag',
    document: of({
      Action: 'iam:PassRole',
      Resource: role,
      Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } },
    }),
    finds: ['passRoleByTag Statement[0].Condition.StringEquals.aws:ResourceTag/team'],
  },
  ...(
    [
      'iam:CreatePolicyVersion',
      'iam:SetDefaultPolicyVersion',
      'iam:AttachUserPolicy',
      'iam:AttachGroupPolicy',
      'iam:AttachRolePolicy',
      'iam:PutUserPolicy',
      'iam:PutGroupPolicy',
      'iam:PutRolePolicy',
      'iam:CreateAccessKey',
      'iam:CreateLoginProfile',
      'iam:UpdateLoginProfile',
      'iam:AddUserToGroup',
      'iam:UpdateAssumeRolePolicy',
      'lambda:UpdateFunctionCode',
    ] as const
  ).map((action) => ({
    name: `escalation by ${action}`,
    document: of({ Action: action, Resource: '*' }),
    finds: ['escalation Statement[0]'],
  })),
  {
    name: 'escalation by a role passed to a new instance, MFA or not',
    document: of(
      {
        Action: 'iam:PassRole',
        Resource: '*',
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      },
      { Action: 'ec2:Run*', Resource: '*' },
    ),
    finds: ['passRoleAny Statement[0]', 'escalation Statement[0]'],
  },
  {
    name: 'no escalation where a Deny stands before it',
    document: of(
      { Action: 'iam:AttachUserPolicy', Resource: 'arn:aws:iam::*:user/*' },
      { Effect: 'Deny', Action: 'iam:Attach*', Resource: '*' },
    ),
    finds: ['alwaysDenied Statement[0]'],
  },
  {
    name: 'no escalation where a condition narrows what is done',
    document: of({
      Action: 'iam:AttachUserPolicy',
      Resource: '*',
      Condition: { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::111122223333:policy/p' } },
    }),
    finds: [],
  },
];

const resources: readonly LintCase[] = [
  {
    name: 'a short ARN in an identity policy, which is completed',
    document: of({ Effect: 'Deny', Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs' }),
    finds: ['shortArn Statement[0].Resource'],
  },
  {
    name: 'a short ARN in a session policy, which matches nothing',
    use: 'session',
    document: of({ Action: 'sqs:SendMessage', Resource: ['arn:aws:sqs', '*'] }),
    finds: ['shortArnMatchesNothing Statement[0].Resource[0]'],
  },
  {
    name: 'an action about no certain resource',
    document: of({ Action: ['s3:ListAllMyBuckets', 's3:ListBucket'], Resource: bucket }),
    finds: ['actionNeedsAnyResource Statement[0].Action[0]'],
  },
  {
    name: 'objects asked of a bucket',
    document: of({ Action: 's3:GetObject', Resource: bucket }),
    finds: ['resourceNotOfAction Statement[0].Action'],
  },
  {
    name: 'a bucket asked of its objects',
    document: of({ Action: 's3:ListBucket', Resource: objects }),
    finds: ['resourceNotOfAction Statement[0].Action'],
  },
  {
    name: 'a resource of another service',
    document: of({ Action: 's3:GetObject', Resource: [objects, 'arn:aws:sqs:us-east-1:111122223333:q'] }),
    finds: ['resourceUnused Statement[0].Resource[1]'],
  },
  {
    name: 'a resource whose account is a wildcard, and one whose region is',
    document: of({ Action: 'ec2:StartInstances', Resource: 'arn:aws:ec2:*:*:instance/*' }),
    finds: [],
  },
  {
    name: 'Allow with NotResource',
    document: of({ Action: 's3:GetObject', NotResource: objects }),
    finds: ['allowNotResource Statement[0].NotResource'],
  },
];

const conditions: readonly LintCase[] = [
  {
    name: 'unknown key',
    document: of({ ...read, Condition: { StringEquals: { 'aws:PrincipleOrgID': 'o-1' } } }),
    finds: ['unknownKey Statement[0].Condition.StringEquals.aws:PrincipleOrgID'],
  },
  {
    name: 'unknown key of a variable',
    document: of({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::b1/${aws:usrname}/*' }),
    finds: ['unknownKey Statement[0].Resource'],
  },
  {
    name: 'a key that no action of the statement has',
    document: of({ ...read, Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } }),
    finds: ['keyNotSupported Statement[0].Condition.StringEquals.iam:PassedToService'],
  },
  {
    name: 'tags of a request that gives none',
    document: of({
      Action: 's3:DeleteBucket',
      Resource: bucket,
      Condition: { StringEquals: { 'aws:RequestTag/a': 'b' } },
    }),
    finds: ['keyNotSupported Statement[0].Condition.StringEquals.aws:RequestTag/a'],
  },
  {
    name: 'a key that some of the actions have',
    document: of({
      Action: ['iam:PassRole', 'iam:GetRole'],
      Resource: role,
      Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
    }),
    finds: ['keyNotOfAction Statement[0].Condition.StringEquals.iam:PassedToService'],
  },
  {
    name: 'the same with IfExists, which is meant for both',
    document: of({
      Action: ['iam:PassRole', 'iam:GetRole'],
      Resource: role,
      Condition: { StringEqualsIfExists: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
    }),
    finds: [],
  },
  {
    name: 'text compared with an address',
    document: of({ ...read, Condition: { StringEquals: { 'aws:SourceIp': '203.0.113.1' } } }),
    finds: ['operatorOfOtherType Statement[0].Condition.StringEquals.aws:SourceIp'],
  },
  {
    name: 'an ARN as text, a time as a number, a key that is told as text and holds an ARN',
    document: of({
      ...read,
      Condition: {
        StringLike: { 'aws:PrincipalArn': `${role}*` },
        NumericLessThan: { 'aws:EpochTime': '1900000000' },
        ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:111122223333:t*' },
      },
    }),
    finds: [],
  },
  {
    name: 'a wildcard that is none',
    document: of({ ...read, Condition: { StringEquals: { 'aws:PrincipalOrgID': ['o-1', 'o-*'] } } }),
    finds: ['wildcardIsLiteral Statement[0].Condition.StringEquals.aws:PrincipalOrgID[1]'],
  },
  {
    name: 'ForAnyValue of one value',
    document: of({ ...read, Condition: { 'ForAnyValue:StringEquals': { 'aws:PrincipalOrgID': 'o-1' } } }),
    finds: ['setOperatorOnSingleValue Statement[0].Condition.ForAnyValue:StringEquals.aws:PrincipalOrgID'],
  },
  {
    name: 'many values without a set operator',
    document: of({ ...read, Condition: { StringEquals: { 'aws:CalledVia': 'athena.amazonaws.com' } } }),
    finds: ['setOperatorMissing Statement[0].Condition.StringEquals.aws:CalledVia'],
  },
  {
    name: 'Allow with ForAllValues alone',
    document: of({
      Action: 'ec2:CreateTags',
      Resource: '*',
      Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' } },
    }),
    finds: ['forAllValuesAllows Statement[0].Condition.ForAllValues:StringEquals.aws:TagKeys'],
  },
  {
    name: 'Allow with ForAllValues and a key that must be there',
    document: of({
      Action: 'ec2:CreateTags',
      Resource: '*',
      Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' }, Null: { 'aws:TagKeys': 'false' } },
    }),
    finds: [],
  },
  {
    name: 'variables without the version that fills them',
    document: {
      Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b1/${aws:username}/*' }],
    },
    finds: ['variablesNotFilled Statement[0].Resource'],
  },
  {
    name: 'a variable whose brace is missing, one without a key, and a default that is not quoted',
    document: of({
      Action: 's3:GetObject',
      Resource: ['arn:aws:s3:::b1/${aws:username/*', 'arn:aws:s3:::b2/${ }/*', 'arn:aws:s3:::b3/x'],
      Condition: { StringLike: { 's3:prefix': ['${aws:username, all}', '${aws:username}'] } },
    }),
    finds: [
      'variableBroken Statement[0].Resource[0]',
      'variableBroken Statement[0].Resource[1]',
      'keyNotSupported Statement[0].Condition.StringLike.s3:prefix',
      'variableBroken Statement[0].Condition.StringLike.s3:prefix[0]',
    ],
  },
  {
    name: 'signs that stand for themselves are no broken variables',
    document: of({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::b1/${$}{a}${*}' }),
    finds: [],
  },
  {
    name: 'a variable in the place of an account',
    document: of({ Action: 'iam:GetRole', Resource: 'arn:aws:iam::${aws:PrincipalAccount}:role/app' }),
    finds: ['variableOutOfPlace Statement[0].Resource'],
  },
  {
    name: 'a variable as a principal, and in the name of a key',
    use: 'resource',
    document: of({
      ...read,
      Principal: { AWS: 'arn:aws:iam::111122223333:user/${aws:username}' },
      Condition: { StringEquals: { 'aws:PrincipalTag/${TagKey}': 'a' } },
    }),
    finds: [
      'variableOutOfPlace Statement[0].Principal.AWS',
      'variableOutOfPlace Statement[0].Condition.StringEquals.aws:PrincipalTag/${TagKey}',
    ],
  },
  {
    name: 'a user’s name asked of a role',
    known: { holder: 'role' },
    document: of({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::b1/${aws:username}/*' }),
    finds: ['variableOfUsersAlone Statement[0].Resource'],
  },
  {
    name: 'a Deny without MFA that sleeps where the key is absent',
    document: of({
      Effect: 'Deny',
      Action: 's3:*',
      Resource: '*',
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
    }),
    finds: ['mfaDenySleeps Statement[0].Condition.Bool.aws:MultiFactorAuthPresent'],
  },
  {
    name: 'a Deny without MFA that does not sleep',
    document: of({
      Effect: 'Deny',
      Action: 's3:*',
      Resource: '*',
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    }),
    finds: [],
  },
  {
    name: 'MFA asked of a role’s session',
    known: { holder: 'role' },
    document: of({ ...read, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    finds: ['mfaOfRoleSession Statement[0].Condition.Bool.aws:MultiFactorAuthPresent'],
  },
  {
    name: 'MFA asked of the second hop of a chain',
    use: 'trust',
    document: trust({ AWS: role }, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
    finds: ['mfaOfRoleSession Statement[0].Condition.Bool.aws:MultiFactorAuthPresent'],
  },
  {
    name: 'MFA asked of users who take a role',
    use: 'trust',
    document: trust(
      { AWS: 'arn:aws:iam::111122223333:user/ana' },
      { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    ),
    finds: [],
  },
];

const principals: readonly LintCase[] = [
  {
    name: 'Allow with NotPrincipal',
    use: 'resource',
    document: of({ ...read, NotPrincipal: { AWS: role } }),
    finds: ['notPrincipalAllow Statement[0].NotPrincipal'],
  },
  {
    name: 'Deny with NotPrincipal',
    use: 'resource',
    document: of({ ...read, Effect: 'Deny', NotPrincipal: { AWS: role } }),
    finds: ['notPrincipalDeny Statement[0].NotPrincipal'],
  },
  {
    name: 'a role that is gone',
    use: 'trust',
    document: trust({ AWS: ['AROAEXAMPLEEXAMPLE123', role] }),
    finds: ['uniqueIdPrincipal Statement[0].Principal.AWS[0]'],
  },
  {
    name: 'a bucket open to all',
    use: 'resource',
    document: of({ ...read, Principal: '*' }),
    finds: ['anyone Statement[0].Principal'],
  },
  {
    name: 'a bucket open to all over TLS',
    use: 'resource',
    document: of({
      ...read,
      Principal: { AWS: '*' },
      Condition: { Bool: { 'aws:SecureTransport': 'true' } },
    }),
    finds: ['anyone Statement[0].Principal'],
  },
  {
    name: 'a bucket open to an organization',
    use: 'resource',
    document: of({ ...read, Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }),
    finds: [],
  },
  {
    name: 'a bucket open to everyone but an organization, or to whoever says no organization',
    use: 'resource',
    document: of(
      { ...read, Principal: '*', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } } },
      { ...read, Principal: '*', Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } } },
    ),
    finds: ['anyone Statement[0].Principal', 'anyone Statement[1].Principal'],
  },
  { name: 'a role for anyone', use: 'trust', document: trust('*'), finds: ['anyone Statement[0].Principal'] },
  {
    name: 'a role for anyone of one name',
    use: 'trust',
    document: trust({ AWS: '*' }, { ArnLike: { 'aws:PrincipalArn': role } }),
    finds: [],
  },
  {
    name: 'GitHub without a subject',
    use: 'trust',
    document: trust({ Federated: oidc }, { StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' } }, web),
    finds: ['oidcWithoutSubject Statement[0].Principal.Federated'],
  },
  {
    name: 'GitHub with any repository',
    use: 'trust',
    document: trust(
      { Federated: oidc },
      {
        StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' },
        StringLike: { [`${github}:sub`]: 'repo:*' },
      },
      web,
    ),
    finds: ['oidcWithoutSubject Statement[0].Principal.Federated'],
  },
  {
    name: 'GitHub with one repository, for whichever application',
    use: 'trust',
    document: trust({ Federated: oidc }, { StringLike: { [`${github}:sub`]: 'repo:example/app:*' } }, web),
    finds: ['oidcWithoutAudience Statement[0].Principal.Federated'],
  },
  {
    name: 'a pool of Cognito for guests as well',
    use: 'trust',
    document: trust(
      { Federated: 'cognito-identity.amazonaws.com' },
      { StringEquals: { 'cognito-identity.amazonaws.com:aud': 'us-east-1:x' } },
      web,
    ),
    finds: ['cognitoWithoutPool Statement[0].Principal.Federated'],
  },
  {
    name: 'a pool of Cognito as documented',
    use: 'trust',
    document: trust(
      { Federated: 'cognito-identity.amazonaws.com' },
      {
        StringEquals: { 'cognito-identity.amazonaws.com:aud': 'us-east-1:x' },
        'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
      },
      web,
    ),
    finds: [],
  },
  {
    name: 'SAML for any audience',
    use: 'trust',
    document: trust(
      { Federated: 'arn:aws:iam::111122223333:saml-provider/adfs' },
      undefined,
      'sts:AssumeRoleWithSAML',
    ),
    finds: ['samlWithoutAudience Statement[0].Principal.Federated'],
  },
  {
    name: 'a third party without an external id',
    use: 'trust',
    known: { ownAccounts: new Set(['111122223333']) },
    document: trust({ AWS: ['arn:aws:iam::444455556666:root', '111122223333'] }),
    finds: ['thirdPartyWithoutExternalId Statement[0].Principal.AWS[0]'],
  },
  {
    name: 'a third party with an external id',
    use: 'trust',
    known: { ownAccounts: new Set(['111122223333']) },
    document: trust({ AWS: '444455556666' }, { StringEquals: { 'sts:ExternalId': 'x' } }),
    finds: [],
  },
  {
    name: 'an account of whom nobody says whose it is',
    use: 'trust',
    document: trust({ AWS: '444455556666' }),
    finds: ['accountWithoutExternalId Statement[0].Principal.AWS'],
  },
];

const statements: readonly LintCase[] = [
  {
    name: 'an Allow that is denied whole',
    document: of(read, { Sid: 'No', Effect: 'Deny', Action: 's3:*', Resource: '*' }),
    finds: ['alwaysDenied Statement[0]'],
  },
  {
    name: 'an Allow that is denied in part, or under a condition of the Deny alone',
    document: of(
      read,
      { Effect: 'Deny', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b1/secret/*' },
      {
        Effect: 'Deny',
        Action: 's3:*',
        Resource: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ),
    finds: [],
  },
  {
    name: 'an Allow that is denied by NotResource',
    document: of(read, { Effect: 'Deny', Action: 's3:*', NotResource: 'arn:aws:s3:::b2/*' }),
    finds: ['alwaysDenied Statement[0]'],
  },
  {
    name: 'statements that say the same, of which the later one is told',
    document: of(read, read),
    finds: ['implied Statement[1]'],
  },
  {
    name: 'a statement that another implies, with more values of a condition',
    document: of(
      { ...read, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } },
      {
        Action: 's3:Get*',
        Resource: '*',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': ['o-1', 'o-2'] } },
      },
    ),
    finds: ['implied Statement[0]'],
  },
  {
    name: 'a statement that another does not imply: its pattern is narrower',
    document: of(
      { Action: 's3:Get?bject', Resource: objects },
      { Action: 's3:Get*', Resource: 'arn:aws:s3:::b1/?*' },
    ),
    finds: [],
  },
  {
    name: 'a Sid that stands twice',
    document: of({ ...read, Sid: 'A' }, { Action: 'sqs:SendMessage', Resource: '*', Sid: 'A' }),
    finds: ['duplicateSid Statement[1].Sid'],
  },
  { name: 'no statements', document: { Version: version, Statement: [] }, finds: ['noStatements'] },
  {
    name: 'too long for a managed policy, white space aside',
    document: JSON.stringify(of({ Sid: repeated(6200), ...read }), null, 8),
    finds: ['tooLong'],
  },
  {
    name: 'not too long, white space aside',
    document: `${' '.repeat(6200)}${JSON.stringify(of(read), null, 8)}`,
    finds: [],
  },
  {
    name: 'too long for an inline policy of a user',
    known: { holder: 'user', inline: true },
    document: of({ Sid: repeated(2048), ...read }),
    finds: ['tooLong'],
  },
  {
    name: 'as long as an inline policy of a role may be',
    known: { holder: 'role', inline: true },
    document: of({ Sid: repeated(9000), ...read }),
    finds: [],
  },
  {
    name: 'a trust policy that needs a raised quota',
    use: 'trust',
    document: of({
      Sid: repeated(2048),
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    }),
    finds: ['longerThanDefault'],
  },
  {
    name: 'a character that IAM does not take',
    document: of({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::b1/한/*' }),
    finds: ['characterNotAllowed'],
  },
  {
    name: 'more statements than are compared',
    use: 'resource',
    document: of(
      ...Array.from({ length: 1001 }, (_, index) => ({
        Principal: { AWS: role },
        Action: 's3:GetObject',
        Resource: `arn:aws:s3:::b1/${index}`,
      })),
    ),
    finds: ['notCompared'],
  },
];

export const lintCases: readonly LintCase[] = [
  ...clean,
  ...actions,
  ...resources,
  ...conditions,
  ...principals,
  ...statements,
];
