import { describe, expect, it } from 'vitest';
import type {
  AwsDirectory,
  DelegationAssignment,
  EstateFacts,
  IamRole,
  IdentityCenter,
  SamlProvider,
} from '../estate/facts.ts';
import { evidenceCodes } from './evidence.ts';
import type { Grant } from './grant.ts';
import { computeGrants } from './grants.ts';
import { permissionSetOf } from './identityCenter.ts';
import type { DirectoryPrincipal, EstateSnapshot, GrantInput, PrincipalLookup } from './input.ts';

const account = '111111111111';
const other = '222222222222';
const domainSid = 'S-1-5-21-1-2-3';
const providerArn = `arn:aws:iam::${account}:saml-provider/corp`;
const security = -2147483646;
const distribution = 2;
const readAt = '2026-11-20T08:00:00Z';

const statement = (Principal: unknown, Action: unknown = 'sts:AssumeRole') => ({
  Statement: [{ Effect: 'Allow', Principal, Action }],
});
const samlTrust = statement({ Federated: providerArn }, 'sts:AssumeRoleWithSAML');
const dsTrust = statement({ Service: 'ds.amazonaws.com' });

const role = (name: string, trustPolicy: unknown = samlTrust, path = '/', inAccount = account): IamRole => ({
  arn: `arn:aws:iam::${inAccount}:role${path}${name}`,
  name,
  path,
  roleId: `AROA${name.toUpperCase()}`,
  account: inAccount,
  createDate: null,
  trustPolicy,
  attachedPolicies: [],
  inlinePolicies: [],
  permissionsBoundary: null,
  maxSessionDuration: 3600,
  lastUsed: null,
  tags: {},
});
const provider: SamlProvider = {
  arn: providerArn,
  name: 'corp',
  account,
  createDate: null,
  validUntil: '2027-01-01T00:00:00Z',
  entityId: null,
};
const directory = (alias: string | null, more: Partial<AwsDirectory> = {}): AwsDirectory => ({
  directoryId: 'd-1234567890',
  account,
  region: 'eu-central-1',
  name: 'corp.example',
  shortName: 'CORP',
  type: 'MicrosoftAD',
  edition: 'Standard',
  size: null,
  alias,
  accessUrl: null,
  stage: 'Active',
  stageReason: null,
  dnsIpAddrs: [],
  vpcId: null,
  subnetIds: [],
  availabilityZones: [],
  connect: null,
  radius: null,
  ssoEnabled: null,
  desiredNumberOfDomainControllers: null,
  osVersion: null,
  launchTime: null,
  ownerAccountId: null,
  shareStatus: null,
  ...more,
});
const delegation = (
  principalSid: string,
  roleName = 'Desk',
  more: Partial<DelegationAssignment> = {},
): DelegationAssignment => ({
  directoryId: 'd-1234567890',
  region: 'eu-central-1',
  roleArn: `arn:aws:iam::${account}:role/${roleName}`,
  principalSid,
  principalName: 'CORP\\helpdesk',
  principalKind: 'group',
  recordedOn: '2026-11-01',
  recordedBy: 'kim',
  ...more,
});

const read = <T>(value: T) => ({ state: 'read', value }) as const;
const denied = { state: 'notReadable', code: 'aws.accessDenied' } as const;
const facts = (more: Partial<EstateFacts> = {}): EstateFacts => ({
  partition: 'aws',
  accounts: [{ id: account, name: 'Production', alias: null }],
  directories: read([]),
  roles: read([]),
  users: read([]),
  groups: read([]),
  policies: read([]),
  samlProviders: read([provider]),
  identityCenter: { state: 'notApplicable' },
  delegations: { state: 'notReadable', code: 'noApi' },
  ...more,
});
const estate = (more: Partial<EstateFacts>, snapshotId = 9, at = readAt): EstateSnapshot => ({
  snapshotId,
  readAt: at,
  facts: facts(more),
});

