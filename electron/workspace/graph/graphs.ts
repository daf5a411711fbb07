/** Membership graphs over sets of snapshots, kept while they are in use. */
import type { Snapshots } from '../read/snapshots.ts';
import { readPart } from './part.ts';
import { buildMembershipGraph } from '#domain/membership/graph.ts';
import type { MembershipGraph } from '#domain/membership/graph.ts';
import type { DirectoryPart } from '#domain/membership/part.ts';

const keptParts = 4;
const keptGraphs = 2;

function touch<K, V>(kept: Map<K, V>, key: K, limit: number, make: () => V): V {
  const value = kept.get(key) ?? make();
  kept.delete(key);
  kept.set(key, value);
  if (kept.size > limit) kept.delete(kept.keys().next().value!);
  return value;
}

export class Graphs {
  readonly #snapshots: Snapshots;
  readonly #parts = new Map<number, DirectoryPart>();
  readonly #graphs = new Map<string, MembershipGraph>();

  constructor(snapshots: Snapshots) {
    this.#snapshots = snapshots;
  }

  /** The graph over snapshots that hold objects. */
  of(snapshotIds: readonly number[]): MembershipGraph {
    return touch(this.#graphs, snapshotIds.join(), keptGraphs, () =>
      buildMembershipGraph(
        snapshotIds.map((id) => touch(this.#parts, id, keptParts, () => readPart(this.#snapshots.get(id)!))),
      ),
    );
  }
}
