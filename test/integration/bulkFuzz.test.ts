/** As many damaged answers as a hostile server has time for, shared out among the processors; a short run is beside the reader. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';

const entry = new URL('./bulkFuzzThread.ts', import.meta.url);

/** Resolves with the exit code of a thread that bore its runs; rejects with what it threw. */
function thread(runs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    // No flags of the parent: a test runner's would not fit.
    const worker = new Worker(entry, { workerData: runs, execArgv: [] });
    worker.once('error', reject);
    worker.once('exit', resolve);
  });
}

it('a hundred thousand damaged streams are read rightly, or end with a fault', async () => {
  const threads = availableParallelism();
  const runs = Math.ceil(100_000 / threads);
  const codes = await Promise.all(Array.from({ length: threads }, () => thread(runs)));
  expect(codes).toEqual(Array(threads).fill(0));
}, 900_000);
