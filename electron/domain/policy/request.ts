/** Who asks for what. Source: facts/iam-policy-evaluation.md §1, §3 (keys by kind of principal). */

export const principalKinds = [
  'user',
  'role-session',
  'federated-user',
  'web-identity',
  'saml',
  'service',
  'anonymous',
  'root',
] as const;
export type PrincipalKind = (typeof principalKinds)[number];

/**
 * The caller. `web-identity` and `saml` are callers of AssumeRoleWithWebIdentity and AssumeRoleWithSAML, who have no
 * credentials yet; the session they get is a `role-session`.
 */
export interface Principal {
  readonly kind: PrincipalKind;
  /**
   * User, assumed-role, federated-user or root ARN; the provider's ARN or host for `web-identity` and `saml`; the service's name
   * (`ec2.amazonaws.com`) for `service`; null for `anonymous`.
   */
  readonly arn: string | null;
  readonly account: string | null;
  /** The role of a session with its path, which the session's own ARN lacks; the user that a federated user came from. */
  readonly roleArn: string | null;
  /** Of the organization's management account: service control policies have no effect. */
  readonly managementAccount: boolean;
  readonly serviceLinked: boolean;
}

/**
 * Keys of the request, names in lower case. A key with an empty list is there and has no value. Keys that follow from the
 * principal (`aws:PrincipalArn` …) are filled where they are not given.
 */
export type Context = ReadonlyMap<string, readonly string[]>;

export interface Request {
  /** `service:Name`, in any case. */
  readonly action: string;
  readonly resource: string;
  /** Null: the account in the resource's ARN, and where it has none (a bucket) the principal's. */
  readonly resourceAccount: string | null;
  readonly resourceInManagementAccount: boolean;
  readonly principal: Principal;
  readonly context: Context;
  /** What a key is that is neither given nor follows from the principal: certainly absent, or not known. */
  readonly unknownContext: 'absent' | 'unknown';
}
