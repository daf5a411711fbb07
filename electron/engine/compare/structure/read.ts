/** What the structure of a snapshot's forest is read from: its part, kept, and one search for what links are on. */
import { Fault } from '#contract/faults.ts';
import { structureAttributes, structureFilters } from '#domain/compare/structure/input.ts';
import type { StructureInput } from '#domain/compare/structure/input.ts';
import { configurationOf, sameDn } from '#domain/forest/names.ts';
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
    const find = async (base: string | null, filter: string) => {
      const request = { base, scope: 'sub', filter, attributes: [...structureAttributes] } as const;
      return (await workspace.find(snapshotId, request, ended)).entries;
    };
    const holders = await find(null, structureFilters.domains);
    const context = configurationOf(forest.dn);
    const read = part.contexts.some((dn) => sameDn(dn, context));
    if (read) holders.push(...(await find(context, structureFilters.configuration)));
    return { forest, part, holders };
  };
  return waiting(inputs(workspace), snapshotId, make, signal);
}
