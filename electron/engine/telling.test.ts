import { describe, expect, it } from 'vitest';
import { telling } from './telling.ts';

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 150));

describe('work that tells how far it is', () => {
  it('tells the latest step and gives what the work resolves to', async () => {
    const run = telling<number, string>(async (tell) => {
      tell(1);
      tell(2);
      await soon();
      return 'done';
    });
    expect(await run.next()).toEqual({ done: false, value: 2 });
    expect(await run.next()).toEqual({ done: true, value: 'done' });
  });

  it('keeps a step told while the listener was busy', async () => {
    const run = telling<number, null>(async (tell) => {
      tell(1);
      await soon();
      tell(2);
      await soon();
      await soon();
      return null;
    });
    expect((await run.next()).value).toBe(1);
    await soon();
    expect((await run.next()).value).toBe(2);
    expect((await run.next()).done).toBe(true);
  });

  it('rejects as the work does', async () => {
    const run = telling(async () => {
      throw new Error('the work failed');
    });
    await expect(run.next()).rejects.toThrow('the work failed');
  });

  it('stops the work when nobody listens any more, and when the signal says so', async () => {
    for (const way of ['return', 'signal'] as const) {
      const outer = new AbortController();
      const seen: { stop: AbortSignal | null } = { stop: null };
      const run = telling<number, null>(async (tell, stop) => {
        seen.stop = stop;
        tell(1);
        await soon();
        await soon();
        return null;
      }, outer.signal);
      await run.next();
      expect(seen.stop?.aborted).toBe(false);
      if (way === 'return') await run.return(null);
      else outer.abort();
      expect(seen.stop?.aborted).toBe(true);
    }
  });
});
