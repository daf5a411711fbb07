/**
 * An AWS estate over the tree: 50 accounts, a role for every two hundred objects, and of the groups about one in seventeen mapped, by claims
 * (the tree's own AWS-… names), by delegation and by Identity Center. The same on every run.
 */
import type { AwsDirectory } from '#domain/estate/directory.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import { unread } from '#domain/estate/facts.ts';
import type { IamRole, ManagedPolicy } from '#domain/estate/iam.ts';
import type { AccountAssignment, IdentityStoreGroup, PermissionSet } from '#domain/estate/identityCenter.ts';
import { seeded } from './seeded.ts';
import type { Tree } from './tree.ts';

const treeAccounts = ['111122223333', '222233334444', '333344445555'];
const accounts = [
  ...treeAccounts,
  ...Array.from({ length: 47 }, (_, n) => String(500_000_000_000 + n * 7_777)),
];
const partition = 'aws';
const region = 'eu-central-1';
const readAt = '2026-11-20T08:00:00.000Z';
const directoryId = 'd-0123456789';

/** The directory whose console lets the delegated groups in. */
const directory: AwsDirectory = {
  directoryId,
  account: treeAccounts[0]!,
  region,
  name: 'corp.example',
  shortName: 'CORP',
  type: 'MicrosoftAD',
  edition: 'Enterprise',
  size: null,
  alias: 'corp-example',
  accessUrl: 'corp-example.awsapps.com',
  stage: 'Active',
  stageReason: null,
  dnsIpAddrs: [],
  vpcId: null,
  subnetIds: [],
  availabilityZones: [],
  connect: null,
  radius: null,
  ssoEnabled: true,
  desiredNumberOfDomainControllers: 2,
  osVersion: null,
  launchTime: null,
  ownerAccountId: null,
  shareStatus: null,
};

export interface BenchEstate {
  readonly facts: EstateFacts;
  readonly roles: number;
  readonly mapped: number;
  /** Groups that open a role to their members of any depth: by name, and by Identity Center. */
  readonly opening: readonly number[];
}

const services = ['s3', 'ec2', 'sqs', 'sns', 'lambda', 'dynamodb', 'kms', 'logs', 'ecs', 'secretsmanager'];
const verbs = ['Get', 'List', 'Put', 'Describe', 'Create', 'Delete', 'Update', 'Tag'];
const document = (statements: readonly object[]) => ({ Version: '2012-10-17', Statement: statements });
const allow = (Action: unknown, Resource: unknown = '*', more: object = {}) => ({ Effect: 'Allow', Action, Resource, ...more }); // prettier-ignore

/** Ten policies of AWS that roles share; the last one allows everything. */
const awsPolicies: readonly ManagedPolicy[] = Array.from({ length: 10 }, (_, n) => {
  const arn = `arn:aws:iam::aws:policy/Shared${n}`;
  const statements =
    n === 9
      ? [allow('*')]
      : services.flatMap((service, at) =>
          (at + n) % 3 === 0 ? [allow([`${service}:Get*`, `${service}:List*`, `${service}:Describe*`])] : [],
        );
  const version = { versionId: 'v1', isDefault: true, createDate: null, document: document(statements) };
  return {
    arn,
    name: `Shared${n}`,
    account: null,
    awsManaged: true,
    defaultVersionId: 'v1',
    versions: [version],
  };
});

const ownPolicy = (account: string, n: number): ManagedPolicy => ({
  arn: `arn:aws:iam::${account}:policy/team-${n}`,
  name: `team-${n}`,
  account,
  awsManaged: false,
  defaultVersionId: 'v1',
  versions: [
    {
      versionId: 'v1',
      isDefault: true,
      createDate: null,
      document: document([
        allow(
          services.map((service, at) => `${service}:${verbs[(n + at) % verbs.length]}*`),
          '*',
          {
            Condition: { StringEquals: { 'aws:RequestedRegion': [region, 'eu-west-1'] } },
          },
        ),
        { Effect: 'Deny', Action: 'iam:*', Resource: '*' },
      ]),
    },
  ],
});

type Kind = 'saml' | 'delegation' | 'identity-center' | 'service' | 'account' | 'web-identity';

