/** Principals whom a resource's own policy names and who are asked nowhere else: services, other accounts, anyone. */
import { evidence } from '../mapping/evidence.ts';
import type { Rules } from '../policy/evaluate/decide.ts';
import { accountOfArn } from '../mapping/estateIndex.ts';
import type { Principal } from '../policy/request.ts';
import type { Asking } from './asking.ts';
import type { AwsPrincipals } from './awsPrincipals.ts';
import { calls, entrancesOf, everything } from './entrances.ts';
import type { Entrance } from './entrances.ts';

/** Of a role that is asked about, its trust policy names them; of a policy that was given, that does. */
export function resourceNames(asking: Asking, principals: AwsPrincipals, rules: Rules): Entrance[] {
  if (asking.target)
    return entrancesOf(asking.target, principals, rules).filter(
      ({ trust }) => calls[trust].toLowerCase() === asking.action,
    );
  const statements = asking.ownPolicy?.document?.statements ?? [];
  const found = new Map<string, Entrance>();
  for (const { effect, principal, path } of statements) {
    if (effect !== 'Allow' || principal === null) continue;
    const entries = principal.negated ? [{ type: 'AWS', value: '*' }] : principal.entries;
    for (const { type, value } of entries) {
      const one = principalOf(type, value, principals);
      if (!one || found.has(`${one.kind} ${value}`)) continue;
      const said = asking.saidFor(
        one.principal,
        one.kind === 'account' || one.kind === 'anyone' ? everything : null,
      );
      if (said.decision !== 'allowed' && said.decision !== 'conditional') continue;
      found.set(`${one.kind} ${value}`, {
        kind: one.kind,
        trust: one.kind === 'service' ? 'service' : one.kind === 'anyone' ? 'anyone' : 'account',
        id: value,
        account: one.principal.account,
        decision: said.decision,
        conditions: said.conditions,
        evidence: evidence('resourceStatement', given, '', path, value),
      });
    }
  }
  return [...found.values()];
}

/** What was given with the question was read at no time. */
const given = { snapshotId: 0, readAt: '' };

function principalOf(
  type: string,
  value: string,
  principals: AwsPrincipals,
): { kind: Entrance['kind']; principal: Principal } | null {
  const bare = { account: null, roleArn: null, managementAccount: false, serviceLinked: false };
  if (type === 'Service') return { kind: 'service', principal: { ...bare, kind: 'service', arn: value } };
  if (type !== 'AWS') return null;
  if (value === '*') return { kind: 'anyone', principal: { ...bare, kind: 'anonymous', arn: null } };
  const account = /^\d{12}$/.test(value) ? value : accountOfArn(value);
  // Principals of accounts that were read are asked one by one.
  if (account === null || principals.accountsRead.has(account)) return null;
  const whole = value === account || value.endsWith(':root');
  return {
    kind: 'account',
    principal: {
      ...bare,
      kind: value.includes(':role/') || value.includes(':assumed-role/') ? 'role-session' : 'user',
      arn: whole ? `arn:aws:iam::${account}:user/somebody` : value,
      account,
      roleArn: value.includes(':role/') ? value : null,
    },
  };
}
