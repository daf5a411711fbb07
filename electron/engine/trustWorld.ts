/** Everything of the open workspace that tells of trusts: forests of snapshots, AWS directories of estates. */
import { holdsObjects } from '#contract/shapes.ts';
import type { TrustWorld } from '#domain/compare/structure/trustNodes.ts';
import type { ForestPart } from '#domain/forest/input.ts';
import { readForests } from '#domain/forest/readForests.ts';
import type { Engine } from './engine.ts';
import { forestPart } from './forest/parts.ts';

/** Every forest of the newest snapshots or of those named, and the newest estates. */
export async function trustWorld(engine: Engine, snapshotIds?: readonly number[]): Promise<TrustWorld> {
  const workspace = engine.workspace.current;
  const sources = await workspace.sources();
  const newest = sources
    .filter(({ kind }) => holdsObjects(kind))
    .flatMap(({ snapshots }) => snapshots.findLast(({ complete }) => complete)?.id ?? []);
  const parts: ForestPart[] = [];
  for (const snapshotId of snapshotIds ?? newest) {
    const part = await forestPart(engine, { in: 'snapshot', snapshotId });
    if (part) parts.push(part);
  }
  return {
    forests: readForests(parts),
    sources: sources.flatMap(({ origin, directoryId, snapshots }) =>
      snapshots.map(({ id }) => ({ snapshotId: id, origin, directoryId })),
    ),
    estates: (await workspace.estates()).map(({ snapshotId, readAt, facts }) => ({
      snapshotId,
      readAt,
      directories: facts.directories,
    })),
  };
}