const group = (name: string, groupType: number | null = security, rid = 1101): DirectoryPrincipal => ({
  snapshotId: 1,
  objectId: rid,
  name,
  dn: `CN=${name},OU=Groups,DC=corp,DC=example`,
  sid: `${domainSid}-${rid}`,
  kind: 'group',
  groupType,
  readAt,
});
const lookup = (...known: DirectoryPrincipal[]): PrincipalLookup => ({
  domains: [{ dnsName: 'corp.example', sid: domainSid }],
  bySid: (sid) => known.filter((one) => one.sid === sid),
  byName: (name, kind) =>
    known.filter((one) => one.kind === kind && one.name.toLowerCase() === name.toLowerCase()),
});
const grantsOf = (
  estates: readonly EstateSnapshot[],
  groups: readonly DirectoryPrincipal[] = [],
  principals = lookup(),
  more: Partial<GrantInput> = {},
) => computeGrants({ estates, groups, principals, ...more });
const brief = ({ status, issues, roleArn, through }: Grant) => ({
  status,
  issues,
  role: roleArn?.split(':role')[1] ?? null,
  through,
});
const codes = (grant: Grant) => grant.evidence.map(({ code }) => code);

interface SamlCase {
  readonly name: string;
  readonly group: DirectoryPrincipal;
  readonly estate: Partial<EstateFacts>;
  readonly expected: ReturnType<typeof brief>;
  readonly evidence: readonly string[];
}
const admins = group(`AWS-${account}-Admin`);
const samlCases: readonly SamlCase[] = [
  {
    name: 'works',
    group: admins,
    estate: { roles: read([role('Admin')]) },
    expected: { status: 'works', issues: [], role: '/Admin', through: providerArn },
    evidence: ['groupName', 'role', 'trustStatement', 'samlProvider'],
  },
  {
    name: 'without groupType works',
    group: group(admins.name, null),
    estate: { roles: read([role('Admin')]) },
    expected: { status: 'works', issues: [], role: '/Admin', through: providerArn },
    evidence: ['groupName', 'role', 'trustStatement', 'samlProvider'],
  },
  {
    name: 'of a distribution group is broken',
    group: group(admins.name, distribution),
    estate: { roles: read([role('Admin')]) },
    expected: { status: 'broken', issues: ['distributionGroup'], role: '/Admin', through: providerArn },
    evidence: ['groupName', 'groupType', 'role', 'trustStatement', 'samlProvider'],
  },
  {
    name: 'to an unknown account',
    group: group(`AWS-${other}-Admin`),
    estate: { roles: read([role('Admin')]) },
    expected: { status: 'broken', issues: ['accountUnknown'], role: null, through: null },
    evidence: ['groupName'],
  },
  {
    name: 'to a missing role',
    group: admins,
    estate: { roles: read([role('Reader')]) },
    expected: { status: 'broken', issues: ['roleMissing'], role: null, through: null },
    evidence: ['groupName', 'roleAbsent'],
  },
  {
    name: 'to a role in another case',
    group: admins,
    estate: { roles: read([role('ADMIN')]) },
    expected: { status: 'broken', issues: ['roleNameCase'], role: '/ADMIN', through: providerArn },
    evidence: ['groupName', 'roleOtherCase', 'trustStatement', 'samlProvider'],
  },
  {
    name: 'to a role under a path',
    group: admins,
    estate: { roles: read([role('Admin', samlTrust, '/team/')]) },
    expected: { status: 'broken', issues: ['rolePath'], role: '/team/Admin', through: providerArn },
    evidence: ['groupName', 'roleOtherPath', 'trustStatement', 'samlProvider'],
  },
  {
    name: 'to a role that trusts something else',
    group: admins,
    estate: { roles: read([role('Admin', dsTrust)]) },
    expected: { status: 'broken', issues: ['trustLacksSaml'], role: '/Admin', through: null },
    evidence: ['groupName', 'role', 'trustOther'],
  },
  {
    name: 'to a role with a malformed trust',
    group: admins,
    estate: { roles: read([role('Admin', '{')]) },
    expected: { status: 'broken', issues: ['trustLacksSaml'], role: '/Admin', through: null },
    evidence: ['groupName', 'role', 'trustProblem'],
  },
  {
    name: 'through a missing provider',
    group: admins,
    estate: { roles: read([role('Admin')]), samlProviders: read([]) },
    expected: { status: 'broken', issues: ['providerMissing'], role: '/Admin', through: providerArn },
    evidence: ['groupName', 'role', 'trustStatement', 'samlProviderAbsent'],
  },
  {
    name: 'through a provider that cannot be read is open',
    group: admins,
    estate: { roles: read([role('Admin')]), samlProviders: denied },
    expected: { status: 'candidate', issues: ['providerNotReadable'], role: '/Admin', through: providerArn },
    evidence: ['groupName', 'role', 'trustStatement', 'samlProvidersNotReadable'],
  },
  {
    name: 'to roles that cannot be read is open',
    group: admins,
    estate: { roles: denied },
    expected: { status: 'candidate', issues: ['roleNotReadable'], role: null, through: null },
    evidence: ['groupName', 'rolesNotReadable'],
  },
  {
    name: 'to an account that only the organization names is open',
    group: group(`AWS-${other}-Admin`),
    estate: {
      accounts: [...facts().accounts, { id: other, name: 'Lab', alias: null }],
      roles: read([role('Admin')]),
    },
    expected: { status: 'candidate', issues: ['roleNotReadable'], role: null, through: null },
    evidence: ['groupName'],
  },
  {
    name: 'with two faults names both',
    group: group(`AWS-${account}-admin`, distribution),
    estate: { roles: read([role('Admin', dsTrust)]) },
    expected: {
      status: 'broken',
      issues: ['roleNameCase', 'distributionGroup', 'trustLacksSaml'],
      role: '/Admin',
      through: null,
    },
    evidence: ['groupName', 'groupType', 'roleOtherCase', 'trustOther'],
  },
];

