/** In what the statements of one trust disagree. */
import type { PairDisagreement, TrustNode, TrustStatement } from './trustModel.ts';

/** A trust between two ends, and what is said of it. */
export interface Draft {
  readonly first: TrustNode;
  readonly second: TrustNode;
  readonly statements: TrustStatement[];
  readonly found: Set<PairDisagreement>;
}

export const distinct = <T>(values: readonly (T | null)[]): T[] => [
  ...new Set(values.filter((value) => value !== null)),
];

/** States of a trust that is made, and has an object (API reference, TrustState). */
const madeStates: ReadonlySet<string> = new Set([
  'Created',
  'Verifying',
  'VerifyFailed',
  'Verified',
  'Updating',
  'UpdateFailed',
  'Updated',
]);

/** What one witness of an end tells and the other, who was asked as well, does not. */
function silentWitnesses({ first, second, statements }: Draft, asked: Witnesses): PairDisagreement[] {
  const found = new Set<PairDisagreement>();
  for (const [end, { id }] of [
    ['first', first],
    ['second', second],
  ] as const) {
    if (!asked.domain.has(id) || !asked.aws.has(id)) continue;
    const told = statements.filter((each) => each.end === end);
    const [objects, listed] = (['trustedDomain', 'aws'] as const).map((by) => told.filter((each) => each.by === by)); // prettier-ignore
    if (objects!.length === 0 && listed!.some(({ state }) => madeStates.has(state ?? '')))
      found.add('notInDomain');
    if (listed!.length === 0 && objects!.some(({ kind }) => kind !== 'intraForest')) found.add('notInAws');
  }
  return [...found];
}

export function disagreementsOf(draft: Draft, asked: Witnesses): PairDisagreement[] {
  const { statements, found } = draft;
  const differ = <T>(of: (statement: TrustStatement) => T | null, among = statements) =>
    distinct(among.map(of)).length > 1;
  const directions = new Set(statements.map(({ direction }) => direction));
  const result: PairDisagreement[] = [];
  if (directions.size > 1) result.push('direction');
  if (differ(({ kind }) => kind)) result.push('kind');
  if (differ(({ transitive }) => transitive)) result.push('transitivity');
  // Each end decides for itself whom it lets in: only what two say of one end can differ.
  const ends = (['first', 'second'] as const).map((end) => statements.filter((each) => each.end === end));
  if (ends.some((among) => differ(({ selectiveAuthentication }) => selectiveAuthentication, among)))
    result.push('selectiveAuthentication');
  const names = (['sid', 'partnerSid', 'netbios'] as const).filter((code) => found.has(code));
  return [...result, ...names, ...silentWitnesses(draft, asked)];
}

/** Ids of nodes of which a witness has told all trusts. */
export interface Witnesses {
  readonly domain: Set<string>;
  readonly aws: Set<string>;
}
