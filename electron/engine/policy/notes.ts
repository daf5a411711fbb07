import type { z } from 'zod';
import { Fault } from '#contract/faults.ts';
import type { decodeProcedures } from '#contract/policy/decode.ts';
import type { Engine } from '../engine.ts';

type Procedure = (typeof decodeProcedures)['notes'];
export async function policyNotesOf(
  _engine: Engine,
  _input: z.infer<Procedure['input']>,
): Promise<z.infer<Procedure['output']>> {
  throw new Fault('usage.notBuilt', { name: 'policy notes' });
}
