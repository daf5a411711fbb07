/** Whether what AWS tells of a directory's trusts agrees with the directory's own objects, and with the other ends. */
import { trustPicture } from '#domain/compare/structure/trusts.ts';
import type { TrustPair } from '#domain/compare/structure/trustModel.ts';
import type { TrustWorld } from '#domain/compare/structure/trustNodes.ts';
import type { TrustIssue } from '#domain/estate/codes.ts';
import type { AwsDirectory } from '#domain/estate/directory.ts';

interface TrustCheck {
  /** Null where an end was not read. A missing other end is no agreement. */
  readonly endsAgree: boolean | null;
  readonly issues: readonly TrustIssue[];
}
export interface DirectoryTrustChecks {
  /** Of one of AWS's trusts. */
  of(trustId: string): TrustCheck;
  /** Domains that the directory's own objects trust or are trusted by, and AWS does not tell of. */
  readonly notInAws: readonly string[];
}
export type TrustChecks = (directory: AwsDirectory) => DirectoryTrustChecks;

const unknown: TrustCheck = { endsAgree: null, issues: [] };
const none: DirectoryTrustChecks = { of: () => unknown, notInAws: [] };
/** Where nothing else tells of trusts. */
export const nothingToCheck: TrustChecks = () => none;

const agreed: Readonly<Record<TrustPair['verdict'], boolean | null>> = {
  agree: true,
  disagree: false,
  otherEndHasNone: false,
  otherEndNotRead: null,
};

/** For every directory of the world. */
export function trustChecksOf(world: TrustWorld): TrustChecks {
  const { rows, nodes } = trustPicture(world);
  const nodeOf = new Map(
    nodes.flatMap(({ id, directories }) => directories.map((one) => [one.directoryId, id])),
  );
  const byTrust = new Map(
    rows.flatMap((row) =>
      row.statements.flatMap(({ aws, end }) => (aws ? [[aws.trustId, { row, end }] as const] : [])),
    ),
  );
  /** The pair says so of either end. */
  const silent = (row: TrustPair, end: 'first' | 'second', by: 'aws' | 'trustedDomain'): boolean =>
    row.disagreements.includes(by === 'aws' ? 'notInAws' : 'notInDomain') &&
    !row.statements.some((statement) => statement.end === end && statement.by === by);

  const checks: DirectoryTrustChecks['of'] = (trustId) => {
    const found = byTrust.get(trustId);
    if (!found) return unknown;
    const { row, end } = found;
    return {
      endsAgree: agreed[row.verdict],
      issues: silent(row, end, 'trustedDomain') ? ['notInDirectory'] : [],
    };
  };
  return ({ directoryId, type }) => {
    const node = nodeOf.get(directoryId);
    if (node === undefined || type === 'ADConnector') return none;
    const notInAws = rows.flatMap((row) => {
      if (row.first === node) return silent(row, 'first', 'aws') ? [row.second] : [];
      return row.second === node && silent(row, 'second', 'aws') ? [row.first] : [];
    });
    return { of: checks, notInAws };
  };
}

/** All of a directory's trusts in one word: false outweighs what is not known. Null of none. */
export function allAgree(checks: readonly TrustCheck[]): boolean | null {
  if (checks.some(({ endsAgree }) => endsAgree === false)) return false;
  return checks.length > 0 && checks.every(({ endsAgree }) => endsAgree === true) ? true : null;
}
