/** What a user is allowed behind the roles that they reach, and which further roles are taken out of these. */
import type { ActionQuestion, AssumeStep } from '#contract/access.ts';
import type { Access, UserRoles } from '#contract/index.ts';
import { Asking } from '#domain/access/asking.ts';
import { chainedSession, mfaOfRole, sessionOfRole } from '#domain/access/sessions.ts';
import { roleKeyOf } from '#domain/access/targets.ts';
import type { Outcome, Possible } from '#domain/access/roleTaking.ts';
import type { Mechanism } from '#domain/mapping/grant.ts';
import type { Rules } from '#domain/policy/evaluate/decide.ts';
import { assumeStep } from './chains.ts';
import { endOf } from './describe.ts';
import { decided, first, most, roleRefOf } from './told.ts';
import type { AccessState } from './world.ts';

/** Yields between roles. */
export function* userRoles(
  state: AccessState,
  access: Access,
  actions: readonly ActionQuestion[],
  rules: Rules,
): Generator<void, UserRoles> {
  const { principals } = state;
  const askings = actions.map((question) => new Asking(principals, question, rules));
  const decisions = (key: string) =>
    askings.map((asking) => {
      const policies = principals.get(key)?.policies();
      return policies ? decided(asking.explained(policies)) : null;
    });
  const found = new Map<string, Found>();
  for (const { grant, chain, signIn } of access.reached) {
    const key = roleKeyOf(grant);
    const until = endOf(chain);
    const known = found.get(key);
    const asked = grant.mechanism === 'saml' ? [signIn?.sessionSeconds ?? null] : [];
    if (!known) found.set(key, { mechanisms: new Set([grant.mechanism]), until, asked });
    else {
      known.mechanisms.add(grant.mechanism);
      known.until = later(known.until, until);
      known.asked.push(...asked);
    }
  }
  const starts = new Map<string, Possible>([...found.keys()].map((key) => [key, 'allowed']));
  const outcomes = yield* state.taking(rules).reachable(starts);
  const chained = [...outcomes]
    .filter(([, { depth }]) => depth > 0)
    .toSorted(([a, x], [b, y]) => rankOf(x) - rankOf(y) || x.depth - y.depth || (a < b ? -1 : 1));
  const roles: UserRoles['roles'] = [];
  for (const [key, { mechanisms, until, asked }] of first([...found])) {
    yield;
    roles.push({
      role: roleRefOf(state, key),
      mechanisms: [...mechanisms],
      until,
      session: sessionOfRole(principals, key, [...mechanisms], longest(asked)),
      mfa: mfaOfRole(principals, key, [...mechanisms]),
      decisions: decisions(key),
    });
  }
  const told: UserRoles['chained'] = [];
  for (const [key, { decision, depth }] of first(chained, most)) {
    yield;
    told.push({
      role: roleRefOf(state, key),
      depth,
      decision,
      steps: stepsTo(state, outcomes, key, rules),
      session: chainedSession(principals, key),
      decisions: decisions(key),
    });
  }
  return { roles, chained: told, chainedTotal: chained.length };
}

const rankOf = ({ decision }: Outcome): number => (decision === 'allowed' ? 0 : 1);

interface Found {
  readonly mechanisms: Set<Mechanism>;
  until: string | null;
  /** Seconds that the claims of each sign-in ask for; null = not known. */
  readonly asked: (number | null)[];
}

/** By one of several ways at most; null = one of them is not known, or there is none. */
const longest = (seconds: readonly (number | null)[]): number | null => {
  const known = seconds.filter((one) => one !== null);
  return known.length === 0 || known.length < seconds.length ? null : Math.max(...known);
};

/** Without end is latest. */
const later = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? null : Date.parse(a) < Date.parse(b) ? b : a;

function stepsTo(
  state: AccessState,
  outcomes: ReadonlyMap<string, Outcome>,
  key: string,
  rules: Rules,
): AssumeStep[] {
  const steps: AssumeStep[] = [];
  let to = key;
  for (let from = outcomes.get(to)!.next; from !== null; from = outcomes.get(to)!.next) {
    const step = assumeStep(state, from, to, rules);
    if (step) steps.unshift(step);
    to = from;
  }
  return steps;
}
