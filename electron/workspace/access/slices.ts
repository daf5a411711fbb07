import { setImmediate } from 'node:timers/promises';
import { Fault } from '#contract/faults.ts';

/** How long a slice may hold up short questions, in milliseconds. */
const longest = 20;
/** Looking at the clock costs more than a step. */
const between = 32;

/** Runs long work in slices; what else is asked of the thread gets in between. `cancelled` ends it with `job.cancelled`. */
export async function inSlices<T>(work: Generator<void, T>, cancelled?: () => boolean): Promise<T> {
  let began = performance.now();
  for (let steps = 1; ; steps++) {
    const { done, value } = work.next();
    if (done) return value;
    if (steps % between !== 0 || performance.now() - began < longest) continue;
    await setImmediate();
    if (cancelled?.()) throw new Fault('job.cancelled', {});
    began = performance.now();
  }
}