describe('a SAML grant', () => {
  it.each(samlCases)('$name', ({ group: given, estate: more, expected, evidence }) => {
    const [grant, ...rest] = grantsOf([estate(more)], [given]);
    expect(rest).toEqual([]);
    expect(brief(grant!)).toEqual(expected);
    expect(codes(grant!)).toEqual(evidence);
    expect(grant).toMatchObject({
      mechanism: 'saml',
      principal: { objectId: given.objectId, sid: given.sid, kind: 'group' },
    });
  });

  it('shows the attribute value and the trust statement it stands on', () => {
    const [grant] = grantsOf([estate({ roles: read([role('Admin')]) })], [admins]);
    expect(grant!.accountName).toBe('Production');
    expect(grant!.evidence[0]).toEqual({
      code: 'groupName',
      snapshotId: 1,
      where: admins.dn,
      field: 'sAMAccountName',
      value: admins.name,
      readAt,
    });
    expect(grant!.evidence[2]).toEqual({
      code: 'trustStatement',
      snapshotId: 9,
      where: role('Admin').arn,
      field: 'AssumeRolePolicyDocument.Statement[0].Principal.Federated',
      value: providerArn,
      readAt,
    });
  });

  it('needs a group whose name follows the convention', () => {
    expect(
      grantsOf(
        [estate({ roles: read([role('Admin')]) })],
        [group('Domain Users'), { ...admins, kind: 'user' }],
      ),
    ).toEqual([]);
  });

  it('keeps to the partition of the account', () => {
    const china = role(
      'Admin',
      statement({ Federated: providerArn.replace('aws', 'aws-cn') }, 'sts:AssumeRoleWithSAML'),
    );
    const inChina = { ...china, arn: china.arn.replace('aws', 'aws-cn') };
    const known = { ...provider, arn: providerArn.replace('aws', 'aws-cn') };
    expect(
      grantsOf(
        [estate({ partition: 'aws-cn', roles: read([inChina]), samlProviders: read([known]) })],
        [admins],
      )[0]!.status,
    ).toBe('works');
  });

  it('believes the newest reading of an account alone', () => {
    const older = estate({ roles: read([role('Admin')]) }, 8, '2026-11-01T00:00:00Z');
    const newer = estate({ roles: read([role('Reader')]) }, 9, '2026-11-20T00:00:00Z');
    const unread = estate({ roles: denied }, 10, '2026-11-21T00:00:00Z');
    expect(grantsOf([older, newer, unread], [admins])[0]!.issues).toEqual(['roleMissing']);
    expect(grantsOf([older, unread], [admins])[0]!.status).toBe('works');
  });

  it('follows another convention when one is given', () => {
    const template = { text: '', prefix: 'X_', pattern: /^X_(?<account>\d{12})_(?<role>.+)$/i };
    expect(
      grantsOf([estate({ roles: read([role('Admin')]) })], [admins, group(`X_${account}_Admin`)], lookup(), {
        template,
      }),
    ).toHaveLength(1);
  });
});

