/** An account's authorization details as the AWS CLI writes them, of as many roles and about as many bytes as asked. */

const statement = (n: number, at: number) => ({
  Sid: `App${n}Part${at}`,
  Effect: at % 7 === 6 ? 'Deny' : 'Allow',
  Action: [
    ['s3:GetObject', 's3:PutObject', 's3:ListBucket'],
    ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Batch*'],
    ['sqs:SendMessage', 'sqs:ReceiveMessage'],
    ['ec2:Describe*'],
    ['logs:CreateLogStream', 'logs:PutLogEvents'],
    ['kms:Decrypt', 'kms:GenerateDataKey*'],
    ['s3:DeleteObject*'],
  ][at % 7]!,
  Resource: [
    [`arn:aws:s3:::app-${n}`, `arn:aws:s3:::app-${n}/*`],
    [`arn:aws:dynamodb:*:*:table/app-${n}-*`],
    [`arn:aws:sqs:eu-west-1:*:app-${n}-*`],
    '*',
    '*',
    '*',
    [`arn:aws:s3:::app-${n}/kept/*`],
  ][at % 7]!,
  ...(at % 7 === 5
    ? { Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } } }
    : {}),
});

export function authorizationDetails(asked: { account: string; roles: number; bytes: number }): string {
  const { account, roles, bytes } = asked;
  const text = (perRole: number): string =>
    JSON.stringify(
      {
        UserDetailList: [],
        GroupDetailList: [],
        RoleDetailList: Array.from({ length: roles }, (_, n) => ({
          Path: '/',
          RoleName: `app-${n}`,
          RoleId: `AROA${String(n).padStart(17, 'A')}`,
          Arn: `arn:aws:iam::${account}:role/app-${n}`,
          CreateDate: '2024-05-01T10:00:00+00:00',
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { Service: 'ecs-tasks.amazonaws.com' },
                Action: 'sts:AssumeRole',
              },
            ],
          },
          InstanceProfileList: [],
          RolePolicyList: [
            {
              PolicyName: 'own',
              PolicyDocument: {
                Version: '2012-10-17',
                Statement: Array.from({ length: perRole }, (__, at) => statement(n, at)),
              },
            },
          ],
          AttachedManagedPolicies: [
            { PolicyName: 'Common', PolicyArn: `arn:aws:iam::${account}:policy/Common` },
          ],
          Tags: [{ Key: 'app', Value: `app-${n}` }],
        })),
        Policies: [
          {
            PolicyName: 'Common',
            PolicyId: 'ANPAAAAAAAAAAAAAAAAAA',
            Arn: `arn:aws:iam::${account}:policy/Common`,
            Path: '/',
            DefaultVersionId: 'v1',
            AttachmentCount: roles,
            PermissionsBoundaryUsageCount: 0,
            IsAttachable: true,
            CreateDate: '2024-05-01T10:00:00+00:00',
            UpdateDate: '2024-05-01T10:00:00+00:00',
            PolicyVersionList: [
              {
                VersionId: 'v1',
                IsDefaultVersion: true,
                CreateDate: '2024-05-01T10:00:00+00:00',
                Document: {
                  Version: '2012-10-17',
                  Statement: [{ Effect: 'Allow', Action: ['ssm:GetParameter*', 'xray:Put*'], Resource: '*' }],
                },
              },
            ],
          },
        ],
      },
      null,
      1,
    );
  let perRole = 7;
  while (text(perRole).length < bytes) perRole++;
  return text(perRole);
}
