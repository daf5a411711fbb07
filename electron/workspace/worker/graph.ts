/** The graph's thread: who is in what. Its long computations hold up nobody else. */
import type { Page } from '#contract/shapes.ts';
import type { MemberPage, PrincipalFacts } from '../answers.ts';
import { newestSnapshots } from '../catalogue.ts';
import { openToRead } from '../file.ts';
import { Graphs } from '../graph/graphs.ts';
import { Memberships } from '../graph/members.ts';
import type { Direction } from '../graph/members.ts';
import { principalFacts } from '../graph/principals.ts';
import { Snapshots } from '../read/snapshots.ts';
import type { WorkerData } from './roles.ts';

export type GraphMethods = ReturnType<typeof graphMethods>;

export function graphMethods(data: WorkerData) {
  const db = openToRead(data.path, data.immutable ? 'immutable' : 'read');
  const snapshots = new Snapshots(db);
  const graphs = new Graphs(snapshots);
  const memberships = new Memberships(db, snapshots);

  /** The graph over the newest snapshots, the one asked about in the place of its source's newest. */
  const around = (snapshotId: number, objectId: number) => {
    snapshots.withObjects(snapshotId, objectId).row(objectId);
    const set = newestSnapshots(db, snapshotId);
    const ids = set.filter(({ hasObjects }) => hasObjects).map((one) => one.snapshotId);
    return { ids, graph: graphs.of(ids) };
  };

  return {
    memberships(
      direction: Direction,
      snapshotId: number,
      objectId: number,
      nested: boolean,
      page: Page,
    ): MemberPage {
      return db.transaction(() => {
        const { ids, graph } = around(snapshotId, objectId);
        return memberships.page(graph, ids.join(), direction, snapshotId, objectId, nested, page);
      }, 'DEFERRED');
    },

    principals(snapshotId: number, objectId: number, sids: readonly string[]): PrincipalFacts[] {
      return db.transaction(() => {
        const { graph } = around(snapshotId, objectId);
        return principalFacts(snapshots, graph, { snapshotId, objectId }, sids);
      }, 'DEFERRED');
    },

    close(): void {
      db.close();
    },
  };
}
