/** One claim as AD FS carries it from rule to rule. Source: MS claim rule language, "The Role of the Claim Rule Language". */
export interface Claim {
  /** A URI as written in the rules: compared by the setting `caseOf.types`. */
  readonly type: string;
  readonly value: string;
  readonly valueType: string;
  /** `AD AUTHORITY` for what AD FS itself reads of the directory; `LOCAL AUTHORITY`, `SELF AUTHORITY`, a provider's name. */
  readonly issuer: string;
  readonly originalIssuer: string;
  readonly properties: Readonly<Record<string, string>>;
}

export const stringType = 'http://www.w3.org/2001/XMLSchema#string';

/** Claim types that AWS reads in an assertion, and those that AD FS starts with. */
export const claimTypes = {
  windowsAccountName: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/windowsaccountname',
  primarySid: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/primarysid',
  primaryGroupSid: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/primarygroupsid',
  groupSid: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groupsid',
  name: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
  upn: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn',
  nameIdentifier: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier',
  permit: 'http://schemas.microsoft.com/authorization/claims/permit',
  deny: 'http://schemas.microsoft.com/authorization/claims/deny',
  role: 'https://aws.amazon.com/SAML/Attributes/Role',
  roleSessionName: 'https://aws.amazon.com/SAML/Attributes/RoleSessionName',
  sessionDuration: 'https://aws.amazon.com/SAML/Attributes/SessionDuration',
  sourceIdentity: 'https://aws.amazon.com/SAML/Attributes/SourceIdentity',
  transitiveTagKeys: 'https://aws.amazon.com/SAML/Attributes/TransitiveTagKeys',
  /** A tag's key follows the colon. */
  principalTag: 'https://aws.amazon.com/SAML/Attributes/PrincipalTag:',
} as const;
