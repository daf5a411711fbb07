/** Follows work that tells its steps: shows them on a terminal, gives it up on Ctrl+C, and ends in its fault. */
import { Fault } from '#contract/faults.ts';
import type { Context } from './command.ts';

interface Told {
  readonly subject: string;
  readonly done: number;
  readonly total: number | null;
}

/** `told` says a step in words; null: nothing is to be shown of it. */
export async function followSteps<Step>(
  { out }: Pick<Context, 'out'>,
  run: (signal: AbortSignal) => Promise<AsyncIterable<Step>>,
  told: (step: Step) => Told | null,
): Promise<void> {
  const stop = new AbortController();
  const cancel = () => stop.abort();
  process.on('SIGINT', cancel);
  process.on('SIGTERM', cancel);
  const startedAt = new Date().toISOString();
  try {
    for await (const step of await run(stop.signal)) {
      const shown = told(step);
      if (shown === null) continue;
      out.progress({
        id: '', kind: 'export', ...shown, state: 'running', phase: '',
        parts: [], startedAt, note: null, fault: null, snapshotId: null,
      }); // prettier-ignore
    }
  } catch (error) {
    if (stop.signal.aborted) throw new Fault('job.cancelled', {}, { cause: error });
    throw error;
  } finally {
    process.off('SIGINT', cancel);
    process.off('SIGTERM', cancel);
  }
  if (stop.signal.aborted) throw new Fault('job.cancelled', {});
}
