/** Work that tells how far it is while somebody listens. */

/** Progress is told at most ten times a second (DESIGN: streams and pages). */
const gapMs = 100;

/**
 * Runs `work` and yields the latest step it told of; returns what it resolves to. Whoever stops listening aborts the work's
 * signal, as `signal` does. Rejects as `work` does.
 */
export async function* telling<Step, Result>(
  work: (tell: (step: Step) => void, stop: AbortSignal) => Promise<Result>,
  signal?: AbortSignal,
): AsyncGenerator<Step, Result, void> {
  const abort = new AbortController();
  const stop = AbortSignal.any([abort.signal, ...(signal ? [signal] : [])]);
  let latest: { readonly step: Step } | null = null;
  let finished = false;
  let wake: () => void = () => {};
  const done = work((step) => void (latest = { step }), stop).finally(() => {
    finished = true;
    wake();
  });
  done.catch(() => {});
  try {
    while (!finished) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, gapMs);
      });
      const told = latest as { readonly step: Step } | null;
      if (told !== null && !finished) {
        latest = null;
        yield told.step;
      }
    }
    return await done;
  } finally {
    abort.abort();
  }
}
