import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Fault } from '#contract/faults.ts';
import type { UserStore } from '#userstore/api.ts';
import { openUserStore } from '#userstore/open.ts';
import { Flights } from './flights.ts';

let folder: string;
const open: UserStore[] = [];
/** Another connection to the same file: what another process sees. */
function connection(): UserStore {
  const { store } = openUserStore(folder);
  open.push(store);
  return store;
}
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'treeline-flights-'))));
afterEach(() => {
  for (const store of open.splice(0)) store.close();
  rmSync(folder, { recursive: true });
});
const never = new AbortController().signal;

describe('within a process', () => {
  it('all who ask for one thing wait for the one request', async () => {
    const flights = new Flights(connection());
    const { promise, resolve } = Promise.withResolvers<string>();
    let begun = 0;
    const work = () => {
      begun += 1;
      return promise;
    };
    const all = Array.from({ length: 200 }, () => flights.join('a', work));
    const other = flights.join('b', () => Promise.resolve('other'));
    resolve('keys');
    expect(new Set(await Promise.all(all))).toEqual(new Set(['keys']));
    expect([begun, await other, flights.running('a')]).toEqual([1, 'other', false]);
  });

  it('a fault goes to all of them, and the next one asks anew', async () => {
    const flights = new Flights(connection());
    const fails = () => Promise.reject(new Error('refused'));
    const both = [flights.join('a', fails), flights.join('a', fails)];
    expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await flights.join('a', () => Promise.resolve(1))).toBe(1);
  });
});

describe('across processes', () => {
  it('one works, and the others take what it got', async () => {
    const processes = Array.from({ length: 4 }, () => new Flights(connection()));
    let kept: string | null = null;
    let calls = 0;
    const got = await Promise.all(
      processes.map((flights) =>
        flights.alone({ key: 'session:s', name: 's', done: () => kept }, never, async () => {
          calls += 1;
          await new Promise((resolve) => setTimeout(resolve, 30));
          kept = 'keys';
          return kept;
        }),
      ),
    );
    expect([calls, ...got]).toEqual([1, 'keys', 'keys', 'keys', 'keys']);
  });

  it('where the one fails, the next one tries', async () => {
    const [first, second] = [new Flights(connection()), new Flights(connection())];
    const lease = { key: 'k', name: 'n', done: () => null };
    const { promise, reject } = Promise.withResolvers<never>();
    const failing = first.alone(lease, never, () => promise);
    const waiting = second.alone(lease, never, () => Promise.resolve('mine'));
    reject(new Error('refused'));
    await expect(failing).rejects.toThrow('refused');
    expect(await waiting).toBe('mine');
  });

  it('is given up at its limit and when nobody waits any more', async () => {
    const store = connection();
    const holder = new Flights(store);
    const lease = { key: 'k', name: 'prod', done: () => null };
    const { promise, resolve } = Promise.withResolvers<string>();
    const held = holder.alone(lease, never, () => promise);
    const other = new Flights(connection(), { waitMs: 120 });
    await expect(other.alone(lease, never, () => Promise.resolve(''))).rejects.toMatchObject({
      code: 'session.busyElsewhere',
      params: { name: 'prod' },
    });
    const ending = new AbortController();
    const waiting = new Flights(connection()).alone(lease, ending.signal, () => Promise.resolve(''));
    ending.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'job.cancelled' });
    resolve('done');
    expect(await held).toBe('done');
  });
});

describe('a lease that cannot be kept', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const full = () => {
    throw new Fault('workspace.diskFull', { name: 'treeline.db' });
  };
  const lease = { key: 'k', name: 'prod', done: () => null };

  it('ends nothing where the store cannot be written for a while', async () => {
    const store = connection();
    const { promise, resolve } = Promise.withResolvers<string>();
    const working = new Flights(store).alone(lease, never, () => promise);
    vi.spyOn(store, 'takeLease').mockImplementation(full);
    vi.spyOn(store, 'dropLease').mockImplementation(full);
    expect(() => vi.advanceTimersByTime(6_000)).not.toThrow();
    resolve('keys');
    expect(await working).toBe('keys');
  });

  it('ends the work once another has it', async () => {
    const store = connection();
    const work = (signal: AbortSignal) =>
      new Promise<never>((_, reject) =>
        signal.addEventListener('abort', () => reject(new Fault('job.cancelled', {}))),
      );
    const working = new Flights(store).alone(lease, never, work);
    // As after a sleep that the lease did not outlive.
    vi.spyOn(store, 'takeLease').mockReturnValue(false);
    vi.advanceTimersByTime(6_000);
    await expect(working).rejects.toMatchObject({ code: 'session.busyElsewhere', params: { name: 'prod' } });
  });
});

it('tells of what runs when it begins and once it has ended', async () => {
  const seen: boolean[] = [];
  const flights: Flights = new Flights(connection(), { changed: () => seen.push(flights.running('a')) });
  await flights.join('a', () => Promise.resolve(1));
  expect(seen).toEqual([true, false]);
});

it('begins nothing once it is closed', async () => {
  const flights = new Flights(connection());
  await flights.close();
  await expect(flights.join('a', () => Promise.resolve(1))).rejects.toMatchObject({ code: 'job.cancelled' });
});