describe('console delegation', () => {
  const desk = role('Desk', dsTrust);
  const named = directory('corp');
  const helpdesk = group('helpdesk');
  const assigned = (more: Partial<EstateFacts>, assignment: DelegationAssignment, known = lookup(helpdesk)) =>
    grantsOf(
      [estate({ roles: read([desk]), directories: read([named]), delegations: read([assignment]), ...more })],
      [],
      known,
    );

  it('is a candidate for each directory with an access URL', () => {
    const [grant, ...rest] = grantsOf([
      estate({
        roles: read([desk, role('Admin')]),
        directories: read([
          named,
          directory('d-1234567891', { directoryId: 'd-1234567891' }),
          directory(null, { directoryId: 'd-1234567892' }),
          directory('gone', { directoryId: 'd-1234567893', stage: 'Deleting' }),
        ]),
      }),
    ]);
    expect(rest).toEqual([]);
    expect(brief(grant!)).toEqual({
      status: 'candidate',
      issues: ['assignmentNotReadable'],
      role: '/Desk',
      through: 'd-1234567890',
    });
    expect(codes(grant!)).toEqual(['trustStatement', 'directoryAlias']);
    expect(grant!.principal).toBeNull();
  });

  it('is a candidate without a directory where directories cannot be read', () => {
    expect(grantsOf([estate({ roles: read([desk]), directories: denied })]).map(brief)).toEqual([
      { status: 'candidate', issues: ['assignmentNotReadable'], role: '/Desk', through: null },
    ]);
  });

  it('stays in its account', () => {
    const accounts = [...facts().accounts, { id: other, name: null, alias: 'lab' }];
    expect(
      grantsOf([
        estate({ accounts, roles: read([desk]), directories: read([directory('corp', { account: other })]) }),
      ]),
    ).toEqual([]);
  });

  it.each<
    [
      string,
      Partial<EstateFacts>,
      DelegationAssignment,
      PrincipalLookup | undefined,
      Grant['status'],
      Grant['issues'],
    ]
  >([
    ['works by the SID of its principal', {}, delegation(helpdesk.sid!), undefined, 'works', []],
    [
      'to a deleted principal',
      {},
      delegation(`${domainSid}-4711`),
      undefined,
      'broken',
      ['principalMissing'],
    ],
    [
      'to a principal of a domain that was not read',
      {},
      delegation('S-1-5-21-9-9-9-1'),
      undefined,
      'candidate',
      ['membershipNotReadable'],
    ],
    ['to a missing role', {}, delegation(helpdesk.sid!, 'Gone'), undefined, 'broken', ['roleMissing']],
    [
      'to a role that trusts something else',
      { roles: read([role('Desk')]) },
      delegation(helpdesk.sid!),
      undefined,
      'broken',
      ['trustLacksDs'],
    ],
    [
      'to roles that cannot be read',
      { roles: denied },
      delegation(helpdesk.sid!),
      undefined,
      'candidate',
      ['roleNotReadable'],
    ],
    [
      'to an unknown account',
      {},
      delegation(helpdesk.sid!, 'Desk', { roleArn: `arn:aws:iam::${other}:role/Desk` }),
      undefined,
      'broken',
      ['accountUnknown'],
    ],
    [
      'through a directory without an access URL',
      { directories: read([directory('d-1234567890')]) },
      delegation(helpdesk.sid!),
      undefined,
      'broken',
      ['directoryMissing'],
    ],
    [
      'through a directory that is gone',
      { directories: read([directory('x', { directoryId: 'd-0000000000' })]) },
      delegation(helpdesk.sid!),
      undefined,
      'broken',
      ['directoryMissing'],
    ],
    [
      'through a Region that was not read',
      {},
      delegation(helpdesk.sid!, 'Desk', { region: 'us-east-1' }),
      undefined,
      'candidate',
      ['directoryNotReadable'],
    ],
  ])('recorded %s', (_name, more, assignment, known, status, issues) => {
    const grants = assigned(more, assignment, known).filter(
      ({ evidence }) => evidence[0]?.code === 'delegationAssignment',
    );
    expect(grants.map((grant) => [grant.status, grant.issues])).toEqual([[status, issues]]);
  });

  it('is no candidate any more in a directory whose list was imported', () => {
    const grants = assigned({ roles: read([desk, role('Other', dsTrust)]) }, delegation(helpdesk.sid!));
    expect(grants.map(({ roleName, principal }) => [roleName, principal?.name])).toEqual([
      ['Desk', 'helpdesk'],
    ]);
  });

  it('finds roles and list in different snapshots', () => {
    const list = estate(
      {
        accounts: [],
        roles: { state: 'notApplicable' },
        directories: { state: 'notApplicable' },
        samlProviders: { state: 'notApplicable' },
        delegations: read([delegation(helpdesk.sid!)]),
      },
      20,
      '2026-11-22T00:00:00Z',
    );
    expect(
      grantsOf([estate({ roles: read([desk]), directories: read([named]) }), list], [], lookup(helpdesk)).map(
        ({ status }) => status,
      ),
    ).toEqual(['works']);
  });
});

