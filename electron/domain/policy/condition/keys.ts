/**
 * The keys of a request: those given, and those that follow from the principal and the resource.
 * Source: facts/iam-policy-evaluation.md §3 (key values by kind of principal).
 */
import { splitArn } from '../pattern/resource.ts';
import type { Principal, Request } from '../request.ts';

/** Values of a key by its name in lower case; null: the key is absent; undefined: not known. */
export interface Keys {
  readonly valuesOf: (key: string) => readonly string[] | null | undefined;
  /** Certain to be in the request whatever its value. */
  readonly isThere: (key: string) => boolean;
}

export function keysOf(request: Request): Keys {
  const { context, principal } = request;
  const missing = request.unknownContext === 'unknown' ? undefined : null;
  return {
    valuesOf: (key) => {
      const given = context.get(key);
      if (given !== undefined) return given;
      const follows = following(key, request);
      return follows === undefined ? missing : follows;
    },
    isThere: (key) =>
      always.has(key) ||
      (ofSessions.has(key) && isSession(principal)) ||
      (key === 'aws:username' && principal.kind === 'user') ||
      (ofPrincipals.has(key) && ofAccounts.has(principal.kind)),
  };
}

const always = new Set(['aws:currenttime', 'aws:epochtime', 'aws:securetransport']);
const ofSessions = new Set(['aws:tokenissuetime']);
const ofPrincipals = new Set(['aws:principalarn', 'aws:principalaccount', 'aws:principaltype', 'aws:userid']);
const isSession = ({ kind }: Principal): boolean => kind === 'role-session' || kind === 'federated-user';

/** Undefined: does not follow. */
function following(key: string, request: Request): readonly string[] | null | undefined {
  const { principal } = request;
  switch (key) {
    case 'aws:principalarn':
      return toldOf(principal, principalArn(principal));
    case 'aws:principalaccount':
      return toldOf(principal, principal.account);
    case 'aws:principaltype':
      return one(principalType[principal.kind]);
    case 'aws:username':
      return principal.kind === 'user' ? toldOf(principal, lastPart(principal.arn)) : null;
    case 'aws:userid':
      return userId(principal);
    case 'aws:principalisawsservice':
      return [String(principal.kind === 'service')];
    case 'aws:principalservicename':
      return one(principal.kind === 'service' ? principal.arn : null);
    case 'aws:multifactorauthpresent':
      // A role session never has it, however it was taken; the trust policy alone sees that of a user's call.
      return withoutMfa.has(principal.kind) ? null : undefined;
    case 'aws:resourceaccount': {
      const account = accountOfResource(request);
      return account === null ? undefined : [account];
    }
    default:
      // A root user has no tags.
      return principal.kind === 'root' && key.startsWith('aws:principaltag/') ? null : undefined;
  }
}

const one = (value: string | null): readonly string[] | null => (value === null ? null : [value]);
/** Principals of an account have these; one that nobody told is not known, which is not the same as absent. */
const toldOf = ({ kind }: Principal, value: string | null): readonly string[] | null | undefined =>
  value === null && ofAccounts.has(kind) ? undefined : one(value);
const ofAccounts: ReadonlySet<string> = new Set(['user', 'role-session', 'federated-user', 'root']);
const withoutMfa: ReadonlySet<string> = new Set([
  'role-session',
  'saml',
  'web-identity',
  'service',
  'anonymous',
]);
const principalType: Readonly<Record<Principal['kind'], string | null>> = {
  user: 'User',
  'role-session': 'AssumedRole',
  'federated-user': 'FederatedUser',
  root: 'Account',
  anonymous: 'Anonymous',
  service: null,
  saml: null,
  'web-identity': null,
};
const lastPart = (arn: string | null): string | null => arn?.slice(arn.lastIndexOf('/') + 1) ?? null;

/** The ARN that policies compare: a session's role, and not the session. */
export function principalArn(principal: Principal): string | null {
  const { kind, arn } = principal;
  if (kind === 'role-session') return roleOf(principal);
  return kind === 'user' || kind === 'federated-user' || kind === 'root' ? arn : null;
}

/** The role of a session; where it is not given, as the session's ARN names it, without its path. */
export function roleOf({ arn, roleArn }: Principal): string | null {
  if (roleArn !== null || arn === null) return roleArn;
  const parts = splitArn(arn);
  const [type, name] = (parts[5] ?? '').split('/');
  if (type !== 'assumed-role') return arn;
  return `${parts[0]}:${parts[1]}:iam::${parts[4]}:role/${name ?? ''}`;
}

function userId({ kind, account, arn }: Principal): readonly string[] | null | undefined {
  if (kind === 'root') return one(account);
  if (kind === 'federated-user') return account === null ? undefined : [`${account}:${lastPart(arn) ?? ''}`];
  if (kind === 'anonymous') return ['anonymous'];
  return kind === 'service' ? null : undefined;
}

/** As told, else the account in the ARN; null where neither says it. */
export function accountOfResource({ resourceAccount, resource }: Request): string | null {
  if (resourceAccount !== null) return resourceAccount;
  const account = splitArn(resource)[4] ?? '';
  return /^\d{12}$/.test(account) ? account : null;
}
