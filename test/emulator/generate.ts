/**
 * Large estates, the same for the same seed: an organization of some accounts with roles, policies and users, and an
 * Identity Center with permission sets, groups and assignments.
 */
import { seeded } from '../bench/seeded.ts';
import type { Assignment, PermissionSet, StoreGroup, StoreUser } from './estate/identityCenter.ts';
import type { Account, Document, Estate, Policy, Role, User } from './estate.ts';
import {
  allow,
  at,
  created,
  key,
  managed,
  role,
  samlTrust,
  serviceTrust,
  statement,
} from './estates/build.ts';

export interface EstateSize {
  readonly seed?: number;
  readonly accounts?: number;
  /** Over all accounts. */
  readonly roles?: number;
  readonly policies?: number;
  readonly users?: number;
  readonly permissionSets?: number;
  readonly assignments?: number;
}

const services = ['ec2', 'lambda', 'ecs-tasks', 'ds', 'glue', 'codebuild'];
const subjects = ['s3', 'ec2', 'lambda', 'dynamodb', 'sqs', 'logs', 'kms', 'rds'];
const verbs = ['Get*', 'List*', 'Put*', 'Describe*', 'Create*', 'Delete*'];
const awsManaged = ['ReadOnlyAccess', 'PowerUserAccess', 'AdministratorAccess', 'SecurityAudit'];

/** 12 digits, the same for the same number. */
export const generatedAccount = (n: number): string => String(500_000_000_000 + n * 10_007);
/** The name of the caller that may read everything, in each account. */
export const generatedCaller = 'auditor';

