import { expect, it } from 'vitest';
import { Fault } from '#contract/faults.ts';
import { Jobs, type JobControl } from './jobs.ts';

const cancelled = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });

it.each<[what: string, work: (control: JobControl) => Promise<number | null>, end: object]>([
  ['done', async () => 7, { state: 'done', phase: 'done', snapshotId: 7, fault: null }],
  [
    'a fault',
    async () => {
      throw new Fault('ldap.busy', { host: 'h', port: 1 });
    },
    { state: 'failed', snapshotId: null, fault: { code: 'ldap.busy', params: { host: 'h', port: 1 } } },
  ],
  [
    'an error of ours',
    async () => {
      throw new TypeError('odd');
    },
    { state: 'failed', fault: { code: 'internal', params: { detail: 'TypeError: odd' } } },
  ],
])('ends as it went: %s', async (_what, work, end) => {
  const jobs = new Jobs();
  const { id, state } = jobs.start('import', 'x', work);
  expect(state).toBe('running');
  expect(await jobs.ended(id)).toMatchObject(end);
});

it('counts what was read of each naming context, the last one begun anew included', async () => {
  const jobs = new Jobs();
  const { id } = jobs.start('capture', 'x', async ({ part, progress }) => {
    progress('connecting', 0, null);
    part('DC=corp');
    progress('reading', 100, null);
    part('CN=Configuration,DC=corp');
    progress('reading', 130, null);
    progress('connecting', 100, null);
    progress('reading', 120, null);
    progress('members', 3, 9);
    return 1;
  });
  expect((await jobs.ended(id)).parts).toEqual([
    { name: 'DC=corp', done: 100 },
    { name: 'CN=Configuration,DC=corp', done: 20 },
  ]);
});

it('cancels, and answers when nothing of the work is left', async () => {
  const jobs = new Jobs();
  let left = true;
  const { id } = jobs.start('capture', 'x', async ({ signal }) => {
    try {
      return await cancelled(signal);
    } finally {
      await new Promise((resolve) => setTimeout(resolve, 20));
      left = false;
    }
  });
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await jobs.cancel(id)).toMatchObject({ state: 'cancelled', fault: { code: 'job.cancelled' } });
  expect(left).toBe(false);
  expect(await jobs.cancel(id)).toMatchObject({ state: 'cancelled' });
});

it('whatever a cancelled job breaks with, it is cancelled and nothing worse', async () => {
  const jobs = new Jobs();
  const { id } = jobs.start('aws', 'x', async ({ signal }) => {
    await cancelled(signal).catch(() => {});
    throw new Fault('ldap.connectionLost', { host: 'h', port: 1 });
  });
  await Promise.resolve();
  expect((await jobs.cancel(id)).fault?.code).toBe('job.cancelled');
});

it('takes no progress after the end', async () => {
  const jobs = new Jobs();
  let control: JobControl | null = null;
  const { id } = jobs.start('aws', 'x', async (given) => {
    control = given;
    given.progress('reading', 1, 2);
    return null;
  });
  const end = await jobs.ended(id);
  control!.progress('reading', 2, 2);
  const stop = new AbortController();
  const { value } = await jobs.watch(stop.signal).next();
  stop.abort();
  expect(value).toEqual(end);
});

it('cancels all, and forgets all but the newest that ended', async () => {
  const jobs = new Jobs();
  const running = jobs.start('capture', 'x', ({ signal }) => cancelled(signal));
  const ended = Array.from({ length: 30 }, (_, i) => jobs.start('import', String(i), async () => i));
  await Promise.all(ended.map(({ id }) => jobs.ended(id)));
  expect(() => jobs.ended(ended[0]!.id)).toThrow(expect.objectContaining({ code: 'job.notFound' }));
  expect((await jobs.ended(ended[29]!.id)).snapshotId).toBe(29);
  const last = jobs.ended(running.id);
  await jobs.cancelAll();
  expect((await last).state).toBe('cancelled');
});
