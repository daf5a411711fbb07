import type { z } from 'zod';
import { Fault } from '#contract/faults.ts';
import type { passRoleProcedures } from '#contract/policy/passRole.ts';
import type { Engine } from '../engine.ts';

type Procedures = typeof passRoleProcedures;
type Input<P extends keyof Procedures> = z.infer<Procedures[P]['input']>;
type Output<P extends keyof Procedures> = z.infer<Procedures[P]['output']>;

export async function passRole(
  _engine: Engine,
  _input: Input<'passRole'>,
  _signal?: AbortSignal,
): Promise<Output<'passRole'>> {
  throw new Fault('usage.notBuilt', { name: 'policy passRole' });
}
export async function roleChain(
  _engine: Engine,
  _input: Input<'chain'>,
  _signal?: AbortSignal,
): Promise<Output<'chain'>> {
  throw new Fault('usage.notBuilt', { name: 'policy chain' });
}