export function generateEstate(size: EstateSize = {}): Estate {
  const { seed = 1, accounts = 4, roles = 5000, policies = 500, users = 100 } = size;
  const random = seeded(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const pick = <T>(of: readonly T[]): T => of[below(of.length)]!;
  const ids = Array.from({ length: accounts }, (_, n) => generatedAccount(n));
  /** How many of `all` the account at `n` has: all of them are given out. */
  const share = (all: number, n: number): number =>
    Math.floor((all * (n + 1)) / accounts) - Math.floor((all * n) / accounts);
  const hex = (length: number): string => Array.from({ length }, () => below(16).toString(16)).join('');
  const unique = (prefix: string, n: number): string => `${prefix}${String(n).padStart(17, '0')}`;

  const document = (): Document => {
    const count = 1 + below(4);
    const statements = Array.from({ length: count }, (_, n) => {
      const subject = pick(subjects);
      const actions = Array.from({ length: 1 + below(6) }, () => `${subject}:${pick(verbs)}`);
      const resource = `arn:aws:${subject}:ap-northeast-2:*:team-${below(200)}/*`;
      return { Sid: `S${n}`, ...allow(actions, resource) };
    });
    return statement(...statements);
  };

  const trust = (account: string): Document => {
    const kind = below(4);
    if (kind === 0) return samlTrust(account);
    if (kind === 1) return serviceTrust(`${pick(services)}.amazonaws.com`);
    const principal = kind === 2 ? 'root' : `role/role-${below(roles)}`;
    return statement({
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${pick(ids)}:${principal}` },
      Action: 'sts:AssumeRole',
      ...(random() < 0.5 ? {} : { Condition: { StringEquals: { 'sts:ExternalId': hex(12) } } }),
    });
  };

  const policyOf = (account: string, n: number): Policy => {
    const versions = 1 + below(3);
    return {
      PolicyName: `policy-${n}`,
      PolicyId: unique('ANPA', n),
      Arn: `arn:aws:iam::${account}:policy/policy-${n}`,
      Path: '/',
      DefaultVersionId: `v${versions}`,
      AttachmentCount: below(5),
      IsAttachable: true,
      PolicyVersionList: Array.from({ length: versions }, (_, v) => ({
        Document: document(),
        VersionId: `v${versions - v}`,
        IsDefaultVersion: v === 0,
        CreateDate: `202${2 + below(5)}-0${1 + below(9)}-1${below(10)}T00:00:00Z`,
      })),
    };
  };

  const roleOf = (account: string, n: number, own: readonly Policy[]): Role => {
    const attached = own.length === 0 ? [] : [pick(own)].map(({ PolicyName, Arn }) => ({ PolicyName, PolicyArn: Arn })); // prettier-ignore
    return {
      ...role(account, `role-${n}`, trust(account), [pick(awsManaged)]),
      RoleId: unique('AROA', n),
      MaxSessionDuration: 3600 * (1 + below(12)),
      AttachedManagedPolicies: [managed(pick(awsManaged)), ...attached],
      RolePolicyList: Array.from({ length: below(3) }, (_, p) => ({
        PolicyName: `inline-${p}`,
        PolicyDocument: document(),
      })),
      Tags: [{ Key: 'team', Value: `team-${below(200)}` }],
      ...(random() < 0.3
        ? {}
        : {
            RoleLastUsed: {
              LastUsedDate: `2026-1${below(2)}-0${1 + below(9)}T08:00:00Z`,
              Region: 'ap-northeast-2',
            },
          }),
    };
  };

  const userOf = (account: string, n: number): User => ({
    Path: '/',
    UserName: `user-${n}`,
    UserId: unique('AIDA', n),
    Arn: `arn:aws:iam::${account}:user/user-${n}`,
    CreateDate: created,
    GroupList: [],
    UserPolicyList: [],
    AttachedManagedPolicies: [managed(pick(awsManaged))],
  });

  const awsPolicies = awsManaged.map((name, n): Policy => ({
    ...policyOf('aws', n),
    PolicyName: name,
    Arn: `arn:aws:iam::aws:policy/${name}`,
  }));

  let firstRole = 0;
  let firstPolicy = 0;
  let firstUser = 0;
  const made = ids.map((id, n): Account => {
    const own = Array.from({ length: share(policies, n) }, () => policyOf(id, firstPolicy++));
    return {
      id,
      alias: `generated-${n}`,
      keys: [key(id, generatedCaller, `AKIAGENERATED${String(n).padStart(7, '0')}`)],
      directories: {},
      users: Array.from({ length: share(users, n) }, () => userOf(id, firstUser++)),
      groups: [],
      roles: Array.from({ length: share(roles, n) }, () => roleOf(id, firstRole++, own)),
      policies: [...own, ...awsPolicies],
      samlProviders: [],
      root: { accessKeys: 0, mfa: true },
    };
  });

  return {
    accounts: made,
    disabledRegions: [],
    organizations: [
      {
        organization: { Id: 'o-generated01', FeatureSet: 'ALL', MasterAccountId: ids[0]!, MasterAccountEmail: 'aws@example.com' }, // prettier-ignore
        root: { Id: 'r-ge01', Name: 'Root', enabled: ['SERVICE_CONTROL_POLICY'] },
        units: [],
        accounts: ids.map((Id, n) => ({
          Id,
          Name: `generated-${n}`,
          Email: `generated-${n}@example.com`,
          Status: 'ACTIVE',
          JoinedMethod: 'CREATED',
          JoinedTimestamp: at(created),
          parentId: 'r-ge01',
        })),
        policies: [
          {
            Id: 'p-FullAWSAccess',
            Name: 'FullAWSAccess',
            Description: 'Allows access to every operation',
            Type: 'SERVICE_CONTROL_POLICY',
            AwsManaged: true,
            document: statement(allow('*')),
            targets: ['r-ge01', ...ids],
          },
        ],
        delegatedAdministrators: [],
      },
    ],
    identityCenters: [generatedCenter(size, ids, pick, document)],
  };
}

function generatedCenter(
  { permissionSets = 50, assignments = 500 }: EstateSize,
  accounts: readonly string[],
  pick: <T>(of: readonly T[]) => T,
  document: () => Document,
) {
  const instance = 'ssoins-00000000000000ee';
  const id = (kind: number, n: number): string => `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`; // prettier-ignore
  const sets = Array.from({ length: permissionSets }, (_, n): PermissionSet => {
    const name = pick(awsManaged);
    return {
      Name: `set-${n}`,
      PermissionSetArn: `arn:aws:sso:::permissionSet/${instance}/ps-${String(n).padStart(16, '0')}`,
      CreatedDate: at(created),
      SessionDuration: 'PT1H',
      managedPolicies: [{ Name: name, Arn: `arn:aws:iam::aws:policy/${name}` }],
      customerPolicies: [],
      ...(n % 3 === 0 ? { inlinePolicy: document() } : {}),
    };
  });
  const users = Array.from({ length: 500 }, (_, n): StoreUser => ({
    UserId: id(1, n),
    UserName: `person-${n}@example.com`,
    DisplayName: `Person ${n}`,
    Name: { GivenName: 'Person', FamilyName: String(n) },
  }));
  // As many as it takes that no two assignments are the same.
  const groups = Array.from(
    { length: Math.max(1, Math.ceil(assignments / permissionSets)) },
    (_, n): StoreGroup => ({
      // prettier-ignore
      GroupId: id(2, n),
      DisplayName: `group-${n}@example.com`,
      members: [...new Set(Array.from({ length: 20 }, () => pick(users).UserId))],
    }),
  );
  const assigned = Array.from({ length: assignments }, (_, n): Assignment => ({
    AccountId: accounts[n % accounts.length]!,
    PermissionSetArn: sets[n % sets.length]!.PermissionSetArn,
    PrincipalType: 'GROUP',
    PrincipalId: groups[Math.floor(n / sets.length)]!.GroupId,
  }));
  return {
    InstanceArn: `arn:aws:sso:::instance/${instance}`,
    IdentityStoreId: 'd-0000000fff',
    OwnerAccountId: accounts[0]!,
    CreatedDate: at(created),
    Status: 'ACTIVE' as const,
    region: 'ap-northeast-2',
    permissionSets: sets,
    assignments: assigned,
    users,
    groups,
  };
}
