/** Work that several callers wait for and each may give up. */
import { Fault } from '#contract/faults.ts';
import type { Kept } from '../forest/parts.ts';

/** One that gives up ends the work; whoever still waits then has it begun anew, under a signal of his own. */
export async function waiting<K, V>(
  kept: Kept<K, V>,
  key: K,
  make: (signal?: AbortSignal) => Promise<V>,
  signal?: AbortSignal,
): Promise<V> {
  for (;;) {
    if (signal?.aborted) throw new Fault('job.cancelled', {});
    try {
      return await kept.get(key, () => make(signal));
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== 'job.cancelled' || signal?.aborted) throw error;
    }
  }
}
