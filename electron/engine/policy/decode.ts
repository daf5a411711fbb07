import type { z } from 'zod';
import { Fault } from '#contract/faults.ts';
import type { decodeProcedures, Decoded } from '#contract/policy/decode.ts';
import type { Engine } from '../engine.ts';

type Input = z.infer<typeof decodeProcedures.decode.input>;
export async function decodeMessage(_engine: Engine, _input: Input, _signal?: AbortSignal): Promise<Decoded> {
  throw new Fault('usage.notBuilt', { name: 'policy decode' });
}
