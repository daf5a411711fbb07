import { Fault } from '#contract/faults.ts';
import type { PolicyExport } from '#contract/policy/export.ts';
import type { Engine } from '../engine.ts';

export async function exportPolicy(
  _engine: Engine,
  _input: PolicyExport,
  _signal?: AbortSignal,
): Promise<{ bytes: number }> {
  throw new Fault('usage.notBuilt', { name: 'policy export' });
}
