/** The AWS organization: four accounts, three directories, roles, users, policies, providers, Identity Center. */
import type {
  AwsDirectory,
  DelegationAssignment,
  EstateFacts,
  IamGroup,
  IamUser,
  ManagedPolicy,
  SamlProvider,
} from '#domain/estate/facts.ts';
import {
  accounts,
  awsGroup,
  cloud,
  directoryIds,
  hanbit,
  isoBefore,
  lab,
  labRegion,
  provider,
  readAt,
  region,
  roleArn,
} from '../plan.ts';
import type { AccountName } from '../plan.ts';
import { randomOf } from '../prng.ts';
import { first } from '../forest/domain.ts';
import type { Domain } from '../forest/domain.ts';
import { awsManaged, awsManagedArn, customerManaged, customerManagedArn } from './documents.ts';
import { identityCenter } from './identityCenter.ts';
import { roles, ssoProvider } from './roles.ts';

const names = Object.keys(accounts) as AccountName[];

const common = {
  dnsIpAddrs: [],
  stageReason: null,
  connect: null,
  radius: null,
  edition: null,
  size: null,
  desiredNumberOfDomainControllers: null,
  osVersion: null,
  ownerAccountId: null,
  shareStatus: null,
  ssoEnabled: false,
  stage: 'Active',
} as const;
const directories: readonly AwsDirectory[] = [
  {
    ...common,
    directoryId: directoryIds.managed,
    account: accounts.shared,
    region,
    name: cloud.dns,
    shortName: cloud.netbios,
    type: 'MicrosoftAD',
    edition: 'Standard',
    alias: 'hanbit-cloud',
    accessUrl: 'hanbit-cloud.awsapps.com',
    dnsIpAddrs: ['10.100.1.24', '10.100.2.31'],
    vpcId: 'vpc-0b7c2f4d91e8a6350',
    subnetIds: ['subnet-0a41c7d2e9b83f605', 'subnet-03f9b6e8d1a27c54b'],
    availabilityZones: ['ap-northeast-2a', 'ap-northeast-2c'],
    desiredNumberOfDomainControllers: 2,
    osVersion: 'SERVER_2019',
    launchTime: isoBefore(480),
    // 28: the second factor was begun and never worked.
    radius: { status: 'Failed', servers: ['10.10.4.20'], port: 1812, protocol: 'MS-CHAPv2' },
  },
  {
    ...common,
    directoryId: directoryIds.connector,
    account: accounts.shared,
    region,
    name: hanbit.dns,
    shortName: hanbit.netbios,
    type: 'ADConnector',
    size: 'Small',
    alias: 'hanbit',
    accessUrl: 'hanbit.awsapps.com',
    dnsIpAddrs: ['10.10.0.10', '10.10.0.11'],
    vpcId: 'vpc-0b7c2f4d91e8a6350',
    subnetIds: ['subnet-0a41c7d2e9b83f605', 'subnet-03f9b6e8d1a27c54b'],
    availabilityZones: ['ap-northeast-2a', 'ap-northeast-2c'],
    launchTime: isoBefore(1210),
    connect: { customerUserName: 'svc-adconnector', connectIps: ['10.100.1.90', '10.100.2.91'] },
    radius: { status: 'Completed', servers: ['10.10.4.20', '10.10.4.21'], port: 1812, protocol: 'PAP' },
  },
  {
    // 27: the access URL lives, and of its delegation nothing is known.
    ...common,
    directoryId: directoryIds.simple,
    account: accounts.dev,
    region: labRegion,
    name: lab.dns,
    shortName: lab.netbios,
    type: 'SimpleAD',
    size: 'Small',
    alias: 'hanbit-lab',
    accessUrl: 'hanbit-lab.awsapps.com',
    dnsIpAddrs: ['10.120.1.12', '10.120.2.12'],
    vpcId: 'vpc-04e6d9b1c7a25f830',
    subnetIds: ['subnet-08c5e2d7f1b94a36e', 'subnet-0d7a93f5e2c16b84f'],
    availabilityZones: ['eu-central-1a', 'eu-central-1b'],
    launchTime: isoBefore(640),
  },
];

