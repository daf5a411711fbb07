/** Asking of roles: who asks, what is asked of, and what is said. */
import type { Decider, Decision } from '../codes.ts';
import { resolve } from '../conditional/allowedIf.ts';
import type { Rules } from '../evaluate/decide.ts';
import type { AskedSet, PolicySets } from '../evaluate/sets.ts';
import type { OpenCondition } from '../explanation.ts';
import type { Context, Principal, Request } from '../request.ts';

/** Somebody who asks, with the policies of their side. */
export interface Asker {
  readonly principal: Principal;
  /** Keys that are known of the principal; all others are not known. */
  readonly context: Context;
  readonly sets: PolicySets;
  /** Some of its own policies were not read: it may do more than is known, and less. */
  readonly partlyRead?: boolean;
}

/** A role that is handed or taken: its own side. */
export interface AskedRole {
  readonly arn: string;
  readonly account: string;
  readonly inManagementAccount: boolean;
  /** Null: it was not read, and nobody is known to be let in. */
  readonly trust: AskedSet | null;
  /** Of the role's account. */
  readonly resourceControl: readonly AskedSet[];
}

export interface Decided {
  readonly decision: Decision;
  readonly decidedBy: Decider;
  /** All must be so; empty unless conditional. */
  readonly conditions: readonly OpenCondition[];
}

/** The better first. */
const order: readonly Decision[] = ['allowed', 'conditional', 'implicitDeny', 'explicitDeny'];
export const rankOf = (decision: Decision): number => order.indexOf(decision);
export const isDenied = (decision: Decision): boolean => rankOf(decision) > 1;
export const best = (decisions: readonly Decision[]): Decision =>
  decisions.reduce((a, b) => (rankOf(b) < rankOf(a) ? b : a), 'explicitDeny');
export const worst = (decisions: readonly Decision[]): Decision =>
  decisions.reduce((a, b) => (rankOf(b) > rankOf(a) ? b : a), 'allowed');

export function decided(sets: PolicySets, request: Request, rules: Rules): Decided {
  const { decision, decidedBy, ways } = resolve(sets, request, rules);
  return { decision, decidedBy, conditions: ways[0] ?? [] };
}

/** Nothing but a resource of the asker's own account that no policy of its own is known of. */
export const ownSide = ({ sets }: Asker): PolicySets => ({ ...sets, resource: null, trust: null });

/** The asker's side and the role's. */
export const bothSides = ({ sets }: Asker, { trust, resourceControl }: AskedRole): PolicySets => ({
  ...sets,
  resource: null,
  trust,
  resourceControl,
});

/** Any role that is asked of, as far as the asker's side does not say. */
export const requestOf = (
  { principal, context }: Asker,
  action: string,
  resource: string,
  role: Pick<AskedRole, 'account' | 'inManagementAccount'> | null,
  more: readonly (readonly [string, readonly string[]])[] = [],
): Request => ({
  action,
  resource,
  resourceAccount: role?.account ?? principal.account,
  resourceInManagementAccount: role?.inManagementAccount ?? principal.managementAccount,
  principal,
  context: more.length === 0 ? context : new Map([...context, ...more]),
  unknownContext: 'unknown',
});
