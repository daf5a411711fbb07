/**
 * Whom a Principal or NotPrincipal element names, and what the grant is worth. Source: facts/iam-policy-evaluation.md §1.
 */
import { roleOf } from '../condition/keys.ts';
import type { PrincipalElement } from '../document.ts';
import type { GrantKind } from '../explanation.ts';
import { splitArn } from '../pattern/resource.ts';
import type { Principal } from '../request.ts';

/** Null: the element does not name the principal (or, with NotPrincipal, exempts it). */
export type MatchPrincipal = (principal: Principal, hasBoundary: boolean) => GrantKind | null;

/** The account of `"111111111111"` and `arn:aws:iam::111111111111:root`; null for anything else. */
export function accountNamed(value: string): string | null {
  if (/^\d{12}$/.test(value)) return value;
  const parts = splitArn(value);
  return parts[2] === 'iam' && parts[5] === 'root' ? (parts[4] ?? null) : null;
}

const withoutAccount: ReadonlySet<string> = new Set(['service', 'anonymous', 'saml', 'web-identity']);
const federated: ReadonlySet<string> = new Set(['saml', 'web-identity']);

export function principalMatcher(element: PrincipalElement, denies: boolean): MatchPrincipal {
  const of = (type: string): string[] =>
    element.entries.flatMap((entry) => (entry.type === type ? [entry.value] : []));
  const aws = new Set(of('AWS'));
  const services = new Set(of('Service').map((name) => name.toLowerCase()));
  const providers = new Set(of('Federated'));
  const accounts = new Set([...aws].flatMap((value) => accountNamed(value) ?? []));
  const anyone = aws.has('*');

  const named = (principal: Principal): GrantKind | null => {
    const { kind, arn, account } = principal;
    if (anyone) return 'direct';
    if (kind === 'anonymous') return null;
    if (kind === 'service')
      return services.has('*') || services.has((arn ?? '').toLowerCase()) ? 'direct' : null;
    if (federated.has(kind)) return providers.has('*') || providers.has(arn ?? '') ? 'direct' : null;
    const behind =
      kind === 'role-session' ? roleOf(principal) : kind === 'federated-user' ? principal.roleArn : null;
    // A session that is told by its role's ARN alone is known by no other name.
    if (arn !== null && arn !== behind && aws.has(arn)) return kind === 'root' ? 'delegates' : 'direct';
    if (behind !== null && aws.has(behind)) return 'role';
    return account !== null && accounts.has(account) ? 'delegates' : null;
  };
  if (!element.negated) return named;

  /** Every name that the principal goes by must be listed: session, role and account. A session that nobody told is not listed. */
  const exempt = (principal: Principal): boolean => {
    const { kind, arn, account } = principal;
    if (anyone) return true;
    if (withoutAccount.has(kind)) return named(principal) !== null;
    if (account === null || !accounts.has(account)) return false;
    if (kind === 'root') return true;
    if (arn === null || !aws.has(arn)) return false;
    const role = kind === 'role-session' ? roleOf(principal) : null;
    return role === null || (role !== arn && aws.has(role));
  };
  // With Deny, a boundary takes the exemption away; were it so with Allow, a boundary would widen.
  return (principal, hasBoundary) => (!(denies && hasBoundary) && exempt(principal) ? null : 'direct');
}