const key = (
  tail: string,
  createdDays: number,
  usedDays: number | null,
  status = 'Active',
): NonNullable<IamUser['accessKeys']>[number] => ({
  idTail: tail,
  status,
  createDate: isoBefore(createdDays),
  lastUsed: usedDays === null ? null : isoBefore(usedDays),
});
function user(account: AccountName, name: string, more: Partial<IamUser>): IamUser {
  return {
    arn: `arn:aws:iam::${accounts[account]}:user/${name}`,
    name,
    path: '/',
    userId: `AIDA${randomOf(`user id ${account} ${name}`)
      .hex(17)
      .toUpperCase()
      .replaceAll(/[0189]/g, 'X')}`,
    account: accounts[account],
    createDate: isoBefore(randomOf(`user ${name}`).between(400, 1500)),
    groups: [],
    attachedPolicies: [],
    inlinePolicies: [],
    permissionsBoundary: null,
    passwordLastUsed: null,
    hasConsolePassword: false,
    mfaDevices: 0,
    accessKeys: [],
    ...more,
  };
}
const managedPolicy = (name: string): { arn: string; name: string } => ({ arn: awsManagedArn(name), name });

/** 23 and 30: passwords and keys that outlived the federation. */
const users: readonly IamUser[] = [
  user('prod', 'minjun.kim', {
    hasConsolePassword: true,
    passwordLastUsed: isoBefore(9),
    mfaDevices: 0,
    groups: ['Administrators'],
    accessKeys: [key('7QHD', 512, 2), key('K2MA', 130, 40)],
  }),
  user('prod', 'break-glass-1', {
    hasConsolePassword: true,
    mfaDevices: 1,
    attachedPolicies: [managedPolicy('AdministratorAccess')],
  }),
  user('prod', 'ci-firmware', {
    attachedPolicies: [{ arn: customerManagedArn('prod', 'HanbitDeploy'), name: 'HanbitDeploy' }],
    accessKeys: [key('W4XT', 890, 1)],
  }),
  user('prod', 'metrics-export', {
    attachedPolicies: [managedPolicy('job-function/ViewOnlyAccess')].map(({ arn }) => ({
      arn,
      name: 'ViewOnlyAccess',
    })),
    accessKeys: [key('9LPE', 300, null)],
  }),
  user('dev', 'j.smith-test', {
    hasConsolePassword: true,
    passwordLastUsed: isoBefore(380),
    mfaDevices: 0,
    accessKeys: [key('B6RV', 700, 377, 'Inactive')],
  }),
  user('security', 'scanner', {
    attachedPolicies: [managedPolicy('SecurityAudit')],
    accessKeys: [key('T8NC', 41, 0.2)],
  }),
];
const groups: readonly IamGroup[] = [
  {
    arn: `arn:aws:iam::${accounts.prod}:group/Administrators`,
    name: 'Administrators',
    path: '/',
    groupId: 'AGPAQ3EGXK5WLHV2Q7ZNB',
    account: accounts.prod,
    attachedPolicies: [managedPolicy('AdministratorAccess')],
    inlinePolicies: [],
  },
];

function policies(): ManagedPolicy[] {
  const managed = Object.entries(awsManaged).map(([path, document]) => ({
    arn: awsManagedArn(path),
    name: path.slice(path.lastIndexOf('/') + 1),
    account: null,
    awsManaged: true,
    defaultVersionId: 'v1',
    versions: [{ versionId: 'v1', isDefault: true, createDate: '2015-02-06T18:39:46Z', document }],
  }));
  const own = names.flatMap((account) =>
    Object.entries(customerManaged[account]).map(([name, documents]) => ({
      arn: customerManagedArn(account, name),
      name,
      account: accounts[account],
      awsManaged: false,
      defaultVersionId: `v${documents.length}`,
      versions: documents.map((document, index) => ({
        versionId: `v${index + 1}`,
        isDefault: index === documents.length - 1,
        createDate: isoBefore(400 - index * 120),
        document,
      })),
    })),
  );
  return [...managed, ...own];
}

