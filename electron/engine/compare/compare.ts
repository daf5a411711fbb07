/** The comparison's procedures. */
import type { z } from 'zod';
import type {
  AmbiguousRow,
  ComparedMember,
  ComparedPair,
  compareProcedures,
  CompareProgress,
  CompareSummary,
  CompareTreeRow,
  Comparison,
  DifferenceRow,
} from '#contract/compare.ts';
import type { Job } from '#contract/shapes.ts';
import type { Workspace } from '#workspace/api.ts';
import type { Engine } from '../engine.ts';
import { startDifferences, startTemplate } from './files.ts';
import { readMapping } from './mappingFile.ts';
import { nameOf, withComparison } from './questions.ts';
import { telling } from '../telling.ts';

type Input<P extends keyof typeof compareProcedures> = z.infer<(typeof compareProcedures)[P]['input']>;
type Output<P extends keyof typeof compareProcedures> = z.infer<(typeof compareProcedures)[P]['output']>;
interface Rows<R> {
  total: number;
  rows: R[];
}

/** Computes a comparison and tells how far it is; the last message names it. Ending the stream gives it up. */
export async function* compareRun(
  engine: Engine,
  asked: Comparison,
  signal?: AbortSignal,
): AsyncGenerator<CompareProgress, void, void> {
  const workspace = engine.workspace.current;
  const { id, question } = await nameOf(engine, asked);
  yield* telling<CompareProgress, void>(
    (tell, stop) => workspace.compare(id, question, (step) => tell({ ...step, id: null }), stop),
    signal,
  );
  const { differences, pairs } = await workspace.compareSummary(id);
  yield { phase: 'counting', done: pairs, total: pairs, found: differences, id };
}

function ask<T>(engine: Engine, id: string, of: (workspace: Workspace) => Promise<T>): Promise<T> {
  const workspace = engine.workspace.current;
  return withComparison(workspace, id, () => of(workspace));
}

export const compareSummary = (engine: Engine, { id }: Input<'summary'>): Promise<CompareSummary> =>
  ask(engine, id, (workspace) => workspace.compareSummary(id));

export const compareDifferences = (
  engine: Engine,
  { id, filter, page }: Input<'differences'>,
): Promise<Rows<DifferenceRow>> =>
  ask(engine, id, (workspace) => workspace.compareDifferences(id, filter, page));

export const comparePosition = async (
  engine: Engine,
  { id, filter, side, objectId }: Input<'position'>,
): Promise<Output<'position'>> => ({
  offset: await ask(engine, id, (workspace) => workspace.comparePosition(id, filter, side, objectId)),
});

export const comparePair = (engine: Engine, { id, side, objectId }: Input<'pair'>): Promise<ComparedPair> =>
  ask(engine, id, (workspace) => workspace.comparePair(id, side, objectId));

export const compareMembers = (
  engine: Engine,
  { id, ...asked }: Input<'members'>,
): Promise<Rows<ComparedMember>> => ask(engine, id, (workspace) => workspace.compareMembers(id, asked));

export const compareTree = (
  engine: Engine,
  { id, parent, page }: Input<'tree'>,
): Promise<Rows<CompareTreeRow>> => ask(engine, id, (workspace) => workspace.compareTree(id, parent, page));

export const compareTreePosition = async (
  engine: Engine,
  { id, parent, side, objectId }: Input<'treePosition'>,
): Promise<Output<'treePosition'>> => ({
  offset: await ask(engine, id, (workspace) => workspace.compareTreePosition(id, parent, side, objectId)),
});

export const compareAmbiguous = (
  engine: Engine,
  { id, page }: Input<'ambiguous'>,
): Promise<Rows<AmbiguousRow>> => ask(engine, id, (workspace) => workspace.compareAmbiguous(id, page));

export async function compareMapping(
  engine: Engine,
  { handle, a, b }: Input<'mapping'>,
): Promise<Output<'mapping'>> {
  const { lines, issues } = await readMapping(engine.files.at(handle));
  const found = await engine.workspace.current.compareMapping(a, b, lines);
  return { ...found, issues: [...issues, ...found.issues].slice(0, 1000) };
}

export const compareTemplate = (engine: Engine, { id, target }: Input<'template'>): Job =>
  startTemplate(engine, id, target);

export const compareExport = (engine: Engine, input: Input<'export'>): Job => startDifferences(engine, input);
