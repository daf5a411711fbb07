/**
 * Queries that administrators and auditors ask over and over. Bits and attributes: facts/active-directory.md §5, §6; group
 * names that mean AWS: facts/group-role-mapping.md §3, notes/users.md. Groups are told by SID, since their names are localised.
 */
import { escapeValue } from './value.ts';
import { rules } from './filter.ts';

/** What the place of a query knows of its domains. */
export interface QueryDomains {
  readonly domainSids: readonly string[];
  /** Names of the groups that `privilegedSids` names and that are there. */
  readonly privilegedGroups: readonly string[];
  /** The longest lock-out of any of the domains, minutes; null = until an administrator ends it, or not known. */
  readonly lockoutMinutes: number | null;
}

export type QueryGroup = 'accounts' | 'groups' | 'delegation' | 'privilege' | 'machines' | 'forest' | 'aws';

export interface BuiltIn {
  readonly group: QueryGroup;
  /** Null where nothing can be asked for. */
  readonly filter: string | ((domains: QueryDomains) => string | null);
  readonly columns: readonly string[];
  readonly sort?: { readonly attribute: string; readonly descending: boolean };
}

/** Groups under AdminSDHolder, and those that lead there: built-in ones, and RIDs in every domain. */
const builtInSids = [544, 548, 549, 550, 551, 552].map((rid) => `S-1-5-32-${rid}`);
const privilegedRids = [512, 516, 518, 519, 520, 521, 526, 527] as const;
/** The SIDs of privileged groups in these domains. */
export const privilegedSids = (domainSids: readonly string[]): string[] => [
  ...builtInSids,
  ...domainSids.flatMap((domain) => privilegedRids.map((rid) => `${domain}-${rid}`)),
];

const bit = (attribute: string, value: number): string => `(${attribute}:${rules.bitAnd}:=${value})`;
const control = (value: number): string => bit('userAccountControl', value);
const all = (...parts: string[]): string => `(&${parts.join('')})`;
const any = (...parts: string[]): string => (parts.length === 1 ? parts[0]! : `(|${parts.join('')})`);
const not = (part: string): string => `(!${part})`;
const user = '(objectCategory=person)(objectClass=user)';
const computer = '(objectCategory=computer)';
const group = '(objectCategory=group)';
const enabled = not(control(0x2));
const security = bit('groupType', 0x8000_0000);

const accountColumns = ['sAMAccountName', 'displayName', 'userAccountControl', 'pwdLastSet', 'lastLogonTimestamp'] as const; // prettier-ignore
const groupColumns = ['sAMAccountName', 'groupType', 'description', 'managedBy'] as const;
const machineColumns = ['dNSHostName', 'operatingSystem', 'operatingSystemVersion', 'lastLogonTimestamp'] as const; // prettier-ignore
const byLogon = { attribute: 'lastLogonTimestamp', descending: false } as const;

const accounts = (filter: BuiltIn['filter'], columns: readonly string[] = accountColumns): BuiltIn => ({
  group: 'accounts',
  filter,
  columns,
});
const groups = (filter: BuiltIn['filter'], columns: readonly string[] = groupColumns): BuiltIn => ({
  group: 'groups',
  filter,
  columns,
});
const kindOfGroup = (scope: number, isSecurity: boolean): BuiltIn =>
  groups(all(group, bit('groupType', scope), isSecurity ? security : not(security)));

/** Systems whose extended support has ended, by what operatingSystem says of them. */
export const oldSystems = ['Windows NT', 'Windows 2000', 'Windows XP', 'Windows Vista', 'Windows 7', 'Windows 8', '2003', '2008', '2012']; // prettier-ignore

