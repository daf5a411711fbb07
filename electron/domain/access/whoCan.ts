/** Who may do one thing: over all principals of AWS. `people` says whom grants bring to the roles that may. */
import type { Grant } from '../mapping/grant.ts';
import type { Rules } from '../policy/evaluate/decide.ts';
import { rankOf } from '../policy/passRole/asked.ts';
import { Asking } from './asking.ts';
import type { Question } from './asking.ts';
import type { AwsPrincipals } from './awsPrincipals.ts';
import { awsKinds } from './codes.ts';
import type { AwsKind } from './codes.ts';
import { entrancesOf } from './entrances.ts';
import type { Entrance } from './entrances.ts';
import { resourceNames } from './resourceNames.ts';
import type { PolicyGap } from './policyGaps.ts';
import type { Outcome, Possible, RoleTaking } from './roleTaking.ts';
import { unsureOfAnswer } from './unsure.ts';
import type { Unsure } from './unsure.ts';

/** Somebody in AWS who may, or whom a trust policy or the resource's policy lets in. */
export interface AwsRow {
  readonly kind: AwsKind;
  /** Key of a principal; service, provider, account id or `*`. */
  readonly id: string;
  readonly name: string;
  readonly account: string | null;
  readonly decision: Possible;
  /** The role that it gets in by first; null: it may itself. */
  readonly role: string | null;
  /** All roles that it gets in by. */
  readonly roles: readonly string[];
  readonly depth: number;
  readonly some: boolean;
  /** Where the trust policy or the resource's policy lets it in. */
  readonly entrance: Entrance | null;
}

export interface WhoCan {
  readonly question: Question;
  readonly asking: Asking;
  /** Roles, permission sets and users that may themselves. */
  readonly own: ReadonlyMap<string, { readonly decision: Possible; readonly some: boolean }>;
  /** Those and everybody who gets to one of them by taking roles. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly decided: {
    readonly roles: number;
    readonly allowed: number;
    readonly conditional: number;
    readonly notReadable: number;
  };
  /** By kind, then name. */
  readonly rows: readonly AwsRow[];
  readonly unsure: readonly Unsure[];
  readonly gaps: readonly (PolicyGap & { readonly principals: number })[];
}

export interface WhoCanInput {
  readonly principals: AwsPrincipals;
  readonly taking: RoleTaking;
  readonly grants: readonly Grant[];
  readonly rules: Rules;
}

