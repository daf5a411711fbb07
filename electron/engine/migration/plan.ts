/** The migration procedures. */
import type { z } from 'zod';
import { Fault } from '#contract/faults.ts';
import type { migrationProcedures, PlanProgress, PlanQuestion } from '#contract/migration.ts';
import type { Engine } from '../engine.ts';

type Procedures = typeof migrationProcedures;
type Name = keyof Procedures;
type Input<P extends Name> = z.infer<Procedures[P]['input']>;
type Output<P extends Name> = z.infer<Procedures[P]['output']>;

const notBuilt = (): Fault => new Fault('usage.notBuilt', { name: 'migration' });

export async function* runPlan(
  _engine: Engine,
  _question: PlanQuestion,
  _signal?: AbortSignal,
): AsyncGenerator<PlanProgress, void> {
  throw notBuilt();
}

export async function answer<P extends Name>(
  _engine: Engine,
  _name: P,
  _input: Input<P>,
  _signal?: AbortSignal,
): Promise<Output<P>> {
  throw notBuilt();
}
