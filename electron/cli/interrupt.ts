/** Work that Ctrl+C gives up: it then ends in `job.cancelled`. */
import { Fault } from '#contract/faults.ts';

export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const cancel = () => stop.abort();
  process.on('SIGINT', cancel);
  process.on('SIGTERM', cancel);
  try {
    const done = await work(stop.signal);
    if (stop.signal.aborted) throw new Fault('job.cancelled', {});
    return done;
  } catch (error) {
    if (stop.signal.aborted) throw new Fault('job.cancelled', {}, { cause: error });
    throw error;
  } finally {
    process.off('SIGINT', cancel);
    process.off('SIGTERM', cancel);
  }
}
