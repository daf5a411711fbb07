/**
 * What one asks STS or an Identity Center portal for: everything that is needed to ask again, and nothing secret. Limits of
 * the fields: `limits.ts`. Source: facts/sts-iam.md §1.
 */

/** Whose credentials sign the request. */
export type Source =
  /** A profile of the AWS configuration; null = the standard credential chain. */
  | { readonly kind: 'profile'; readonly profile: string | null }
  /** A session of Treeline's own, by id: role chaining where it is a role's. */
  | { readonly kind: 'session'; readonly id: string }
  /** A long-term access key that the keychain keeps, by the id that Treeline gave it. */
  | { readonly kind: 'accessKey'; readonly id: string };

export interface Tag {
  readonly key: string;
  readonly value: string;
}

interface SessionPolicy {
  /** An inline session policy: JSON text. Null = none. */
  readonly policy: string | null;
  /** ARNs of managed policies that bound the session. */
  readonly policyArns: readonly string[];
}

interface Asked {
  /** Of the STS (or portal) endpoint, and what the session is used in where nothing else is said. */
  readonly region: string;
  /** Null = what AWS gives where nothing is asked for. */
  readonly durationSeconds: number | null;
}

/** AssumeRole. */
export interface RoleRequest extends Asked, SessionPolicy {
  readonly kind: 'role';
  readonly source: Source;
  readonly roleArn: string;
  readonly sessionName: string;
  readonly externalId: string | null;
  readonly tags: readonly Tag[];
  readonly transitiveTagKeys: readonly string[];
  readonly sourceIdentity: string | null;
  /** Serial number or ARN of the MFA device whose code is asked for. */
  readonly mfaSerial: string | null;
}

/** AssumeRoleWithSAML. The assertion is a secret and comes separately. */
export interface SamlRequest extends Asked, SessionPolicy {
  readonly kind: 'saml';
  /** The identity provider to sign in at again, by id; null = the response was pasted. */
  readonly identityProvider: string | null;
  readonly roleArn: string;
  /** ARN of the SAML provider in the role's account. */
  readonly principalArn: string;
}

/** AssumeRoleWithWebIdentity. The token is a secret and comes separately. */
export interface WebIdentityRequest extends Asked, SessionPolicy {
  readonly kind: 'webIdentity';
  readonly roleArn: string;
  readonly sessionName: string;
}

/** GetSessionToken: long-term keys only. */
export interface SessionTokenRequest extends Asked {
  readonly kind: 'sessionToken';
  readonly source: Source;
  readonly mfaSerial: string | null;
}

/** GetFederationToken: long-term keys only; without a policy the session may do nothing of its user's. */
export interface FederationTokenRequest extends Asked, SessionPolicy {
  readonly kind: 'federationToken';
  readonly source: Source;
  /** Name of the federated user. */
  readonly userName: string;
  readonly tags: readonly Tag[];
}

/** GetRoleCredentials of an IAM Identity Center portal; its length is the permission set's. */
export interface PortalRoleRequest {
  readonly kind: 'portalRole';
  /** The portal's id in Treeline. */
  readonly portal: string;
  readonly account: string;
  /** Name of the permission set's role as the portal shows it. */
  readonly roleName: string;
  readonly region: string;
}

export type SessionRequest =
  | RoleRequest
  | SamlRequest
  | WebIdentityRequest
  | SessionTokenRequest
  | FederationTokenRequest
  | PortalRoleRequest;

export type SessionKind = SessionRequest['kind'];

/** The role that a request names; null where it names none. */
export function roleArnOf(request: SessionRequest): string | null {
  return 'roleArn' in request ? request.roleArn : null;
}

/** The MFA device whose code a request needs; null = none. */
export function mfaSerialOf(request: SessionRequest): string | null {
  return 'mfaSerial' in request ? request.mfaSerial : null;
}

/** Whose credentials sign; null where the request is not signed (SAML, web identity) or a portal's token is used. */
export function sourceOf(request: SessionRequest): Source | null {
  return 'source' in request ? request.source : null;
}
