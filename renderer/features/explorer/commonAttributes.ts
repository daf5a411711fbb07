import type { ObjectKind } from '#domain/directory/object.ts';

/**
 * Attributes that administrators look for on each class (AD schema, classes user, group, computer and
 * organizationalUnit). "All" shows the ones that did not come back too: unset, or not readable by the account that read.
 */
const account = [
  'accountExpires',
  'badPwdCount',
  'lastLogonTimestamp',
  'lockoutTime',
  'logonCount',
  'memberOf',
  'msDS-SupportedEncryptionTypes',
  'primaryGroupID',
  'pwdLastSet',
  'sAMAccountName',
  'servicePrincipalName',
  'sIDHistory',
  'userAccountControl',
];
const every = [
  'adminCount',
  'description',
  'displayName',
  'managedBy',
  'objectGUID',
  'objectSid',
  'whenChanged',
  'whenCreated',
];

const common: Partial<Record<ObjectKind, readonly string[]>> = {
  user: [
    ...account,
    'c',
    'company',
    'department',
    'employeeID',
    'givenName',
    'homeDirectory',
    'l',
    'mail',
    'manager',
    'profilePath',
    'proxyAddresses',
    'scriptPath',
    'sn',
    'telephoneNumber',
    'title',
    'userPrincipalName',
  ],
  serviceAccount: [...account, 'msDS-GroupMSAMembership', 'msDS-ManagedPasswordInterval'],
  computer: [
    ...account,
    'dNSHostName',
    'operatingSystem',
    'operatingSystemVersion',
    'msDS-AllowedToActOnBehalfOfOtherIdentity',
    'msDS-AllowedToDelegateTo',
  ],
  group: ['groupType', 'info', 'mail', 'member', 'memberOf', 'sAMAccountName', 'sIDHistory'],
  organizationalUnit: ['gPLink', 'gPOptions', 'ou'],
  domain: [
    'gPLink',
    'lockoutDuration',
    'lockoutThreshold',
    'maxPwdAge',
    'minPwdLength',
    'ms-DS-MachineAccountQuota',
    'msDS-Behavior-Version',
    'pwdHistoryLength',
  ],
};

export const commonAttributes = (kind: ObjectKind): readonly string[] => [...every, ...(common[kind] ?? [])];
