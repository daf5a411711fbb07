/** What the access thread keeps at hand: snapshots, the membership graph over the newest of them, and the grants. */
import { newestSnapshots } from '../catalogue.ts';
import type { SourceSnapshot } from '../catalogue.ts';
import { Graphs } from '../graph/graphs.ts';
import { Snapshots } from '../read/snapshots.ts';
import { Searches } from '../search/searches.ts';
import type { Database } from '../sqlite.ts';
import type { MembershipGraph } from '#domain/membership/graph.ts';
import { Grants } from './grants.ts';

/** A set of snapshots: the newest complete one of every source, or one of an older time in its place. */
export interface SnapshotSet {
  /** The same for the same snapshots. */
  readonly key: string;
  readonly snapshots: readonly SourceSnapshot[];
  readonly graph: MembershipGraph;
}

export class AccessWorld {
  readonly db: Database;
  readonly snapshots: Snapshots;
  readonly searches: Searches;
  readonly grants: Grants;
  readonly #graphs: Graphs;

  constructor(db: Database) {
    this.db = db;
    this.snapshots = new Snapshots(db);
    this.searches = new Searches(db);
    this.grants = new Grants(db, this.snapshots, this.searches);
    this.#graphs = new Graphs(this.snapshots);
  }

  /** With `instead`, that snapshot in the place of its source's newest. */
  set(instead = 0): SnapshotSet {
    const snapshots = newestSnapshots(this.db, instead);
    const ids = snapshots.filter(({ hasObjects }) => hasObjects).map(({ snapshotId }) => snapshotId);
    return {
      key: snapshots.map(({ snapshotId }) => snapshotId).join(),
      snapshots,
      graph: this.#graphs.of(ids),
    };
  }

  /** What one call reads is of one moment, though a source may be removed meanwhile. */
  atOnce<T>(work: () => T): T {
    return this.db.transaction(work, 'DEFERRED');
  }
}
