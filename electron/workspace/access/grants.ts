/** Grants over the newest complete snapshot of every source, computed once for each set of snapshots. */
import type { GrantFilter } from '#contract/index.ts';
import type { Page } from '#contract/shapes.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import type { Grant } from '#domain/mapping/grant.ts';
import { computeGrants } from '#domain/mapping/grants.ts';
import type { DirectoryPrincipal, EstateSnapshot, PrincipalLookup } from '#domain/mapping/input.ts';
import type { GrantPage } from '../answers.ts';
import { newestSnapshots } from '../catalogue.ts';
import type { SourceSnapshot } from '../catalogue.ts';
import { readEstate } from '../estate.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import type { Snapshots } from '../read/snapshots.ts';
import { kindCode } from '../schema/kinds.ts';
import { fold } from '../search/fold.ts';
import type { Searches } from '../search/searches.ts';
import { SidIndex } from '../search/sidIndex.ts';
import type { Database } from '../sqlite.ts';
import { groupRows } from './traits.ts';

export interface Mapped {
  /** In the domain's order. */
  readonly grants: readonly Grant[];
  readonly estates: readonly EstateSnapshot[];
  /** By snapshot, by object id, of the groups that tell it: signed 32-bit as LDAP prints it. */
  readonly groupTypes: ReadonlyMap<number, ReadonlyMap<number, number>>;
}

export class Grants {
  readonly #db: Database;
  readonly #snapshots: Snapshots;
  readonly #searches: Searches;
  #kept: { readonly key: string; readonly mapped: Mapped } | null = null;

  constructor(db: Database, snapshots: Snapshots, searches: Searches) {
    this.#db = db;
    this.#snapshots = snapshots;
    this.#searches = searches;
  }

  /** What a set of snapshots maps. */
  over(set: readonly SourceSnapshot[]): Mapped {
    const key = set.map(({ snapshotId }) => snapshotId).join();
    if (key === this.#kept?.key) return this.#kept.mapped;
    const directories = set
      .filter(({ hasObjects }) => hasObjects)
      .map(({ snapshotId }) => this.#snapshots.get(snapshotId)!);
    const estates = this.#estates(set);
    const groupTypes = new Map(directories.map(({ id }) => [id, new Map<number, number>()]));
    const grants = computeGrants({
      estates,
      groups: principalsOf(directories, groupTypes),
      principals: this.#lookup(directories),
    });
    const mapped = { grants, estates, groupTypes };
    this.#kept = { key, mapped };
    return mapped;
  }

  /** `counts` follow mechanism and text, not the status: they are what the choice of a status would give. */
  page(filter: GrantFilter, page: Page): GrantPage {
    const words = fold(filter.text ?? '')
      .trim()
      .split(' ');
    const fits = this.over(newestSnapshots(this.#db)).grants.filter(
      (grant) =>
        (filter.mechanism === undefined || grant.mechanism === filter.mechanism) && hasWords(grant, words),
    );
    const counts = { works: 0, broken: 0, candidate: 0 };
    for (const { status } of fits) counts[status]++;
    const rows = filter.status === undefined ? fits : fits.filter(({ status }) => status === filter.status);
    return { total: rows.length, counts, rows: rows.slice(page.offset, page.offset + page.limit) };
  }

  #estates(set: readonly SourceSnapshot[]): EstateSnapshot[] {
    return set.flatMap(({ snapshotId, readAt }) => {
      const facts = readEstate(this.#db, snapshotId);
      return facts ? [{ snapshotId, readAt, facts }] : [];
    });
  }

  #lookup(directories: readonly SnapshotReader[]): PrincipalLookup {
    const searches = this.#searches;
    let sids: SidIndex[] | null = null;
    const rows = function* (snapshot: SnapshotReader, ids: Iterable<number>, kinds: ReadonlySet<number>) {
      for (const id of ids) if (kinds.has(snapshot.column('kind')[id]!)) yield snapshot.row(id);
    };
    return {
      domains: directories.flatMap((snapshot) =>
        idsOfKind(snapshot, kindCode.domain).map((id) => {
          const { name, sid } = snapshot.row(id);
          return { dnsName: name, sid };
        }),
      ),
      *bySid(sid) {
        sids ??= directories.map((snapshot) => new SidIndex(snapshot.sids(), snapshot.column('names')));
        for (const [at, snapshot] of directories.entries())
          for (const row of rows(snapshot, sids[at]!.find(sid), holders)) yield principal(snapshot, row);
      },
      *byName(samAccountName, kind) {
        for (const snapshot of directories) {
          const ids = searches.of(snapshot).named(samAccountName);
          for (const row of rows(snapshot, ids, kind === 'group' ? groups : users))
            if (row.samAccountName?.toLowerCase() === samAccountName.toLowerCase())
              yield principal(snapshot, row);
        }
      },
    };
  }
}

const groups = new Set([kindCode.group]);
const users = new Set([kindCode.user, kindCode.serviceAccount]);
const holders = new Set([...groups, ...users]);

function* principalsOf(
  directories: readonly SnapshotReader[],
  groupTypes: ReadonlyMap<number, Map<number, number>>,
): Generator<DirectoryPrincipal> {
  for (const snapshot of directories) {
    const types = groupTypes.get(snapshot.id)!;
    for (const row of groupRows(snapshot)) {
      if (row.groupType !== null) types.set(row.id, row.groupType);
      yield principal(snapshot, row);
    }
  }
}

function idsOfKind(snapshot: SnapshotReader, kind: number): number[] {
  const kinds = snapshot.column('kind');
  return Array.from(snapshot.column('names')).filter((id) => kinds[id] === kind);
}

function principal(snapshot: SnapshotReader, row: ObjectRow): DirectoryPrincipal {
  return {
    snapshotId: snapshot.id,
    objectId: row.id,
    name: row.samAccountName ?? row.name,
    dn: row.dn,
    sid: row.sid,
    kind: row.kind === 'group' ? 'group' : 'user',
    groupType: row.groupType,
    readAt: snapshot.readAt,
  };
}

/** Whether every word stands somewhere in what the list shows of the grant. */
function hasWords(grant: Grant, words: readonly string[]): boolean {
  const shown = [
    grant.principal?.name,
    grant.principal?.dn,
    grant.roleName,
    grant.roleArn,
    grant.account,
    grant.accountName,
  ];
  const text = fold(shown.filter((part) => part != null).join(' '));
  return words.every((word) => text.includes(word));
}