const definitions = {
  disabledUsers: accounts(all(user, control(0x2))),
  lockedOut: accounts(
    ({ lockoutMinutes }) =>
      all(
        user,
        lockoutMinutes === null ? '(lockoutTime>=1)' : `(lockoutTime>={now-${lockoutMinutes}m:filetime})`,
      ),
    ['sAMAccountName', 'displayName', 'lockoutTime', 'badPwdCount', 'badPasswordTime'],
  ),
  passwordNeverExpires: accounts(all(user, control(0x1_0000))),
  passwordNotRequired: accounts(all(user, control(0x20))),
  mustChangePassword: accounts(all(user, '(pwdLastSet=0)')),
  staleUsers: {
    ...accounts(all(user, enabled, '(lastLogonTimestamp<={now-90d:filetime})')),
    sort: byLogon,
  },
  neverLoggedOn: accounts(all(user, enabled, any(not('(lastLogonTimestamp=*)'), '(lastLogonTimestamp=0)')), [
    'sAMAccountName',
    'displayName',
    'whenCreated',
    'pwdLastSet',
    'userAccountControl',
  ]),
  expiredAccounts: accounts(all(user, '(accountExpires>=1)', '(accountExpires<={now:filetime})'), [
    'sAMAccountName',
    'displayName',
    'accountExpires',
    'userAccountControl',
  ]),
  expiringAccounts: {
    ...accounts(all(user, '(accountExpires>={now:filetime})', '(accountExpires<={now+30d:filetime})'), [
      'sAMAccountName',
      'displayName',
      'accountExpires',
      'userAccountControl',
    ]),
    sort: { attribute: 'accountExpires', descending: false },
  },
  desOnly: accounts(all(user, control(0x20_0000)), [
    ...accountColumns.slice(0, 3),
    'msDS-SupportedEncryptionTypes',
  ]),
  reversibleEncryption: accounts(all(user, control(0x80))),
  kerberoastable: accounts(all(user, '(servicePrincipalName=*)', enabled), [
    'sAMAccountName',
    'servicePrincipalName',
    'msDS-SupportedEncryptionTypes',
    'pwdLastSet',
    'adminCount',
  ]),
  asRepRoastable: accounts(all(user, control(0x40_0000), enabled)),
  serviceAccounts: accounts(
    any(
      '(objectClass=msDS-GroupManagedServiceAccount)',
      '(objectClass=msDS-ManagedServiceAccount)',
      '(objectClass=msDS-DelegatedManagedServiceAccount)',
    ),
    ['sAMAccountName', 'dNSHostName', 'servicePrincipalName', 'msDS-HostServiceAccountBL', 'pwdLastSet'],
  ),
  sidHistory: accounts('(sIDHistory=*)', ['sAMAccountName', 'objectSid', 'sIDHistory', 'whenCreated']),

  emptyGroups: groups(all(group, not('(member=*)'))),
  groupsWithoutDescription: groups(all(group, not('(description=*)'))),
  groupsWithoutManager: groups(all(group, not('(managedBy=*)'))),
  globalSecurityGroups: kindOfGroup(0x2, true),
  domainLocalSecurityGroups: kindOfGroup(0x4, true),
  universalSecurityGroups: kindOfGroup(0x8, true),
  globalDistributionGroups: kindOfGroup(0x2, false),
  domainLocalDistributionGroups: kindOfGroup(0x4, false),
  universalDistributionGroups: kindOfGroup(0x8, false),

  privilegedGroups: {
    group: 'privilege',
    filter: ({ domainSids }) => any(...privilegedSids(domainSids).map((sid) => `(objectSid=${sid})`)),
    columns: ['sAMAccountName', 'objectSid', 'member', 'adminCount'],
  },
  privilegedMembers: {
    group: 'privilege',
    filter: ({ privilegedGroups }) =>
      privilegedGroups.length === 0
        ? null
        : any(...privilegedGroups.map((dn) => `(memberOf:${rules.inChain}:=${escapeValue(dn)})`)),
    columns: ['sAMAccountName', 'displayName', 'userAccountControl', 'lastLogonTimestamp', 'adminCount'],
  },
  adminCount: {
    group: 'privilege',
    filter: '(adminCount=1)',
    columns: ['sAMAccountName', 'adminCount', 'userAccountControl', 'whenChanged'],
  },

  unconstrainedDelegation: {
    group: 'delegation',
    // Domain controllers (primary groups 516 and 521) are meant to have it.
    filter: all(control(0x8_0000), not('(primaryGroupID=516)'), not('(primaryGroupID=521)')),
    columns: ['sAMAccountName', 'userAccountControl', 'servicePrincipalName', 'operatingSystem'],
  },
  constrainedDelegation: {
    group: 'delegation',
    filter: '(msDS-AllowedToDelegateTo=*)',
    columns: ['sAMAccountName', 'msDS-AllowedToDelegateTo', 'userAccountControl'],
  },
  resourceBasedDelegation: {
    group: 'delegation',
    filter: '(msDS-AllowedToActOnBehalfOfOtherIdentity=*)',
    columns: ['sAMAccountName', 'msDS-AllowedToActOnBehalfOfOtherIdentity', 'dNSHostName'],
  },

  domainControllers: {
    group: 'machines',
    filter: any(control(0x2000), control(0x400_0000)),
    columns: [...machineColumns, 'primaryGroupID'],
  },
  staleComputers: {
    group: 'machines',
    filter: all(computer, enabled, '(lastLogonTimestamp<={now-90d:filetime})'),
    columns: machineColumns,
    sort: byLogon,
  },
  oldSystems: {
    group: 'machines',
    filter: all(computer, any(...oldSystems.map((name) => `(operatingSystem=*${name}*)`))),
    columns: machineColumns,
    sort: { attribute: 'operatingSystem', descending: false },
  },

  foreignPrincipals: {
    group: 'forest',
    filter: '(objectClass=foreignSecurityPrincipal)',
    columns: ['objectSid', 'memberOf'],
  },
  passwordSettings: {
    group: 'forest',
    filter: '(objectClass=msDS-PasswordSettings)',
    columns: ['msDS-PasswordSettingsPrecedence', 'msDS-MinimumPasswordLength', 'msDS-MaximumPasswordAge', 'msDS-PSOAppliesTo'], // prettier-ignore
  },
  trusts: {
    group: 'forest',
    filter: '(objectClass=trustedDomain)',
    columns: ['trustPartner', 'trustDirection', 'trustType', 'trustAttributes', 'securityIdentifier'],
  },
  recentlyCreated: {
    group: 'forest',
    filter: '(whenCreated>={now-7d:generalizedTime})',
    columns: ['objectClass', 'whenCreated', 'sAMAccountName'],
    sort: { attribute: 'whenCreated', descending: true },
  },
  recentlyChanged: {
    group: 'forest',
    filter: '(whenChanged>={now-7d:generalizedTime})',
    columns: ['objectClass', 'whenChanged', 'sAMAccountName'],
    sort: { attribute: 'whenChanged', descending: true },
  },

  awsGroups: {
    group: 'aws',
    filter: all(
      group,
      any(
        ...['AWS-*', 'AWS_*', 'AWSGlobal-*', 'GG-AWS-*', 'DL-AWS-*', 'ADFS-*'].map(
          (name) => `(sAMAccountName=${name})`,
        ),
      ),
    ),
    columns: ['sAMAccountName', 'groupType', 'member', 'description'],
  },
} satisfies Record<string, BuiltIn>;

export type BuiltInQueryId = keyof typeof definitions;
export const builtInQueryIds = Object.keys(definitions) as [BuiltInQueryId, ...BuiltInQueryId[]];
export const builtInQueries: Readonly<Record<BuiltInQueryId, BuiltIn>> = definitions;
