import fc from 'fast-check';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Broadcast } from './broadcast.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);

it('hands on what there is at once, then the newest of each key and no backlog', async () => {
  const topic = new Broadcast<string, number>();
  topic.set('a', 1);
  topic.set('b', 2);
  const stop = new AbortController();
  const heard = topic.watch(stop.signal, 0);
  expect([(await heard.next()).value, (await heard.next()).value]).toEqual([1, 2]);
  for (let value = 10; value < 100; value += 1) topic.set('a', value);
  expect((await heard.next()).value).toBe(99);
  stop.abort();
  expect((await heard.next()).done).toBe(true);
});

it('keeps the gap between messages of one key', async () => {
  const topic = new Broadcast<string, number>();
  topic.set('a', 0);
  const heard = topic.watch(undefined, 60);
  await heard.next();
  const started = performance.now();
  topic.set('a', 1);
  expect((await heard.next()).value).toBe(1);
  expect(performance.now() - started).toBeGreaterThan(50);
});

it.each([
  ['while it waits for a change', 0],
  ['in the middle of the gap', 10_000],
])('ends at once when asked %s', async (_when, gapMs) => {
  const topic = new Broadcast<string, number>();
  topic.set('a', 0);
  const stop = new AbortController();
  const heard = topic.watch(stop.signal, gapMs);
  await heard.next();
  const next = heard.next();
  await delay(5);
  stop.abort();
  expect((await next).done).toBe(true);
});

it('leaves no listener on the signal, however many messages went by', async () => {
  const topic = new Broadcast<string, number>();
  const stop = new AbortController();
  let listening = 0;
  const { signal } = stop;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => void ((listening += 1), add(...args));
  signal.removeEventListener = (...args: Parameters<typeof remove>) =>
    void ((listening -= 1), remove(...args));
  topic.set('a', 0);
  const heard = topic.watch(signal, 1);
  for (let value = 1; value < 30; value += 1) {
    await heard.next();
    topic.set('a', value);
  }
  expect(listening).toBeLessThanOrEqual(1);
  await heard.return();
  expect(listening).toBe(0);
});

type Step = { readonly key: string; readonly ticks: number };

it('loses no wake-up: whoever follows ends with the newest value of every key, and none goes back', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), ticks: fc.nat(3) }), { maxLength: 30 }),
      fc.array(fc.nat(3), { minLength: 1, maxLength: 5 }),
      async (steps: Step[], paces) => {
        const topic = new Broadcast<string, { key: string; value: number }>();
        const stop = new AbortController();
        const seen = new Map<string, number>();
        const follow = (async () => {
          let at = 0;
          for await (const { key, value } of topic.watch(stop.signal, 0)) {
            expect(value).toBeGreaterThan(seen.get(key) ?? -1);
            seen.set(key, value);
            for (let tick = paces[at++ % paces.length]!; tick > 0; tick -= 1) await Promise.resolve();
          }
        })();
        const last = new Map<string, number>();
        for (const [value, { key, ticks }] of steps.entries()) {
          topic.set(key, { key, value });
          last.set(key, value);
          for (let tick = ticks; tick > 0; tick -= 1) await Promise.resolve();
        }
        for (let wait = 0; wait < 100 && [...last].some(([key, value]) => seen.get(key) !== value); wait += 1)
          await delay(1);
        stop.abort();
        await follow;
        expect(seen).toEqual(last);
      },
    ),
    { numRuns: Math.min(numRuns, 2000) },
  );
});
