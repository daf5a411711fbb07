/** Waits for a job: shows its progress, cancels it on Ctrl+C, and ends in its fault. */
import { Fault } from '#contract/faults.ts';
import type { Job } from '#contract/shapes.ts';
import type { FaultData } from '#contract/faults.ts';
import type { Context } from './command.ts';

/** What a shell reports of a program that Ctrl+C ended: 128 and the signal's number. */
export const interruptedCode = 130;
/** A cancel that takes longer (a batch is being written) is not waited for: what is unfinished goes at the next opening. */
const patienceMs = 1500;

export async function waitFor({ engine, out }: Pick<Context, 'engine' | 'out'>, started: Job): Promise<Job> {
  const stop = new AbortController();
  const follow = (async () => {
    for await (const job of engine.jobs.watch(stop.signal)) if (job.id === started.id) out.progress(job);
  })();
  let asked = false;
  const cancel = () => {
    if (asked) process.exit(interruptedCode);
    asked = true;
    setTimeout(() => process.exit(interruptedCode), patienceMs).unref();
    void engine.jobs.cancel(started.id);
  };
  process.on('SIGINT', cancel);
  process.on('SIGTERM', cancel);
  try {
    const job = await engine.jobs.ended(started.id);
    out.progress(job);
    if (job.fault) throw Fault.fromData(job.fault as FaultData);
    return job;
  } finally {
    process.off('SIGINT', cancel);
    process.off('SIGTERM', cancel);
    stop.abort();
    await follow;
  }
}
