/** A snapshot's forest against each kind of directory: read once, kept as long as the workspace is open. */
import { Fault } from '#contract/faults.ts';
import type { FitView } from '#contract/fit.ts';
import { featureTable } from '#domain/compare/fit/features.ts';
import type { SchemaReading } from '#domain/compare/fit/schemaGaps.ts';
import { limitTable } from '#domain/compare/fit/limits.ts';
import { mostEvidence, type FitFacts } from '#domain/compare/fit/needFacts.ts';
import type { Workspace } from '#workspace/api.ts';
import type { Engine } from '../../engine.ts';
import { Kept, keptBy } from '../../forest/parts.ts';
import { schemaAt } from '../../schema.ts';
import { waiting } from '../shared.ts';
import { structureInput } from '../structure/read.ts';
import { schemaReading } from './schemaReading.ts';
import { countNeeds } from './count.ts';

type SnapshotFacts = Omit<FitFacts, 'estates'>;
const facts = keptBy<Workspace, Kept<number, SnapshotFacts>>(() => new Kept(4));

async function readFacts(engine: Engine, snapshotId: number, signal?: AbortSignal): Promise<SnapshotFacts> {
  const workspace = engine.workspace.current;
  const structure = await structureInput(engine, snapshotId, signal);
  const schema = await schemaAt(engine, { in: 'snapshot', snapshotId });
  const census = await workspace.census(snapshotId, mostEvidence, signal);
  const said = await saidOfSchema(workspace, snapshotId);
  const counted = await countNeeds({ workspace, snapshotId, structure, census }, schema, said);
  return { structure, counted, objects: census.objects, users: census.users };
}

async function saidOfSchema(workspace: Workspace, snapshotId: number): Promise<SchemaReading> {
  for (const source of await workspace.sources()) {
    const snapshot = source.snapshots.find(({ id }) => id === snapshotId);
    if (snapshot) return schemaReading(source, snapshot);
  }
  throw new Fault('snapshot.notFound', { id: snapshotId });
}

/** @throws Fault `snapshot.notFound`, `forest.none`, `job.cancelled` */
export async function featuresOf(engine: Engine, snapshotId: number, signal?: AbortSignal): Promise<FitView> {
  const workspace = engine.workspace.current;
  const make = (ended?: AbortSignal) => readFacts(engine, snapshotId, ended);
  const known = await waiting(facts(workspace), snapshotId, make, signal);
  // Estates are read anew at any time: what they tell is put beside the counts, not kept with them.
  const estates = (await workspace.estates()).map(({ snapshotId: of, readAt, facts: told }) => ({
    snapshotId: of,
    readAt,
    directories: told.directories,
    identityCenter: told.identityCenter,
    delegations: told.delegations,
    directoryLimits: told.directoryLimits,
  }));
  const all: FitFacts = { ...known, estates };
  const { forest, part } = known.structure;
  return {
    snapshotId,
    forest: forest.id,
    readAt: part.readAt,
    features: featureTable(all),
    limits: limitTable(all),
  };
}
