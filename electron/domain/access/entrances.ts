/** Who takes a role without being a principal of an account that was read: services, providers, other accounts, anyone. */
import type { Evidence } from '../mapping/grant.ts';
import type { TrustEntry } from '../mapping/trustPolicy.ts';
import type { TrustKind } from '../mapping/trustKinds.ts';
import { resolve } from '../policy/conditional/allowedIf.ts';
import type { Rules } from '../policy/evaluate/decide.ts';
import { compileSets } from '../policy/evaluate/sets.ts';
import type { OpenCondition } from '../policy/explanation.ts';
import { parsePolicy } from '../policy/parse/parse.ts';
import type { Principal, PrincipalKind } from '../policy/request.ts';
import { accountOfArn } from '../mapping/estateIndex.ts';
import type { AwsPrincipal, AwsPrincipals } from './awsPrincipals.ts';
import type { AwsKind } from './codes.ts';

export interface Entrance {
  readonly kind: Extract<AwsKind, 'service' | 'account' | 'federated' | 'anyone'>;
  readonly trust: TrustKind;
  /** Service, provider's ARN or host, account id or ARN, `*`. */
  readonly id: string;
  readonly account: string | null;
  readonly decision: 'allowed' | 'conditional';
  readonly conditions: readonly OpenCondition[];
  readonly evidence: Evidence;
}

const kinds: Readonly<Record<TrustKind, Entrance['kind']>> = {
  saml: 'federated',
  'identity-center': 'federated',
  'web-identity': 'federated',
  ds: 'service',
  service: 'service',
  account: 'account',
  anyone: 'anyone',
};
export const calls: Readonly<Record<TrustKind, string>> = {
  saml: 'sts:AssumeRoleWithSAML',
  'identity-center': 'sts:AssumeRoleWithSAML',
  'web-identity': 'sts:AssumeRoleWithWebIdentity',
  ds: 'sts:AssumeRole',
  service: 'sts:AssumeRole',
  account: 'sts:AssumeRole',
  anyone: 'sts:AssumeRole',
};
const principals: Readonly<Record<TrustKind, PrincipalKind>> = {
  saml: 'saml',
  'identity-center': 'saml',
  'web-identity': 'web-identity',
  ds: 'service',
  service: 'service',
  // Calls are signed: a principal of some account, of which nothing is known.
  account: 'user',
  anyone: 'user',
};

/**
 * The entrances of a role by its trust policy, each principal once. Whoever is in an account that was read is left out: those are
 * asked one by one. For another account its own policies are taken to allow, as nobody here can see them.
 */
export function entrancesOf(role: AwsPrincipal, all: AwsPrincipals, rules: Rules): Entrance[] {
  const trust = all.trust(role);
  if (!trust) return [];
  const found = new Map<string, Entrance>();
  for (const entry of trust.reading.entries) {
    const id = `${entry.kind} ${entry.principal}`;
    if (found.has(id)) continue;
    const account = accountOf(entry);
    if (entry.kind === 'account' && account !== null && all.accountsRead.has(account)) continue;
    const said = decidedFor(role, entry, account, all, rules);
    if (!said) continue;
    found.set(id, {
      kind: kinds[entry.kind],
      trust: entry.kind,
      id: entry.principal,
      account,
      ...said,
      evidence: trust.evidenceOf(entry),
    });
  }
  return [...found.values()];
}

function accountOf({ kind, principal }: TrustEntry): string | null {
  if (kind !== 'account') return null;
  return /^\d{12}$/.test(principal) ? principal : accountOfArn(principal);
}

function decidedFor(
  role: AwsPrincipal,
  entry: TrustEntry,
  account: string | null,
  all: AwsPrincipals,
  rules: Rules,
): Pick<Entrance, 'decision' | 'conditions'> | null {
  const whole = /^\d{12}$/.test(entry.principal) || entry.principal.endsWith(':root');
  const other = entry.kind === 'account';
  const principal: Principal = {
    // A root user may take no role: somebody of the account stands for it.
    kind: other
      ? entry.principal.includes(':user/') || whole
        ? 'user'
        : 'role-session'
      : principals[entry.kind],
    arn: other
      ? whole
        ? `arn:${role.key.split(':')[1] ?? 'aws'}:iam::${account}:user/somebody`
        : entry.principal
      : entry.kind === 'anyone'
        ? null
        : entry.principal,
    account,
    roleArn: other && entry.principal.includes(':role/') ? entry.principal : null,
    managementAccount: false,
    serviceLinked: false,
  };
  const side = all.side(role.account);
  const trust = all.trust(role)!;
  const { decision, ways } = resolve(
    {
      identity: other ? everything : null,
      boundary: null,
      session: null,
      endpoint: null,
      resource: null,
      trust: trust.set,
      serviceControl: [],
      resourceControl: side.resourceControl,
      problems: [],
    },
    {
      action: calls[entry.kind],
      resource: role.key,
      resourceAccount: role.account,
      resourceInManagementAccount: side.inManagementAccount,
      principal,
      context: new Map(side.keys),
      unknownContext: 'unknown',
    },
    rules,
  );
  return decision === 'allowed' || decision === 'conditional'
    ? { decision, conditions: (ways[0] ?? []).slice(0, 100) }
    : null;
}

/** What another account's policies are taken to say: nobody here can see them. */
export const everything = compileSets({
  identity: [
    parsePolicy(
      { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
      'identity',
    ),
  ],
}).identity;
