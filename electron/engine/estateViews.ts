/** What the Directories place and the role lists show of the AWS estates in the workspace. */
import type { DirectoryRow, RoleRow } from '#contract/index.ts';
import { holdsObjects, type Source } from '#contract/shapes.ts';
import type { AwsDirectory } from '#domain/estate/directory.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import type { IamRole } from '#domain/estate/iam.ts';
import type { Reading } from '#domain/estate/reading.ts';
import { trustedBy } from '#domain/mapping/trustPolicy.ts';

export interface EstateSnapshot {
  readonly snapshotId: number;
  readonly facts: EstateFacts;
}

type State = 'read' | 'notReadable' | 'notApplicable';

/** One word for several accounts: readable if any is; a part that is not readable shows among the snapshot's missing. */
function stateOf(readings: readonly Reading<unknown>[]): State {
  if (readings.some(({ state }) => state === 'read')) return 'read';
  return readings.some(({ state }) => state === 'notReadable') ? 'notReadable' : 'notApplicable';
}

const valueOf = <T>(reading: Reading<readonly T[]>): readonly T[] =>
  reading.state === 'read' ? reading.value : [];

export function directoryRows(
  estates: readonly EstateSnapshot[],
  sources: readonly Source[],
): { state: State; rows: DirectoryRow[] } {
  const rows = estates.flatMap(({ snapshotId, facts }) =>
    valueOf(facts.directories).map((directory) => directoryRow(snapshotId, directory, sources)),
  );
  return { state: stateOf(estates.map(({ facts }) => facts.directories)), rows };
}

function directoryRow(snapshotId: number, directory: AwsDirectory, sources: readonly Source[]): DirectoryRow {
  const { directoryId, account, region, name, type, edition, size, stage, alias, accessUrl, radius } =
    directory;
  const forests = sources.filter(({ kind }) => holdsObjects(kind));
  const forest =
    forests.find((source) => source.directoryId === directoryId) ??
    forests.find((source) => source.name.toLowerCase() === name.toLowerCase());
  const details = Object.entries(directory).flatMap(([field, value]) => detail(field, value));
  const forestSourceId = forest?.id ?? null;
  return {
    snapshotId,
    directoryId,
    account,
    region,
    name,
    type,
    edition,
    size,
    stage,
    alias,
    accessUrl,
    radiusStatus: radius?.status ?? null,
    forestSourceId,
    details,
  };
}

function detail(name: string, value: unknown): { name: string; value: string }[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.length > 0 ? [{ name, value: value.join(', ') }] : [];
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([field, inner]) => detail(`${name}.${field}`, inner));
  return [{ name, value: String(value as string | number | boolean) }];
}

export function roleRows(
  estates: readonly EstateSnapshot[],
  text: string | undefined,
): { state: State; rows: RoleRow[] } {
  const wanted = text?.toLowerCase();
  const rows = estates.flatMap(({ snapshotId, facts }) => {
    const accounts = new Map(facts.accounts.map((account) => [account.id, account.name ?? account.alias]));
    return valueOf(facts.roles).map((role) => roleRow(snapshotId, role, accounts));
  });
  const fits = (row: RoleRow) =>
    !wanted ||
    row.arn.toLowerCase().includes(wanted) ||
    (row.accountName?.toLowerCase().includes(wanted) ?? false);
  return {
    state: stateOf(estates.map(({ facts }) => facts.roles)),
    rows: rows.filter(fits).toSorted((a, b) => (a.arn < b.arn ? -1 : 1)),
  };
}

function roleRow(snapshotId: number, role: IamRole, accounts: ReadonlyMap<string, string | null>): RoleRow {
  const { arn, name, account, maxSessionDuration, lastUsed } = role;
  return {
    snapshotId,
    arn,
    name,
    account,
    accountName: accounts.get(account) ?? null,
    trustedBy: [...trustedBy(role.trustPolicy)],
    maxSessionDuration,
    lastUsed: lastUsed?.date ?? null,
  };
}
