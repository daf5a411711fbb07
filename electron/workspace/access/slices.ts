import { setImmediate } from 'node:timers/promises';
import { Fault } from '#contract/faults.ts';

/** How long a slice may hold up short questions, in milliseconds. */
const longest = 20;
interface Slices<S> {
  /** Steps between two looks at the clock, which cost more than most steps do. */
  readonly between?: number;
  /** Ends the work with `job.cancelled`. */
  readonly cancelled?: () => boolean;
  /** What the work said last, after each slice. */
  readonly step?: (step: S) => void;
}

/** Runs long work in slices; what else is asked of the thread gets in between. */
export async function inSlices<S, T>(
  work: Generator<S, T>,
  { between = 32, cancelled, step }: Slices<S> = {},
): Promise<T> {
  let began = performance.now();
  for (let steps = 1; ; steps++) {
    const { done, value } = work.next();
    if (done) return value;
    if (steps % between !== 0 || performance.now() - began < longest) continue;
    step?.(value);
    await setImmediate();
    if (cancelled?.()) throw new Fault('job.cancelled', {});
    began = performance.now();
  }
}
