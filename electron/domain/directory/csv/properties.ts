/**
 * Properties of the objects that Get-ADUser, Get-ADGroup, Get-ADComputer and Get-ADObject answer with, and the attributes
 * they are: the "default and extended properties" of the ActiveDirectory module. Properties with the attribute's own name
 * (`-Properties *` adds them all) are listed where the spelling differs.
 * https://learn.microsoft.com/archive/technet-wiki/12037.active-directory-get-aduser-default-and-extended-properties
 */

export const attributeOfProperty: Readonly<Record<string, string>> = {
  badLogonCount: 'badPwdCount',
  certificates: 'userCertificate',
  city: 'l',
  country: 'c',
  dnsHostName: 'dNSHostName',
  emailAddress: 'mail',
  fax: 'facsimileTelephoneNumber',
  homePage: 'wWWHomePage',
  logonWorkstations: 'userWorkstations',
  members: 'member',
  mobilePhone: 'mobile',
  office: 'physicalDeliveryOfficeName',
  officePhone: 'telephoneNumber',
  organization: 'o',
  otherName: 'middleName',
  poBox: 'postOfficeBox',
  samAccountName: 'sAMAccountName',
  servicePrincipalNames: 'servicePrincipalName',
  sid: 'objectSid',
  sidHistory: 'sIDHistory',
  state: 'st',
  surname: 'sn',
};

/** Properties that are attributes by the same name, as the schema spells those. */
export const spelledAs: readonly string[] = [
  'canonicalName',
  'cn',
  'company',
  'department',
  'description',
  'displayName',
  'distinguishedName',
  'division',
  'employeeID',
  'employeeNumber',
  'givenName',
  'managedBy',
  'manager',
  'memberOf',
  'name',
  'objectClass',
  'objectGUID',
  'title',
  'userPrincipalName',
  'whenChanged',
  'whenCreated',
];

/** Of type DateTime: written in the format and the time zone of whoever exported. */
export const dateProperties: readonly string[] = [
  'AccountExpirationDate',
  'AccountLockoutTime',
  'Created',
  'createTimeStamp',
  'LastBadPasswordAttempt',
  'LastLogonDate',
  'Modified',
  'modifyTimeStamp',
  'PasswordLastSet',
  'whenChanged',
  'whenCreated',
];

/** Of the objects' bookkeeping, not of the directory. */
export const noAttributes: readonly string[] = [
  'AddedProperties',
  'RemovedProperties',
  'ModifiedProperties',
  'PropertyNames',
  'PropertyCount',
  'PSComputerName',
  'PSShowComputerName',
  'RunspaceId',
];

/** Booleans that are bits of userAccountControl; `Enabled` is its disabled bit the other way round. */
export const controlProperties = {
  AccountNotDelegated: 'notDelegated',
  AllowReversiblePasswordEncryption: 'encryptedTextPassword',
  DoesNotRequirePreAuth: 'preauthNotRequired',
  HomedirRequired: 'homeDirectoryRequired',
  PasswordNeverExpires: 'passwordNeverExpires',
  PasswordNotRequired: 'passwordNotRequired',
  SmartcardLogonRequired: 'smartcardRequired',
  TrustedForDelegation: 'trustedForDelegation',
  TrustedToAuthForDelegation: 'trustedToAuthForDelegation',
  UseDESKeyOnly: 'desKeyOnly',
} as const;