const saml = (
  account: AccountName,
  name: string,
  validDays: number,
  certificates: readonly number[],
  entityId: string,
): SamlProvider => ({
  arn: provider(account, name),
  name,
  account: accounts[account],
  createDate: isoBefore(1400),
  validUntil: isoBefore(-validDays),
  entityId,
  signingCertificatesValidTo: certificates.map((days) => isoBefore(-days)),
});
const adfs = 'http://sts.hanbit.example/adfs/services/trust';
const samlProviders: readonly SamlProvider[] = [
  saml('prod', 'HanbitADFS', 3100, [290], adfs),
  saml('prod', 'AldersoftIdP', 900, [400], 'https://login.aldersoft.example/saml'),
  // 15: past its end; then one whose signing certificate ends within a month.
  saml('dev', 'HanbitADFS', -24, [-24], adfs),
  saml('dev', 'HanbitADFSLab', 2200, [290], adfs),
  saml('security', 'HanbitADFS', 3100, [19, 290], adfs),
  saml('shared', 'HanbitADFS', 3100, [290], adfs),
  ...names.map((account) => {
    const arn = ssoProvider(account);
    return {
      arn,
      name: arn.slice(arn.indexOf('/') + 1),
      account: accounts[account],
      createDate: isoBefore(470),
      validUntil: isoBefore(-36_000),
      entityId: `https://portal.sso.${region}.amazonaws.com/saml/assertion`,
    };
  }),
];

const read = <T>(value: T): { state: 'read'; value: T } => ({ state: 'read', value });
const notApplicable = { state: 'notApplicable' } as const;

/** What was read of AWS itself. Delegation has no API: not readable. */
export function estate(root: Domain, managed: Domain): EstateFacts {
  return {
    partition: 'aws',
    accounts: [
      // 30: the management account's root user has a key and no second factor.
      {
        id: accounts.shared,
        name: 'hanbit-shared',
        alias: 'hanbit-shared',
        root: { accessKeys: 1, mfaEnabled: false },
      },
      {
        id: accounts.security,
        name: 'hanbit-security',
        alias: 'hanbit-security',
        root: { accessKeys: 0, mfaEnabled: true },
      },
      {
        id: accounts.prod,
        name: 'hanbit-prod',
        alias: 'hanbit-prod',
        root: { accessKeys: 0, mfaEnabled: true },
      },
      { id: accounts.dev, name: 'hanbit-dev', alias: null, root: { accessKeys: 0, mfaEnabled: true } },
    ],
    directories: read(directories),
    roles: read(roles()),
    users: read(users),
    groups: read(groups),
    policies: read(policies()),
    samlProviders: read(samlProviders),
    identityCenter: read(identityCenter(root, managed)),
    delegations: { state: 'notReadable', code: 'noPublicApi' },
  };
}

/** Console delegation as an administrator wrote it down: Managed AD and AD Connector in full, nothing of Simple AD. */
export function delegationList(root: Domain, managed: Domain): EstateFacts {
  const assignment = (
    directoryId: string,
    role: string,
    domain: Domain,
    sam: string,
    principalKind: 'user' | 'group' = 'group',
  ): DelegationAssignment => ({
    directoryId,
    region,
    roleArn: roleArn('shared', role),
    principalSid: domain.items.find((item) => first(item, 'sAMAccountName') === sam)!.sid!,
    principalName: `${domain.plan.netbios}\\${sam}`,
    principalKind,
    recordedOn: readAt.delegations.slice(0, 10),
    recordedBy: 'directory team',
  });
  const admin = first(
    root.items.find((item) => first(item, 'sAMAccountName').startsWith('adm-'))!,
    'sAMAccountName',
  );
  return {
    partition: 'aws',
    accounts: [],
    directories: notApplicable,
    roles: notApplicable,
    users: notApplicable,
    groups: notApplicable,
    policies: notApplicable,
    samlProviders: notApplicable,
    identityCenter: notApplicable,
    delegations: read([
      // 5: help desk's members all stand in child groups.
      assignment(directoryIds.connector, 'ConsoleHelpdesk', root, 'GG-Helpdesk'),
      assignment(directoryIds.connector, 'ConsoleDirectoryOps', root, 'GG-DirectoryOps'),
      assignment(directoryIds.connector, 'ConsoleDirectoryOps', root, admin, 'user'),
      // 3: the same group that AD FS and Identity Center know.
      assignment(directoryIds.connector, 'ConsoleBilling', root, awsGroup('prod', 'Billing')),
      assignment(directoryIds.managed, 'ConsoleReadOnly', managed, 'CloudAdmins'),
      assignment(directoryIds.managed, 'ConsoleReadOnly', managed, 'DL-CloudOps'),
    ]),
    delegationListsOf: [
      { directoryId: directoryIds.managed, region },
      { directoryId: directoryIds.connector, region },
    ],
  };
}