describe('Identity Center', () => {
  const setArn = 'arn:aws:sso:::permissionSet/ssoins-1/ps-1';
  const reserved = role(
    'AWSReservedSSO_Read_Only_0123456789abcdef',
    samlTrust,
    '/aws-reserved/sso.amazonaws.com/eu-central-1/',
  );
  const center = (more: Partial<IdentityCenter> = {}): IdentityCenter => ({
    instanceArn: 'arn:aws:sso:::instance/ssoins-1',
    identityStoreId: 'd-9999999999',
    region: 'eu-central-1',
    source: 'activeDirectory',
    directoryId: null,
    permissionSets: [
      {
        arn: setArn,
        name: 'Read_Only',
        sessionDuration: null,
        managedPolicies: [],
        customerPolicies: [],
        inlinePolicy: null,
        boundary: null,
        outdatedIn: [],
      },
    ],
    assignments: [{ account, permissionSetArn: setArn, principalType: 'GROUP', principalId: 'g-1' }],
    groups: [{ groupId: 'g-1', displayName: 'Readers@corp.example', externalIds: [] }],
    users: [{ userId: 'u-1', userName: 'kim@corp.example', displayName: null }],
    memberships: [],
    ...more,
  });
  const readers = group('readers');
  const kim: DirectoryPrincipal = { ...group('kim', null, 1200), kind: 'user' };
  const renamed = (displayName: string) => ({ groups: [{ groupId: 'g-1', displayName, externalIds: [] }] });

  it.each<
    [string, Partial<IdentityCenter>, Partial<EstateFacts>, Grant['status'], Grant['issues'], string | null]
  >([
    ['joins by name and domain', {}, {}, 'works', [], 'joinNameAndDomain'],
    ['joins by name alone where there is one', renamed('READERS'), {}, 'works', [], 'joinNameOnly'],
    [
      'does not join over domains',
      renamed('readers@other.example'),
      {},
      'candidate',
      ['membershipNotReadable'],
      null,
    ],
    [
      'knows that a group is gone from a domain that was read',
      renamed('gone@corp.example'),
      {},
      'broken',
      ['principalMissing'],
      null,
    ],
    ['knows that a group is gone from the store', { groups: [] }, {}, 'broken', ['principalMissing'], null],
    ['does not join groups of its own', { source: 'own' }, {}, 'candidate', ['membershipNotReadable'], null],
    [
      'assigns users',
      { assignments: [{ account, permissionSetArn: setArn, principalType: 'USER', principalId: 'u-1' }] },
      {},
      'works',
      [],
      'joinNameAndDomain',
    ],
    [
      'misses a permission set',
      { permissionSets: [] },
      {},
      'broken',
      ['permissionSetMissing'],
      'joinNameAndDomain',
    ],
    [
      'misses the role in the account',
      {},
      { roles: read([role('Admin')]) },
      'broken',
      ['roleMissing'],
      'joinNameAndDomain',
    ],
    [
      'works without the role where roles cannot be read',
      {},
      { roles: denied },
      'works',
      [],
      'joinNameAndDomain',
    ],
    [
      'does not know the account',
      {
        assignments: [
          { account: other, permissionSetArn: setArn, principalType: 'GROUP', principalId: 'g-1' },
        ],
      },
      {},
      'broken',
      ['accountUnknown'],
      'joinNameAndDomain',
    ],
  ])('%s', (_name, more, facts_, status, issues, join) => {
    const grants = grantsOf(
      [estate({ roles: read([reserved]), identityCenter: read(center(more)), ...facts_ })],
      [],
      lookup(readers, kim),
    ).filter(({ mechanism }) => mechanism === 'identity-center');
    expect(grants.map((grant) => [grant.status, grant.issues])).toEqual([[status, issues]]);
    expect(codes(grants[0]!).find((code) => code.startsWith('join')) ?? null).toBe(join);
    expect(grants[0]!.through).toBe(setArn);
  });

  it('names no principal where the name alone fits several', () => {
    const twin = { ...group('readers', security, 1300), dn: 'CN=readers,DC=lab,DC=example' };
    const [grant] = grantsOf(
      [estate({ roles: read([reserved]), identityCenter: read(center(renamed('readers'))) })],
      [],
      lookup(readers, twin),
    );
    expect(grant).toMatchObject({
      principal: null,
      status: 'candidate',
      issues: ['membershipNotReadable'],
      roleArn: reserved.arn,
      roleName: 'Read_Only',
    });
  });

  it.each([
    [
      'AWSReservedSSO_Read_Only_0123456789abcdef',
      '/aws-reserved/sso.amazonaws.com/eu-central-1/',
      'Read_Only',
    ],
    ['AWSReservedSSO_Admin_0123456789abcdef', '/aws-reserved/sso.amazonaws.com/', 'Admin'],
    ['AWSReservedSSO_Admin_0123456789abcde', '/aws-reserved/sso.amazonaws.com/', null],
    ['AWSReservedSSO_Admin_0123456789abcdef', '/', null],
  ])('reads the permission set of %s under %s', (name, path, expected) => {
    expect(permissionSetOf({ name, path })).toBe(expected);
  });
});

