/** What a workspace may know about a refusal, and the request as the policy engine asks it. */
import type { IamRole } from '../estate/iam.ts';
import type { PolicyInput } from '../policy/evaluate/sets.ts';
import type { Principal, Request } from '../policy/request.ts';
import type { Caller, Signer } from './identity.ts';
import type { RoleRequest, SamlRequest, WebIdentityRequest } from './request.ts';

/** Null or absent = not known, and then nothing is concluded from it. */
export interface KnownOfRefusal extends Partial<Signer> {
  /** The role that was asked for, as it was read. */
  readonly role?: Pick<IamRole, 'trustPolicy' | 'maxSessionDuration'> | null;
  /** ARNs of every role of the role's account (others may be among them); null unless all of that account were read. */
  readonly roleArns?: readonly string[] | null;
  /** Whose credentials signed (`callerOf`). */
  readonly caller?: Caller | null;
  /** The role of the caller's session, with its path. */
  readonly callerRoleArn?: string | null;
  /** All policies that bear on the caller; null unless all of them were read. Absent `serviceControl` = not known. */
  readonly callerPolicies?: PolicyInput | null;
  /** What the caller's account is to its organization. */
  readonly organization?: 'member' | 'managementAccount' | 'none' | null;
  /** What the assertion or the token says, beside the request. */
  readonly presented?: Presented | null;
  /** ARNs of all identity providers of the role's account. */
  readonly providers?: readonly string[] | null;
  /** `skewSeconds` of the answer. */
  readonly skewSeconds?: number | null;
}

export interface Presented {
  /** As a trust policy names it: an ARN, or a host of those that AWS knows itself. */
  readonly provider: string | null;
  /** Condition keys in lower case, `saml:aud`, `accounts.example.com:sub`; a key that is not there is not known. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
  readonly tags: boolean;
  readonly sourceIdentity: boolean;
}

export type RoleTaking = RoleRequest | SamlRequest | WebIdentityRequest;

export const actionOf = ({ kind }: RoleTaking): string =>
  kind === 'role'
    ? 'sts:AssumeRole'
    : kind === 'saml'
      ? 'sts:AssumeRoleWithSAML'
      : 'sts:AssumeRoleWithWebIdentity';

const principalKinds = {
  user: 'user',
  roleSession: 'role-session',
  federated: 'federated-user',
  root: 'root',
} as const;

/** The principal that the trust policy has to let in; null: nobody knows. */
export function principalOf(request: RoleTaking, known: KnownOfRefusal): Principal | null {
  const others = { roleArn: null, managementAccount: false, serviceLinked: false };
  if (request.kind !== 'role') {
    const provider = request.kind === 'saml' ? request.principalArn : (known.presented?.provider ?? null);
    if (provider === null) return null;
    const kind = request.kind === 'saml' ? 'saml' : 'web-identity';
    return { ...others, kind, arn: provider, account: null };
  }
  const { caller } = known;
  if (!caller || caller.kind === 'unknown') return null;
  return {
    ...others,
    kind: principalKinds[caller.kind],
    arn: caller.arn,
    account: caller.account,
    roleArn: known.callerRoleArn ?? null,
    managementAccount: known.organization === 'managementAccount',
  };
}

/** The question to the policy engine. `keys`: all condition keys of the trust policy, in lower case. */
export function askedOf(
  request: RoleTaking,
  known: KnownOfRefusal,
  principal: Principal,
  keys: readonly string[],
): Request {
  return {
    action: actionOf(request),
    resource: request.roleArn,
    resourceAccount: null,
    resourceInManagementAccount: false,
    principal,
    context: contextOf(request, known, principal, keys),
    unknownContext: 'unknown',
  };
}

const absent: readonly string[] = [];

function contextOf(
  request: RoleTaking,
  known: KnownOfRefusal,
  principal: Principal,
  keys: readonly string[],
): Map<string, readonly string[]> {
  const context = new Map<string, readonly string[]>(known.presented?.keys);
  context.set('aws:requestedregion', [request.region]);
  context.set('aws:securetransport', ['true']);
  if (request.kind === 'saml') return context;
  context.set('sts:rolesessionname', [request.sessionName]);
  if (request.kind === 'webIdentity') return context;
  const { externalId, sourceIdentity, tags, transitiveTagKeys, mfaSerial, source } = request;
  context.set('sts:externalid', externalId === null ? absent : [externalId]);
  for (const { key, value } of tags) context.set(`aws:requesttag/${key.toLowerCase()}`, [value]);
  if (sourceIdentity !== null) context.set('sts:sourceidentity', [sourceIdentity]);
  // What a session brought along from before is in the request too, and not known here.
  if (principal.kind === 'user') {
    context.set(
      'aws:tagkeys',
      tags.map(({ key }) => key),
    );
    context.set('sts:transitivetagkeys', transitiveTagKeys);
    if (sourceIdentity === null) context.set('sts:sourceidentity', absent);
    for (const key of keys)
      if (key.startsWith('aws:requesttag/') && !context.has(key)) context.set(key, absent);
  }
  const longTerm = source.kind === 'accessKey' || known.sourceIsTemporary === false;
  if (principal.kind === 'user' && (mfaSerial !== null || longTerm)) {
    context.set('aws:multifactorauthpresent', mfaSerial === null ? absent : ['true']);
    context.set('aws:multifactorauthage', mfaSerial === null ? absent : ['0']);
  }
  return context;
}
