import { Fault } from '#contract/faults.ts';

/** What is waited for, or `job.cancelled` once whoever waits gives up; it goes on for the others who wait for the same. */
export async function orGivenUp<T>(result: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  const { promise: givenUp, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(new Fault('job.cancelled', {}));
  if (signal?.aborted) giveUp();
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([result, givenUp]);
  } finally {
    signal?.removeEventListener('abort', giveUp);
  }
}
