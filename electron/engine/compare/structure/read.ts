/** What the structure of a snapshot's forest is read from: its part, kept, and one search for what links are on. */
import { Fault } from '#contract/faults.ts';
import { structureAttributes, structureFilter } from '#domain/compare/structure/input.ts';
import type { StructureInput } from '#domain/compare/structure/input.ts';
import { readForests } from '#domain/forest/readForests.ts';
import type { Workspace } from '#workspace/api.ts';
import type { Engine } from '../../engine.ts';
import { waiting } from '../shared.ts';
import { forestPartOf, Kept, keptBy } from '../../forest/parts.ts';

const inputs = keptBy<Workspace, Kept<number, StructureInput>>(() => new Kept(4));

/** @throws Fault `snapshot.notFound`, `forest.none` */
export function structureInput(
  engine: Engine,
  snapshotId: number,
  signal?: AbortSignal,
): Promise<StructureInput> {
  const workspace = engine.workspace.current;
  const make = async (ended?: AbortSignal): Promise<StructureInput> => {
    const part = await forestPartOf(engine, { in: 'snapshot', snapshotId });
    const forest = readForests([part])[0];
    if (!forest) throw new Fault('forest.none', {});
    const { entries } = await workspace.find(
      snapshotId,
      { base: null, scope: 'sub', filter: structureFilter, attributes: [...structureAttributes] },
      ended,
    );
    return { forest, part, holders: entries };
  };
  return waiting(inputs(workspace), snapshotId, make, signal);
}
