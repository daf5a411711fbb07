/** The AWS organization: four accounts, three directories, roles, users, policies, providers, Identity Center. */
import type { DelegationAssignment } from '#domain/estate/delegation.ts';
import { nothingApplies } from '#domain/estate/facts.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import type { ManagedPolicy, SamlProvider } from '#domain/estate/iam.ts';
import {
  accounts,
  awsGroup,
  directoryIds,
  isoBefore,
  labRegion,
  provider,
  readAt,
  region,
  roleArn,
} from '../plan.ts';
import type { AccountName } from '../plan.ts';
import { first } from '../forest/domain.ts';
import type { Domain } from '../forest/domain.ts';
import { directories } from './directories.ts';
import { awsManaged, awsManagedArn, customerManaged, customerManagedArn } from './documents.ts';
import { identityCenter } from './identityCenter.ts';
import { instanceProfiles, instances, openIdProviders } from './compute.ts';
import { directoryLimits, passwordPolicies } from './limits.ts';
import { organization } from './organization.ts';
import { roles, ssoProvider } from './roles.ts';
import { credentialReport } from './credentialReports.ts';
import { groups, users } from './users.ts';

const names = Object.keys(accounts) as AccountName[];

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
      path: '/',
      createDate: isoBefore(400),
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
        credentialReport: credentialReport('shared'),
      },
      {
        id: accounts.security,
        name: 'hanbit-security',
        alias: 'hanbit-security',
        root: { accessKeys: 0, mfaEnabled: true },
        credentialReport: credentialReport('security'),
      },
      {
        id: accounts.prod,
        name: 'hanbit-prod',
        alias: 'hanbit-prod',
        root: { accessKeys: 0, mfaEnabled: true },
        credentialReport: credentialReport('prod'),
      },
      {
        id: accounts.dev,
        name: 'hanbit-dev',
        alias: null,
        root: { accessKeys: 0, mfaEnabled: true },
        credentialReport: credentialReport('dev'),
      },
    ],
    directories: read(directories),
    roles: read(roles()),
    users: read(users),
    groups: read(groups),
    policies: read(policies()),
    samlProviders: read(samlProviders),
    identityCenter: read(identityCenter(root, managed)),
    openIdProviders: read(openIdProviders),
    instanceProfiles: read(instanceProfiles),
    instances: read(instances),
    passwordPolicies: read(passwordPolicies),
    organization: read(organization),
    directoryLimits: read(directoryLimits),
    delegations: { state: 'notReadable', code: 'noPublicApi' },
    reach: {
      regions: [region, labRegion],
      accounts: Object.values(accounts).map((id) => ({ id, code: null })),
      allAccounts: false,
    },
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
    ...nothingApplies(),
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
    reach: { regions: [], accounts: [], allAccounts: false },
    delegationListsOf: [
      { directoryId: directoryIds.managed, region },
      { directoryId: directoryIds.connector, region },
    ],
  };
}