function trustOf(kind: Kind, account: string, n: number): object {
  const provider = `arn:aws:iam::${account}:saml-provider/ADFS`;
  switch (kind) {
    case 'saml':
      return document([
        {
          Effect: 'Allow',
          Principal: { Federated: provider },
          Action: 'sts:AssumeRoleWithSAML',
          Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
        },
      ]);
    case 'identity-center':
      return document([
        {
          Effect: 'Allow',
          Principal: {
            Federated: `arn:aws:iam::${account}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE`,
          },
          Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
        },
      ]);
    case 'delegation':
      return document([
        { Effect: 'Allow', Principal: { Service: 'ds.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ]);
    case 'service':
      return document([
        {
          Effect: 'Allow',
          Principal: {
            Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com', 'ecs-tasks.amazonaws.com'][n % 3],
          },
          Action: 'sts:AssumeRole',
        },
      ]);
    case 'account':
      return document([
        {
          Effect: 'Allow',
          // A third trusts its own account, a third the next one, a third one role of it.
          Principal: {
            AWS:
              n % 3 === 0
                ? `arn:aws:iam::${account}:root`
                : n % 3 === 1
                  ? accounts[(accounts.indexOf(account) + 1) % accounts.length]
                  : `arn:aws:iam::${account}:role/Own${n - 1}`,
          },
          Action: 'sts:AssumeRole',
        },
      ]);
    case 'web-identity':
      return document([
        {
          Effect: 'Allow',
          Principal: {
            Federated: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`,
          },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
            StringLike: { 'token.actions.githubusercontent.com:sub': `repo:example/app${n}:*` },
          },
        },
      ]);
  }
}

function roleOf(kind: Kind, account: string, name: string, n: number, path = '/'): IamRole {
  return {
    arn: `arn:${partition}:iam::${account}:role${path}${name}`,
    name,
    path,
    roleId: `AROA${String(n).padStart(16, '0')}`,
    account,
    createDate: null,
    trustPolicy: trustOf(kind, account, n),
    attachedPolicies: [
      // One in fifty may do everything.
      awsPolicies[n % 50 === 0 ? 9 : n % 9]!,
      ...(kind === 'identity-center'
        ? []
        : [{ arn: `arn:aws:iam::${account}:policy/team-${n % 8}`, name: `team-${n % 8}` }]),
    ].map(({ arn, name: called }) => ({ arn, name: called })),
    inlinePolicies: [
      {
        name: 'own',
        document: document([
          allow(['s3:GetObject', 's3:PutObject'], `arn:aws:s3:::bucket-${n % 400}/*`),
          ...(n % 7 === 0 ? [allow('sts:AssumeRole', `arn:aws:iam::${account}:role/Own*`)] : []),
        ]),
      },
    ],
    permissionsBoundary: n % 11 === 0 ? awsPolicies[8]!.arn : null,
    maxSessionDuration: 3600 * (1 + (n % 12)),
    lastUsed: null,
    tags: { team: `t${n % 40}` },
  };
}

export function accessEstate(tree: Tree): BenchEstate {
  const { groups, leaves, objects } = tree.shape;
  const random = seeded(11);
  const roles: IamRole[] = [];
  const assignments: AccountAssignment[] = [];
  const storeGroups: IdentityStoreGroup[] = [];
  const delegations: { principalSid: string; roleArn: string }[] = [];
  const sets: PermissionSet[] = [];
  const wanted = Math.round(objects / 200);
  const mapped = Math.round(groups * 0.06);
  const opening: number[] = [];
  let made = 0;
  for (let group = 250; group < groups; group += 250) {
    const account = treeAccounts[(group / 250) % treeAccounts.length]!;
    roles.push(roleOf('saml', account, `Role${group}`, made++));
    opening.push(group);
  }
  const others = Array.from({ length: mapped - made }, () => 1 + Math.floor(random() * (groups - 1))).filter(
    (group) => group % 250 !== 0,
  );
  for (const [at, group] of others.entries()) {
    const account = accounts[at % accounts.length]!;
    if (at % 2 === 0) {
      const role = roleOf('delegation', account, `Console${group}`, made++);
      roles.push(role);
      delegations.push({ principalSid: tree.sid(leaves + group), roleArn: role.arn });
      continue;
    }
    opening.push(group);
    const number = Math.floor(at / 20);
    const arn = `arn:aws:sso:::permissionSet/ssoins-1/ps-${number}`;
    const name = `Set${number}`;
    if (sets.at(-1)?.arn !== arn)
      sets.push({
        arn,
        name,
        sessionDuration: 'PT8H',
        managedPolicies: [{ arn: awsPolicies[number % 9]!.arn, name: awsPolicies[number % 9]!.name }],
        customerPolicies: [],
        inlinePolicy: null,
        boundary: null,
        outdatedIn: [],
      });
    storeGroups.push({
      groupId: `g-${group}`,
      displayName: `${tree.groupName(group)}@corp.example`,
      externalIds: [],
    });
    assignments.push({ account, permissionSetArn: arn, principalType: 'GROUP', principalId: `g-${group}` });
    const suffix = number.toString(16).padStart(16, '0');
    const path = `/aws-reserved/sso.amazonaws.com/${region}/`;
    roles.push(roleOf('identity-center', account, `AWSReservedSSO_${name}_${suffix}`, made++, path));
  }
  const seen = new Set<string>();
  const distinct = roles.filter(({ arn }) => !seen.has(arn) && seen.add(arn));
  const rest: readonly Kind[] = ['service', 'service', 'account', 'web-identity'];
  for (let n = 0; distinct.length < wanted; n++)
    distinct.push(roleOf(rest[n % rest.length]!, accounts[n % accounts.length]!, `Own${made}`, made++));
  const none = { state: 'notReadable', code: 'notAsked' } as const;
  const units = [
    {
      id: 'r-root',
      arn: 'arn:aws:organizations::111122223333:root/o-1/r-root',
      name: 'Root',
      parentId: null,
    },
    {
      id: 'ou-work',
      arn: 'arn:aws:organizations::111122223333:ou/o-1/ou-work',
      name: 'Work',
      parentId: 'r-root',
    },
  ];
  const control = (id: string, statements: readonly object[], targets: readonly string[]) => ({
    id,
    arn: `arn:aws:organizations::111122223333:policy/o-1/service_control_policy/${id}`,
    name: id,
    description: null,
    type: 'SERVICE_CONTROL_POLICY' as const,
    awsManaged: false,
    document: document(statements),
    targets,
  });
  const facts: EstateFacts = {
    ...unread('notAsked'),
    partition,
    accounts: accounts.map((id, n) => ({ id, name: `account-${n}`, alias: null })),
    directories: { state: 'read', value: [directory] },
    roles: { state: 'read', value: distinct },
    users: { state: 'read', value: [] },
    groups: { state: 'read', value: [] },
    policies: {
      state: 'read',
      value: [
        ...awsPolicies,
        ...accounts.flatMap((account) => Array.from({ length: 8 }, (_, n) => ownPolicy(account, n))),
      ],
    },
    samlProviders: {
      state: 'read',
      value: accounts.map((account) => ({
        arn: `arn:aws:iam::${account}:saml-provider/ADFS`,
        name: 'ADFS',
        account,
        createDate: null,
        validUntil: '2036-01-01T00:00:00.000Z',
        entityId: null,
      })),
    },
    identityCenter: {
      state: 'read',
      value: {
        instanceArn: 'arn:aws:sso:::instance/ssoins-1',
        identityStoreId: 'd-1',
        region,
        source: 'activeDirectory',
        directoryId,
        permissionSets: sets,
        assignments,
        groups: storeGroups,
        users: [],
        memberships: [],
      },
    },
    delegations: {
      state: 'read',
      value: delegations.map(({ principalSid, roleArn }) => ({
        directoryId,
        region,
        roleArn,
        principalSid,
        principalDomain: 'corp.example',
        principalName: principalSid,
        principalKind: 'group' as const,
        recordedOn: readAt,
        recordedBy: '',
      })),
    },
    organization: {
      state: 'read',
      value: {
        id: 'o-1',
        arn: 'arn:aws:organizations::111122223333:organization/o-1',
        managementAccountId: '111122223333',
        featureSet: 'ALL',
        enabledPolicyTypes: { 'r-root': ['SERVICE_CONTROL_POLICY'] },
        units,
        accounts: accounts.map((id, n) => ({
          id,
          arn: `arn:aws:organizations::111122223333:account/o-1/${id}`,
          name: `account-${n}`,
          status: 'ACTIVE',
          joinedMethod: null,
          joinedAt: null,
          parentId: 'ou-work',
        })),
        servicePolicies: {
          state: 'read',
          value: [
            control('p-full', [allow('*')], ['r-root', 'ou-work', ...accounts]),
            control(
              'p-guard',
              [
                {
                  Effect: 'Deny',
                  NotAction: ['iam:*', 'sts:*', 's3:*'],
                  Resource: '*',
                  Condition: { StringNotEquals: { 'aws:RequestedRegion': [region, 'eu-west-1'] } },
                },
                { Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' },
              ],
              ['ou-work'],
            ),
          ],
        },
        resourcePolicies: none,
        delegatedAdministrators: none,
      },
    },
    reach: { regions: [region], accounts: accounts.map((id) => ({ id, code: null })), allAccounts: true },
  };
  return { facts, roles: distinct.length, mapped, opening };
}
