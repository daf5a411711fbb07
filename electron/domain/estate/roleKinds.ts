/** What a role is for, and what to know of it. Source: facts/iam-policy-evaluation.md §4, facts/group-role-mapping.md §1 C. */
import { roleAdvices, roleKinds } from './codes.ts';
import type { RoleAdvice, RoleKind } from './codes.ts';
import { conditionsAt } from './conditions.ts';
import type { IamRole } from './iam.ts';

/** A principal that the trust policy lets in, as the reading of trust policies gives it. */
export interface TrustedPrincipal {
  readonly kind: 'saml' | 'ds' | 'identity-center' | 'account' | 'service' | 'web-identity' | 'anyone';
  readonly principal: string;
  /** Where it stands in the document: `Statement[0].Principal.AWS`. */
  readonly path: string;
}

type RoleTrust = Pick<IamRole, 'account' | 'path' | 'trustPolicy'>;

const ec2 = /^ec2\.amazonaws\.com(\.cn)?$/i;
const cognito = /^cognito-identity[a-z0-9.-]*\.amazonaws\.com(\.cn)?$/i;
/** Public sign-in services that IAM knows without a provider of its own, and Apple's. */
const signIn =
  /(?:^|oidc-provider\/)(?:accounts\.google\.com|graph\.facebook\.com|www\.amazon\.com|appleid\.apple\.com)$/i;

/** Kinds in the order of `roleKinds`; `nobody` alone where the trust policy lets nobody in that can be told. */
export function roleKindsOf(role: RoleTrust, trust: readonly TrustedPrincipal[]): RoleKind[] {
  // A service-linked role's trust is the service's; nobody can make one at this path.
  if (role.path.startsWith('/aws-service-role/')) return ['service-linked'];
  const found = new Set(trust.map((entry) => kindOf(entry, role.account)));
  return found.size === 0 ? ['nobody'] : roleKinds.filter((kind) => found.has(kind));
}

function kindOf({ kind, principal }: TrustedPrincipal, account: string): RoleKind {
  if (kind === 'service') return ec2.test(principal) ? 'ec2-instance' : 'service';
  if (kind === 'ds') return 'ds-delegation';
  if (kind === 'web-identity') return cognito.test(principal) ? 'cognito' : 'oidc';
  if (kind === 'account') return accountOf(principal) === account ? 'same-account' : 'cross-account';
  return kind;
}

/** The account of a principal: twelve digits, or the fifth part of an ARN. */
export const accountOf = (principal: string): string =>
  /^\d{12}$/.test(principal) ? principal : (principal.split(':')[4] ?? '');

/**
 * What to know of the role, each once, in the order of `roleAdvices`. `known` = accounts of this estate and of its
 * organization: a principal of another is outside.
 */
export function roleAdviceOf(
  role: RoleTrust,
  trust: readonly TrustedPrincipal[],
  known: ReadonlySet<string>,
): RoleAdvice[] {
  const found = new Set<RoleAdvice>();
  for (const entry of trust) {
    const conditions = conditionsAt(role.trustPolicy, entry.path);
    const asksFor = (...endings: string[]): boolean =>
      conditions.some(({ key }) => endings.some((ending) => key.toLowerCase().endsWith(ending)));
    if (entry.kind === 'web-identity' && cognito.test(entry.principal)) {
      found.add('cognitoThroughPool');
      if (!asksFor(':aud')) found.add('cognitoNoAudience');
      if (!asksFor(':amr')) found.add('cognitoNoAmr');
      const amr = conditions.filter(({ key }) => key.toLowerCase().endsWith(':amr'));
      if (amr.some(({ values }) => values.includes('unauthenticated'))) found.add('cognitoUnauthenticated');
    } else if (entry.kind === 'web-identity') {
      if (signIn.test(entry.principal)) found.add('webSignInUsePool');
      // Amazon's and Facebook's own word for the audience is app_id.
      if (!asksFor(':aud', ':app_id')) found.add('oidcNoAudience');
      if (!signIn.test(entry.principal) && !asksFor(':sub')) found.add('oidcNoSubject');
    } else if (entry.kind === 'account') {
      const account = accountOf(entry.principal);
      if (account === role.account || known.has(account)) continue;
      found.add(asksFor('sts:externalid') ? 'outsideAccount' : 'outsideNoExternalId');
    }
  }
  return roleAdvices.filter((advice) => found.has(advice));
}
