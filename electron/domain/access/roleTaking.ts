/**
 * Who may take which role by sts:AssumeRole: the taker's policies and the role's trust policy both say so. Trust policies say
 * whom to ask about, so that not everybody is asked about every role. Source: facts/sts-iam.md §2.
 */
import { decide } from '../policy/evaluate/decide.ts';
import type { Rules } from '../policy/evaluate/decide.ts';
import { resolve } from '../policy/conditional/allowedIf.ts';
import type { PolicySets } from '../policy/evaluate/sets.ts';
import type { OpenCondition } from '../policy/explanation.ts';
import type { Request } from '../policy/request.ts';
import { standsOn } from './asking.ts';
import type { StandsOn } from './asking.ts';
import type { AwsPrincipal, AwsPrincipals, Policies } from './awsPrincipals.ts';
import { anyone, nameInTrust } from './trusts.ts';

export type Possible = 'allowed' | 'conditional';

/** One end of a step: the other is whoever was asked about. */
export interface Step {
  readonly key: string;
  readonly decision: Possible;
}

export interface TakingSaid {
  readonly decision: Possible;
  readonly conditions: readonly OpenCondition[];
  readonly standsOn: readonly StandsOn[];
}

/** Where somebody gets to, or a role is reached from: the best decision, then the fewest steps. */
export interface Outcome {
  readonly decision: Possible;
  /** Roles taken on the way; 0 = none. */
  readonly depth: number;
  /** The next role towards the end (backwards), or the role before (onwards); null at the end. */
  readonly next: string | null;
}

/** Longer chains are not followed. */
export const deepest = 20;

export class RoleTaking {
  readonly #principals: AwsPrincipals;
  readonly #rules: Rules;
  readonly #takers = new Map<string, readonly Step[]>();
  readonly #taken = new Map<string, readonly Step[]>();
  readonly #decided = new Map<string, Possible | null>();
  #byAccount: ReadonlyMap<string, readonly AwsPrincipal[]> | null = null;
  #byName: ReadonlyMap<string, AwsPrincipal> | null = null;
  #rolesNaming: ReadonlyMap<string, readonly AwsPrincipal[]> | null = null;

  constructor(principals: AwsPrincipals, rules: Rules) {
    this.#principals = principals;
    this.#rules = rules;
  }

  /** Roles, permission sets and users of the accounts that were read who may take the role. */
  takersOf(key: string): readonly Step[] {
    let found = this.#takers.get(key);
    if (!found) this.#takers.set(key, (found = this.#findTakers(key)));
    return found;
  }

  /** Roles that it may take. */
  takenBy(key: string): readonly Step[] {
    let found = this.#taken.get(key);
    if (!found) this.#taken.set(key, (found = this.#findTaken(key)));
    return found;
  }

