/** Follows work that tells its steps: shows them on a terminal, gives it up on Ctrl+C, and ends in its fault. */
import type { Context } from './command.ts';
import { interruptible } from './interrupt.ts';

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
  const startedAt = new Date().toISOString();
  await interruptible(async (signal) => {
    for await (const step of await run(signal)) {
      const shown = told(step);
      if (shown === null) continue;
      out.progress({
        id: '', kind: 'export', ...shown, state: 'running', phase: '',
        parts: [], startedAt, note: null, fault: null, snapshotId: null,
      }); // prettier-ignore
    }
  });
}