describe('the list of grants', () => {
  const estates = [
    estate({ roles: read([role('Admin'), role('Desk', dsTrust)]), directories: read([directory('corp')]) }),
    estate(
      {
        accounts: [{ id: other, name: null, alias: 'lab' }],
        roles: read([role('Admin', samlTrust, '/', other)]),
      },
      10,
    ),
  ];
  const groups = [
    admins,
    group(`AWS-${other}-Admin`, security, 1102),
    group(`aws-${account}-Admin`, security, 1103),
    { ...admins, snapshotId: 2 },
  ];

  it('does not depend on the order of the input', () => {
    const grants = grantsOf(estates, groups);
    expect(grantsOf(estates.toReversed(), groups.toReversed())).toEqual(grants);
    expect(
      grants.map(
        (grant) =>
          `${grant.account} ${grant.roleName} ${grant.principal?.name ?? '-'} ${grant.principal?.snapshotId ?? '-'}`,
      ),
    ).toEqual([
      `${account} Admin AWS-${account}-Admin 1`,
      `${account} Admin AWS-${account}-Admin 2`,
      `${account} Admin aws-${account}-Admin 1`,
      `${account} Desk - -`,
      `${other} Admin AWS-${other}-Admin 1`,
    ]);
  });

  it('has an id for each, also for copies of one group', () => {
    const ids = grantsOf(estates, groups).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids[0]).toBe(`saml|${admins.sid}|${role('Admin').arn}`);
    expect(ids[1]).toBe(`${ids[0]}|2`);
  });

  it('uses only codes of evidence that have words', () => {
    const known: readonly string[] = evidenceCodes;
    for (const grant of grantsOf(estates, groups))
      for (const code of codes(grant)) expect(known).toContain(code);
  });

  it('is empty where nothing is known, and never throws for it', () => {
    expect(grantsOf([], [])).toEqual([]);
    expect(grantsOf([], [admins]).map(({ issues }) => issues)).toEqual([['accountUnknown']]);
  });
});
