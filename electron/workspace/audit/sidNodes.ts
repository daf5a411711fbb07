/** Nodes of a graph by SID: a table for each snapshot, made when one is first asked for. */
import { nodeOf } from '#domain/membership/graph.ts';
import type { MembershipGraph } from '#domain/membership/graph.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import { SidIndex } from '../search/sidIndex.ts';

export class SidNodes {
  readonly #graph: MembershipGraph;
  readonly #readerOf: (snapshotId: number) => SnapshotReader;
  #tables: readonly SidIndex[] | null = null;
  readonly #known = new Map<string, readonly number[]>();

  constructor(graph: MembershipGraph, readerOf: (snapshotId: number) => SnapshotReader) {
    this.#graph = graph;
    this.#readerOf = readerOf;
  }

  /** In the order of snapshots; objects themselves before stand-ins for them. */
  of(sid: string): readonly number[] {
    let nodes = this.#known.get(sid);
    if (!nodes) this.#known.set(sid, (nodes = this.#find(sid)));
    return nodes;
  }

  #find(sid: string): number[] {
    const { spans } = this.#graph;
    this.#tables ??= spans.map(({ part }) => {
      const reader = this.#readerOf(part.snapshotId);
      return new SidIndex(reader.sids(), reader.column('names'));
    });
    const own: number[] = [];
    const standIns: number[] = [];
    for (const [at, { part, first }] of spans.entries())
      for (const objectId of this.#tables[at]!.find(sid)) {
        const node = nodeOf(this.#graph, { snapshotId: part.snapshotId, objectId });
        if (node >= 0) (part.foreign[node - first] === 1 ? standIns : own).push(node);
      }
    return [...own, ...standIns];
  }
}
