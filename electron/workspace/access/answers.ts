/** What the access thread answers of mapping and access. */
import { Fault } from '#contract/faults.ts';
import type { Access, GrantFilter } from '#contract/index.ts';
import type { Page } from '#contract/shapes.ts';
import { nodeOf } from '#domain/membership/graph.ts';
import type { GrantPage } from '../answers.ts';
import { answerAccess } from './userAccess.ts';
import type { AccessWorld } from './world.ts';

export function accessAnswers(world: AccessWorld) {
  return {
    grants(filter: GrantFilter, page: Page): GrantPage {
      return world.atOnce(() => world.grants.page(filter, page));
    },

    access(snapshotId: number, objectId: number): Access {
      return world.atOnce(() => {
        world.snapshots.withObjects(snapshotId, objectId).row(objectId);
        const { snapshots: set, graph } = world.set(snapshotId);
        // An organizational unit, say: nothing that could be in a group.
        if (nodeOf(graph, { snapshotId, objectId }) < 0)
          throw new Fault('object.notFound', { name: `${snapshotId}/${objectId}` });
        const grants = world.grants.over(set);
        return answerAccess(world.snapshots, { snapshotId, objectId, set, graph, grants });
      });
    },
  };
}
