/** The structure procedures: two directories side by side, and trusts from both ends. */
import type { z } from 'zod';
import { Fault } from '#contract/faults.ts';
import type { StructureView, TrustsView, structureProcedures } from '#contract/structure.ts';
import type { Engine } from './engine.ts';

type Input<P extends keyof typeof structureProcedures> = z.infer<(typeof structureProcedures)[P]['input']>;

export async function structureCompare(
  _engine: Engine,
  _input: Input<'compare'>,
  _signal?: AbortSignal,
): Promise<StructureView> {
  throw new Fault('usage.notBuilt', { name: 'structure' });
}

export async function structureTrusts(_engine: Engine, _input: Input<'trusts'>): Promise<TrustsView> {
  throw new Fault('usage.notBuilt', { name: 'structure' });
}