  /** Why one may take the other; null: it may not. */
  explain(by: string, role: string): TakingSaid | null {
    const [taker, target] = [this.#principals.get(by), this.#principals.get(role)];
    const policies = taker?.policies();
    if (!policies || !target?.role) return null;
    for (const { sets, request, session } of this.#ways(taker!, policies, target)) {
      const { decision, ways } = resolve(sets, request, this.#rules);
      if (decision !== 'allowed' && decision !== 'conditional') continue;
      return {
        decision: session === null ? decision : 'conditional',
        conditions: [...(session === null ? [] : [named(session)]), ...(ways[0] ?? [])].slice(0, 100),
        standsOn: standsOn(sets, request, this.#rules, policies.subject.documents, target),
      };
    }
    return null;
  }

  /**
   * Backwards: everybody who gets to one of the ends, by taking roles one after the other. `ends` are there with no step.
   * Certain ways before conditional ones, then the shortest. Yields between roles.
   */
  *reaching(ends: ReadonlyMap<string, Possible>): Generator<void, Map<string, Outcome>> {
    return yield* spread(ends, (key) => (this.#principals.get(key)?.role ? this.takersOf(key) : nobody));
  }

  /** Onwards: every role that can be taken from one of the starts, and from those. */
  *reachable(starts: ReadonlyMap<string, Possible>): Generator<void, Map<string, Outcome>> {
    return yield* spread(starts, (key) => this.takenBy(key));
  }

  #findTakers(key: string): Step[] {
    const target = this.#principals.get(key);
    const trust = target && this.#principals.trust(target);
    if (!target || !trust) return [];
    this.#index();
    const asked = new Set<AwsPrincipal>();
    for (const name of trust.names) {
      if (name === anyone) {
        for (const one of this.#byAccount!.get(target.account) ?? []) asked.add(one);
        for (const one of this.#principals.byKey.values()) if (mayAssume(one)) asked.add(one);
      } else if (name.includes('/')) {
        const one = this.#byName!.get(name);
        if (one) asked.add(one);
      } else for (const one of this.#byAccount!.get(name) ?? []) if (mayAssume(one)) asked.add(one);
    }
    return [...asked].flatMap((one) => this.#step(one, target, one.key)).toSorted(bestFirst);
  }

  #findTaken(key: string): Step[] {
    const taker = this.#principals.get(key);
    if (!taker) return [];
    this.#index();
    const names = [nameOf(taker), anyone];
    if (mayAssume(taker)) names.push(taker.account);
    const asked = new Set(names.flatMap((name) => this.#rolesNaming!.get(name) ?? []));
    return [...asked].flatMap((role) => this.#step(taker, role, role.key)).toSorted(bestFirst);
  }

  #step(taker: AwsPrincipal, target: AwsPrincipal, key: string): Step[] {
    if (taker === target) return [];
    const pair = `${taker.key} ${target.key}`;
    let decision = this.#decided.get(pair);
    if (decision === undefined) this.#decided.set(pair, (decision = this.#decide(taker, target)));
    return decision === null ? [] : [{ key, decision }];
  }

  #decide(taker: AwsPrincipal, target: AwsPrincipal): Possible | null {
    const policies = taker.policies();
    if (!policies) return null;
    for (const { sets, request, session } of this.#ways(taker, policies, target)) {
      let { decision } = decide(sets, request, this.#rules);
      if (decision === 'conditional') ({ decision } = resolve(sets, request, this.#rules));
      if (decision === 'allowed' || decision === 'conditional')
        return session === null ? decision : 'conditional';
    }
    return null;
  }

  /** As the role itself, then as each of its sessions that the trust policy names. */
  *#ways(taker: AwsPrincipal, policies: Policies, target: AwsPrincipal) {
    const put = this.#put(policies, target);
    yield { ...put, session: null };
    for (const session of this.#principals.trust(target)?.sessions.get(nameOf(taker)) ?? []) {
      const principal = { ...put.request.principal, arn: session };
      yield { sets: put.sets, request: { ...put.request, principal }, session };
    }
  }

  #put(policies: Policies, target: AwsPrincipal): { sets: PolicySets; request: Request } {
    const side = this.#principals.side(target.account);
    const trust = this.#principals.trust(target);
    return {
      sets: {
        ...policies.sets,
        resource: null,
        trust: trust?.set ?? null,
        resourceControl: side.resourceControl,
      },
      request: {
        action: 'sts:AssumeRole',
        resource: target.key,
        resourceAccount: target.account,
        resourceInManagementAccount: side.inManagementAccount,
        principal: policies.principal,
        context: policies.context,
        unknownContext: 'unknown',
      },
    };
  }

  #index(): void {
    if (this.#byAccount) return;
    const all = [...this.#principals.byKey.values()];
    this.#byAccount = Map.groupBy(all, ({ account }) => account);
    this.#byName = new Map(all.map((one) => [nameOf(one), one]));
    const naming = new Map<string, AwsPrincipal[]>();
    for (const one of all) {
      for (const name of this.#principals.trust(one)?.names ?? []) {
        const list = naming.get(name);
        if (list) list.push(one);
        else naming.set(name, [one]);
      }
    }
    this.#rolesNaming = naming;
  }
}

/** The session has the name that the trust policy says: aws:userid is the role's id and the name. */
const named = (session: string): OpenCondition => ({
  kind: 'test',
  test: {
    operator: 'StringLike',
    quantifier: null,
    ifExists: false,
    key: 'aws:userid',
    values: [`*:${session.slice(session.lastIndexOf('/') + 1)}`],
  },
  holds: true,
});

const nobody: readonly Step[] = [];
const bestFirst = (a: Step, b: Step): number =>
  (a.decision === 'allowed' ? 0 : 1) - (b.decision === 'allowed' ? 0 : 1) || (a.key < b.key ? -1 : 1);
const nameOf = ({ kind, key, account }: AwsPrincipal): string =>
  kind === 'permissionSet' ? `${account}/set/${key}` : nameInTrust(key);

/** Whether policies of its own let it take any role: without them a whole account's trust is of no use to it. */
function mayAssume(one: AwsPrincipal): boolean {
  const identity = one.policies()?.sets.identity;
  return identity ? identity.set.candidates('sts:assumerole').allows.length > 0 : false;
}

function* spread(
  ends: ReadonlyMap<string, Possible>,
  stepsOf: (key: string) => readonly Step[],
): Generator<void, Map<string, Outcome>> {
  const found = new Map<string, Outcome>();
  for (const wanted of ['allowed', 'conditional'] as const) {
    for (const [key, decision] of ends)
      if (decision === wanted && !found.has(key)) found.set(key, { decision, depth: 0, next: null });
    // Nearest first: what a certain way left off goes on under conditions.
    const queue = [...found].toSorted(([, a], [, b]) => a.depth - b.depth).map(([key]) => key);
    let level: string[] = [];
    for (let at = 0; at < queue.length; at++) {
      const key = queue[at]!;
      const here = found.get(key)!;
      if (here.depth >= deepest) continue;
      yield;
      for (const step of stepsOf(key)) {
        const whole = here.decision === 'conditional' ? 'conditional' : step.decision;
        if (whole !== wanted || found.has(step.key)) continue;
        found.set(step.key, { decision: wanted, depth: here.depth + 1, next: key });
        level.push(step.key);
      }
      // Depths of the queue rise: what was found goes where its depth belongs.
      const after = queue[at + 1];
      if (level.length > 0 && (after === undefined || found.get(after)!.depth > here.depth)) {
        queue.splice(at + 1, 0, ...level);
        level = [];
      }
    }
  }
  return found;
}
