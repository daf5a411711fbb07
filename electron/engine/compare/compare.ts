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
import { Fault } from '#contract/faults.ts';
import type { Job } from '#contract/shapes.ts';
import type { Engine } from '../engine.ts';

type Input<P extends keyof typeof compareProcedures> = z.infer<(typeof compareProcedures)[P]['input']>;
type Output<P extends keyof typeof compareProcedures> = z.infer<(typeof compareProcedures)[P]['output']>;
interface Rows<R> {
  total: number;
  rows: R[];
}

const notBuilt = () => new Fault('usage.notBuilt', { name: 'compare' });

// oxlint-disable-next-line require-yield
export async function* compareRun(
  _engine: Engine,
  _question: Comparison,
  _signal?: AbortSignal,
): AsyncGenerator<CompareProgress, void, void> {
  throw notBuilt();
}
export async function compareSummary(_engine: Engine, _input: Input<'summary'>): Promise<CompareSummary> {
  throw notBuilt();
}
export async function compareDifferences(
  _engine: Engine,
  _input: Input<'differences'>,
): Promise<Rows<DifferenceRow>> {
  throw notBuilt();
}
export async function comparePair(_engine: Engine, _input: Input<'pair'>): Promise<ComparedPair> {
  throw notBuilt();
}
export async function compareMembers(
  _engine: Engine,
  _input: Input<'members'>,
): Promise<Rows<ComparedMember>> {
  throw notBuilt();
}
export async function compareTree(_engine: Engine, _input: Input<'tree'>): Promise<Rows<CompareTreeRow>> {
  throw notBuilt();
}
export async function compareAmbiguous(
  _engine: Engine,
  _input: Input<'ambiguous'>,
): Promise<Rows<AmbiguousRow>> {
  throw notBuilt();
}
export async function compareMapping(_engine: Engine, _input: Input<'mapping'>): Promise<Output<'mapping'>> {
  throw notBuilt();
}
export function compareTemplate(_engine: Engine, _input: Input<'template'>): Job {
  throw notBuilt();
}
export function compareExport(_engine: Engine, _input: Input<'export'>): Job {
  throw notBuilt();
}
