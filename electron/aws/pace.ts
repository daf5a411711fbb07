/** Lets so many calls a second begin, evenly. */
import { setTimeout as sleep } from 'node:timers/promises';

export type Pace = <T>(work: () => Promise<T>) => Promise<T>;

/** `perSecond` calls begin in a second at most, one after the other; how long each takes does not matter. */
export function paceOf(perSecond: number, now: () => number = () => performance.now()): Pace {
  const gap = 1000 / perSecond;
  let next = 0;
  return async (work) => {
    const at = Math.max(next, now());
    next = at + gap;
    const wait = at - now();
    if (wait > 0) await sleep(wait);
    return work();
  };
}
