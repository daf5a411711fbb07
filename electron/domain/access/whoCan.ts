/** Who may do one thing: over all principals of AWS first, then over the people whom grants bring to the roles that may. */
import type { Grant, Mechanism } from '../mapping/grant.ts';
import type { Rules } from '../policy/evaluate/decide.ts';
import { rankOf } from '../policy/passRole/asked.ts';
import { readTrustPolicy } from '../mapping/trustPolicy.ts';
import { Asking } from './asking.ts';
import type { Question } from './asking.ts';
import type { AwsPrincipals } from './awsPrincipals.ts';
import { awsKinds } from './codes.ts';
import { isSearch } from './counting.ts';
import type { AwsKind, NotCountedCode } from './codes.ts';
import { entrancesOf } from './entrances.ts';
import type { Entrance } from './entrances.ts';
import { resourceNames } from './resourceNames.ts';
import type { PolicyGap } from './policyGaps.ts';
import type { Reach } from './reach.ts';
import { trait } from './reach.ts';
import type { Outcome, Possible, RoleTaking } from './roleTaking.ts';
import { roleKeyOf } from './targets.ts';
import type { TargetRole } from './targets.ts';

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

export interface Unsure {
  readonly code: NotCountedCode;
  readonly role: string | null;
  readonly mechanism: Mechanism | null;
  readonly name: string | null;
  /** How many, where that is known. */
  readonly people?: number;
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
  readonly targets: readonly TargetRole[];
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
    unsure: unsureOf(input, outcomes, rows),
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

/** What might let somebody in and cannot be read: told apart, and never taken for nobody. */
function unsureOf(
  { principals, grants, targets }: WhoCanInput,
  outcomes: ReadonlyMap<string, Outcome>,
  rows: readonly AwsRow[],
): Unsure[] {
  const unsure: Unsure[] = [];
  const granted = new Set(
    targets.flatMap(({ key, sources }) => sources.map(({ mechanism }) => `${mechanism} ${key}`)),
  );
  for (const grant of grants) {
    if (grant.status !== 'candidate') continue;
    const key = roleKeyOf(grant);
    // A grant whose role was not read may lead anywhere.
    if (outcomes.has(key) || (grant.roleArn === null && !principals.get(key)))
      unsure.push({
        code: 'candidateGrant',
        role: key,
        mechanism: grant.mechanism,
        name: grant.principal?.name ?? grant.through,
      });
  }
  for (const [key] of outcomes) {
    const one = principals.get(key);
    if (!one?.role) continue;
    const { entries } = readTrustPolicy(one.role.trustPolicy);
    for (const { kind, principal } of entries)
      if (kind === 'saml' && !granted.has(`saml ${key}`))
        unsure.push({ code: 'providerDecides', role: key, mechanism: 'saml', name: principal });
  }
  for (const { kind, id, role, account } of rows)
    if (kind === 'account' && account !== null)
      unsure.push({ code: 'accountNotRead', role, mechanism: null, name: id });
  for (const one of principals.byKey.values())
    if (one.kind === 'permissionSet' && one.policies() === null)
      unsure.push({ code: 'policiesNotRead', role: one.key, mechanism: null, name: one.name });
  return unsure;
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

/** How somebody gets in, the better first: as the column of `peopleOf` holds it; 0 = not at all. */
export const rank = { allowed: 1, allowedChained: 2, conditional: 3, conditionalChained: 4 } as const;
export const decisionOfRank = (one: number): Possible =>
  one <= rank.allowedChained ? 'allowed' : 'conditional';
export const isChainedRank = (one: number): boolean =>
  one === rank.allowedChained || one === rank.conditionalChained;

export interface People {
  /** By node: see `rank`. */
  readonly best: Uint8Array;
  /** By node: bits of `mechanismBit`. */
  readonly mechanisms: Uint8Array;
}
export const mechanismBit: Readonly<Record<Mechanism, number>> = {
  saml: 1,
  delegation: 2,
  'identity-center': 4,
};

/** Of those by SAML: counts wherever AD FS stands. Without it, only where it stands in the domain of the group. */
const anywhereBit = 8;
/** By something else than claim rules. */
const otherBit = 16;
export const mechanismBits = 32;
/** Whether AWS takes them is decided by their own sign-in. */
export const isByRulesAlone = (bits: number): boolean => bits !== 0 && (bits & otherBit) === 0;
export const isOnlyElsewhere = (bits: number): boolean =>
  (bits & mechanismBit.saml) !== 0 && (bits & anywhereBit) === 0;

/** The rank of an outcome. */
export const rankOfOutcome = ({ decision, depth }: Outcome): number =>
  decision === 'allowed'
    ? depth === 0
      ? rank.allowed
      : rank.allowedChained
    : depth === 0
      ? rank.conditional
      : rank.conditionalChained;

/** As `peopleIn`, without a pause. */
export function peopleOf(...asked: Parameters<typeof peopleIn>): People {
  const work = peopleIn(...asked);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** Everybody whom the grants of these roles bring in, one walk a rank and mechanism; yields between walks. */
export function* peopleIn(
  reach: Reach,
  targets: readonly TargetRole[],
  rankOfTarget: (target: TargetRole) => number,
  only?: Mechanism,
): Generator<void, People> {
  const { flags } = reach.traits;
  const best = new Uint8Array(reach.graph.size);
  const mechanisms = new Uint8Array(reach.graph.size);
  const ranked = Map.groupBy(targets, rankOfTarget);
  for (const one of [rank.allowed, rank.allowedChained, rank.conditional, rank.conditionalChained]) {
    const some = ranked.get(one);
    if (!some) continue;
    const sources = Map.groupBy(
      some.flatMap((target) => target.sources),
      ({ counting, byRules }) => `${counting} ${byRules}`,
    );
    for (const list of sources.values()) {
      const { mechanism, counting, byRules } = list[0]!;
      if (only !== undefined && mechanism !== only) continue;
      yield;
      // A search goes to the user's own domain wherever AD FS stands.
      const bit = mechanismBit[mechanism] | (isSearch(counting) ? anywhereBit : 0) | (byRules ? 0 : otherBit);
      const take = (node: number): void => {
        if ((flags[node]! & trait.person) === 0) return;
        if (best[node] === 0) best[node] = one;
        mechanisms[node]! |= bit;
      };
      const groups = [...new Set(list.flatMap((source) => source.groups))];
      reach.membersOf(groups, counting, take);
      if (counting === 'saml')
        reach.membersAnywhere(groups, (node) => {
          mechanisms[node]! |= anywhereBit;
        });
      for (const { users } of list) {
        for (const node of users) {
          take(node);
          if (mechanism === 'saml') mechanisms[node]! |= anywhereBit;
        }
      }
    }
  }
  return { best, mechanisms };
}
