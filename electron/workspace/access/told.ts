/** What the domain found, as answers carry it. */
import type { Decided, NotCounted, RoleRef } from '#contract/access.ts';
import type { PolicyGap } from '#domain/access/policyGaps.ts';
import type { Explained, Said } from '#domain/access/asking.ts';
import type { AwsPrincipal } from '#domain/access/awsPrincipals.ts';
import type { TargetRole } from '#domain/access/targets.ts';
import type { Unsure } from '#domain/access/unsure.ts';
import type { OpenCondition } from '#domain/policy/explanation.ts';
import type { AccessState } from './world.ts';

export const most = 1000;
export const first = <T>(rows: readonly T[], count = most): T[] => rows.slice(0, count);

export function openCondition(condition: OpenCondition): Decided['conditions'][number] {
  const { holds } = condition;
  if (condition.kind === 'resource') return { kind: 'resource', patterns: first(condition.patterns), holds };
  const { operator, quantifier, ifExists, key, values } = condition.test;
  return { kind: 'test', operator, quantifier, ifExists, key, values: first(values), holds };
}

export const toldGap = ({ code, name, reason, couldAllow, couldDeny }: PolicyGap) => ({
  code,
  name,
  reason,
  couldAllow,
  couldDeny,
});

export const decided = (said: Said | Explained): Decided => ({
  decision: said.decision,
  decidedBy: said.decidedBy,
  some: said.some,
  resources: [...said.resources],
  conditions: said.conditions.map(openCondition),
  standsOn: 'standsOn' in said ? said.standsOn.map((one) => ({ ...one })) : [],
  gaps: 'gaps' in said ? first(said.gaps).map(toldGap) : [],
});

export const refOfTarget = ({
  key,
  roleArn,
  name,
  account,
  accountName,
  permissionSetArn,
}: TargetRole): RoleRef => ({
  key,
  roleArn,
  name,
  account,
  accountName,
  permissionSetArn,
});

export const refOfPrincipal = (state: AccessState, one: AwsPrincipal): RoleRef => ({
  key: one.key,
  roleArn: one.kind === 'permissionSet' ? null : one.key,
  name: one.name,
  account: one.account,
  accountName: state.principals.accountName(one.account),
  permissionSetArn: one.kind === 'permissionSet' ? one.permissionSet : null,
});

/** A role by its key, as whoever knows it tells; null: nobody does. */
export function refOf(state: AccessState, key: string): RoleRef | null {
  const target = state.targetOf(key);
  if (target) return refOfTarget(target);
  const one = state.principals.get(key);
  return one ? refOfPrincipal(state, one) : null;
}

export const toldUnsure = (
  state: AccessState,
  { code, role, mechanism, name, people }: Unsure,
): NotCounted => ({
  code,
  role: role === null ? null : roleRefOf(state, role),
  mechanism,
  name,
  ...(people !== undefined && { people }),
});

/** The same, and of a role that nobody knows what its key tells. */
export function roleRefOf(state: AccessState, key: string): RoleRef {
  const known = refOf(state, key);
  if (known) return known;
  const account = key.includes('@') ? key.slice(key.lastIndexOf('@') + 1) : (key.split(':')[4] ?? '');
  return {
    key,
    roleArn: key.includes('@') ? null : key,
    name: key.slice(key.lastIndexOf('/') + 1),
    account,
    accountName: state.principals.accountName(account),
    permissionSetArn: null,
  };
}