/** Yields between principals, so that others get in between. */
export function* whoCan(question: Question, input: WhoCanInput): Generator<void, WhoCan> {
  const { principals, taking, rules } = input;
  const asking = new Asking(principals, question, rules);
  const own = new Map<string, { decision: Possible; some: boolean }>();
  const gaps = new GapCounts(asking);
  let [roles, allowed, conditional, notReadable] = [0, 0, 0, 0];
  for (const one of principals.byKey.values()) {
    yield;
    const isRole = one.kind !== 'iamUser';
    if (isRole) roles++;
    const policies = one.policies();
    if (!policies) {
      if (isRole) notReadable++;
      continue;
    }
    let { decision, some } = asking.quick(policies);
    if (decision === 'conditional') ({ decision, some } = asking.said(policies));
    gaps.add(decision, policies.subject.gaps);
    if (decision !== 'allowed' && decision !== 'conditional') continue;
    own.set(one.key, { decision, some });
    if (isRole && decision === 'allowed') allowed++;
    else if (isRole) conditional++;
  }
  const outcomes = yield* taking.reaching(new Map([...own].map(([key, { decision }]) => [key, decision])));
  const rows: AwsRow[] = [];
  for (const [key, outcome] of outcomes) {
    const one = principals.get(key)!;
    const { decision, depth, next } = outcome;
    rows.push({
      kind: one.kind,
      id: key,
      name: one.name,
      account: one.account,
      decision,
      role: depth === 0 ? null : next,
      roles: depth === 0 ? [] : [next!],
      depth,
      some: depth === 0 && own.get(key)!.some,
      entrance: null,
    });
  }
  const doors = new Doors();
  for (const [key, outcome] of outcomes) {
    yield;
    const one = principals.get(key)!;
    if (one.kind !== 'role') continue;
    for (const entrance of entrancesOf(one, principals, rules)) doors.add(entrance, key, outcome);
  }
  rows.push(...doors.rows(), ...named(asking, principals, rules));
  rows.sort(
    (a, b) =>
      awsKinds.indexOf(a.kind) - awsKinds.indexOf(b.kind) ||
      compare(a.name.toLowerCase(), b.name.toLowerCase()) ||
      compare(a.id, b.id),
  );
  return {
    question,
    asking,
    own,
    outcomes,
    decided: { roles, allowed, conditional, notReadable },
    rows,
    unsure: unsureOfAnswer(input, outcomes, rows),
    gaps: gaps.told(),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Entrances of all roles, each principal once. */
class Doors {
  readonly #found = new Map<string, { best: AwsRow; roles: string[] }>();

  add(entrance: Entrance, role: string, outcome: Outcome): void {
    const id = `${entrance.kind} ${entrance.id}`;
    const decision: Possible =
      entrance.decision === 'allowed' && outcome.decision === 'allowed' ? 'allowed' : 'conditional';
    const row: AwsRow = {
      kind: entrance.kind,
      id: entrance.id,
      name: entrance.id,
      account: entrance.account,
      decision,
      role,
      roles: [],
      depth: outcome.depth,
      some: false,
      entrance,
    };
    const known = this.#found.get(id);
    if (!known) {
      this.#found.set(id, { best: row, roles: [role] });
      return;
    }
    known.roles.push(role);
    const better =
      rankOf(decision) - rankOf(known.best.decision) ||
      outcome.depth - known.best.depth ||
      compare(role, known.best.role!);
    if (better < 0) known.best = row;
  }

  rows(): AwsRow[] {
    return [...this.#found.values()].map(({ best, roles }) => ({ ...best, roles }));
  }
}

/** Principals whom the resource's own policy names, as far as it is known, and who are asked nowhere else. */
function named(asking: Asking, principals: AwsPrincipals, rules: Rules): AwsRow[] {
  return resourceNames(asking, principals, rules).map((entrance) => ({
    kind: entrance.kind,
    id: entrance.id,
    name: entrance.id,
    account: entrance.account,
    decision: entrance.decision,
    role: null,
    roles: [],
    depth: 0,
    some: false,
    entrance,
  }));
}

/** What is not known of policies, by what it is, with how many principals it concerns. */
class GapCounts {
  readonly #asking: Asking;
  readonly #found = new Map<string, { gap: PolicyGap; principals: number }>();

  constructor(asking: Asking) {
    this.#asking = asking;
  }

  add(decision: string, gaps: readonly PolicyGap[]): void {
    if (decision === 'explicitDeny') return;
    for (const gap of gaps) {
      if (gap.code === 'resourcePoliciesNotRead' && (this.#asking.ownSet !== null || this.#asking.isTrust))
        continue;
      if (decision === 'allowed' ? !gap.couldDeny : decision === 'implicitDeny' && !gap.couldAllow) continue;
      const key = `${gap.code} ${gap.name ?? ''}`;
      const known = this.#found.get(key);
      if (known) known.principals++;
      else this.#found.set(key, { gap, principals: 1 });
    }
  }

  told(): (PolicyGap & { principals: number })[] {
    if (this.#asking.isTrust && this.#asking.ownSet === null)
      this.#found.set('trust', {
        gap: { code: 'trustPolicyNotRead', name: null, reason: null, couldAllow: true, couldDeny: true },
        principals: 0,
      });
    return [...this.#found.values()]
      .map(({ gap, principals }) => ({ ...gap, principals }))
      .toSorted(
        (a, b) =>
          b.principals - a.principals || compare(a.code, b.code) || compare(a.name ?? '', b.name ?? ''),
      );
  }
}
