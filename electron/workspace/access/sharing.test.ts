import { describe, expect, it } from 'vitest';
import { inSlices } from './slices.ts';
import { Sharing } from './sharing.ts';

/** Never ends by itself. */
function* endless(): Generator<void, number> {
  for (;;) {
    const until = performance.now() + 5;
    while (performance.now() < until);
    yield;
  }
}
const gaveUp = { code: 'job.cancelled' };

describe('a long answer', () => {
  it('is computed once for all who ask at once, and kept', async () => {
    const sharing = new Sharing<number>(2);
    let runs = 0;
    const compute = async () => ++runs;
    const both = [
      sharing.ask('a', undefined, compute),
      sharing.ask('a', new AbortController().signal, compute),
    ];
    expect(await Promise.all(both)).toEqual([1, 1]);
    expect(await sharing.ask('a', undefined, compute)).toBe(1);
  });

  it('goes on for others when one gives up, and ends when all have', async () => {
    const sharing = new Sharing<number>(2);
    let stopped = false;
    const compute = async (stop: AbortSignal) => {
      stop.addEventListener('abort', () => (stopped = true));
      return inSlices(endless(), { between: 1, cancelled: () => stop.aborted });
    };
    const [one, other] = [new AbortController(), new AbortController()];
    const asked = [sharing.ask('a', one.signal, compute), sharing.ask('a', other.signal, compute)];
    one.abort();
    await expect(asked[0]).rejects.toMatchObject(gaveUp);
    expect(stopped).toBe(false);
    other.abort();
    await expect(asked[1]).rejects.toMatchObject(gaveUp);
    expect(stopped).toBe(true);
    // Who asks again begins anew.
    expect(await sharing.ask('a', undefined, async () => 7)).toBe(7);
  });

  it('is not begun for somebody who gave up before', async () => {
    const sharing = new Sharing<number>(2);
    await expect(
      sharing.ask('a', AbortSignal.abort(), () => Promise.reject(new Error('begun'))),
    ).rejects.toMatchObject(gaveUp);
  });

  it('that failed is not kept', async () => {
    const sharing = new Sharing<number>(2);
    await expect(sharing.ask('a', undefined, () => Promise.reject(new Error('once')))).rejects.toThrow(
      'once',
    );
    expect(await sharing.ask('a', undefined, async () => 2)).toBe(2);
  });

  it('of long ago is let go', async () => {
    const sharing = new Sharing<number>(2);
    let runs = 0;
    for (const key of ['a', 'b', 'c', 'a']) await sharing.ask(key, undefined, async () => ++runs);
    expect(runs).toBe(4);
  });
});
