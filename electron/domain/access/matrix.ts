/** Users × roles, counted: one walk a role and mechanism, and no object a user. */
import type { Mechanism } from '../mapping/grant.ts';
import { trait } from './reach.ts';
import type { Reach } from './reach.ts';
import type { Source, TargetRole } from './targets.ts';

export interface MatrixCounts {
  readonly pairs: number;
  readonly users: number;
  /** By target, as given: how many users reach it. */
  readonly usersOf: Int32Array;
  /** By target: of these, whoever comes by claim rules alone, so that their own sign-in decides. */
  readonly byRulesOf: Int32Array;
  /** By node: how many of the roles a user reaches. */
  readonly rolesOf: Int32Array;
  readonly mechanisms: Readonly<Record<Mechanism, number>>;
}

/** `fits`: 1 = the node counts; null: every user does. Yields between roles. */
export function* matrixOf(
  reach: Reach,
  targets: readonly TargetRole[],
  fits: Uint8Array | null,
  only?: Mechanism,
): Generator<void, MatrixCounts> {
  const { size } = reach.graph;
  const { flags } = reach.traits;
  const counted = new Uint8Array(size);
  for (let node = 0; node < size; node++)
    if ((flags[node]! & trait.person) !== 0 && (fits === null || fits[node] === 1)) counted[node] = 1;
  const rolesOf = new Int32Array(size);
  const usersOf = new Int32Array(targets.length);
  const byRulesOf = new Int32Array(targets.length);
  /** The role, and the role with its mechanism, that a node was met for last. */
  const lastRole = new Int32Array(size);
  const lastSource = new Int32Array(size);
  const mechanisms: Record<Mechanism, number> = { saml: 0, delegation: 0, 'identity-center': 0 };
  let pairs = 0;
  let source = 0;
  for (const [at, target] of targets.entries()) {
    yield;
    let before: Mechanism | null = null;
    for (const { mechanism, counting, byRules, groups, users } of rulesLast(target.sources)) {
      if (only !== undefined && mechanism !== only) continue;
      if (mechanism !== before) source++;
      before = mechanism;
      let some = 0;
      const take = (node: number): void => {
        if (counted[node] === 0 || lastSource[node] === source) return;
        lastSource[node] = source;
        some++;
        if (lastRole[node] === at + 1) return;
        lastRole[node] = at + 1;
        rolesOf[node]!++;
        usersOf[at]!++;
        if (byRules) byRulesOf[at]!++;
      };
      if (groups.length > 0) reach.membersOf(groups, counting, take);
      for (const node of users) take(node);
      mechanisms[mechanism] += some;
    }
    pairs += usersOf[at]!;
  }
  let users = 0;
  for (let node = 0; node < size; node++) if (rolesOf[node] !== 0) users++;
  return { pairs, users, usersOf, byRulesOf, rolesOf, mechanisms };
}

/** So that whoever is met there first comes by nothing else; of SAML alone there are rules, and its sources stay together. */
export const rulesLast = (sources: readonly Source[]): Source[] =>
  sources.toSorted((a, b) => Number(a.mechanism === 'saml') - Number(b.mechanism === 'saml'));
