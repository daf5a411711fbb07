/** The graph's thread: who is in what, and what follows from it. Its long computations hold up nobody else. */
import { Fault } from '#contract/faults.ts';
import type { Access, GrantFilter } from '#contract/index.ts';
import type { Page } from '#contract/shapes.ts';
import type { GrantPage, MemberPage } from '../answers.ts';
import { openToRead } from '../file.ts';
import { Grants } from '../graph/grants.ts';
import { Graphs } from '../graph/graphs.ts';
import { Memberships } from '../graph/members.ts';
import type { Direction } from '../graph/members.ts';
import { Snapshots } from '../read/snapshots.ts';
import type { WorkerData } from './roles.ts';

export type GraphMethods = ReturnType<typeof graphMethods>;

export function graphMethods(data: WorkerData) {
  const db = openToRead(data.path, data.immutable ? 'immutable' : 'read');
  const snapshots = new Snapshots(db);
  const graphs = new Graphs(db, snapshots);
  const memberships = new Memberships(db, snapshots);
  const grants = new Grants(db, snapshots);

  return {
    memberships(
      direction: Direction,
      snapshotId: number,
      objectId: number,
      nested: boolean,
      page: Page,
    ): MemberPage {
      return db.transaction(() => {
        snapshots.withObjects(snapshotId, objectId);
        const set = graphs.setWith(snapshotId);
        return memberships.page(graphs.of(set), set.join(), direction, snapshotId, objectId, nested, page);
      }, 'DEFERRED');
    },

    grants(filter: GrantFilter, page: Page): GrantPage {
      return db.transaction(() => grants.page(filter, page), 'DEFERRED');
    },

    access(_snapshotId: number, _objectId: number): Access {
      throw new Fault('usage.notBuilt', { name: 'access' });
    },

    close(): void {
      db.close();
    },
  };
}
