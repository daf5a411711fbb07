/** One reading over a scripted connection: pages, limits, ranges, back-pressure. */
import { afterEach, expect, it, vi } from 'vitest';
import { Fault } from '#contract/faults.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { decodePage, takeNames } from '#packed/readPacked.ts';
import type { BulkItem, BulkRequest } from '../api.ts';
import { HandOver, Packing, pageEntries, windowBytes } from './handOver.ts';
import { readSubtree } from './readSubtree.ts';
import { doneMessage, entryMessage, referenceMessage, scriptedChannel, type Answer, type Asked } from './scripted.ts'; // prettier-ignore

const request: BulkRequest = { base: 'DC=x', filter: '(objectClass=*)', attributes: ['*'] };
const never = new AbortController().signal;

afterEach(() => vi.useRealTimers());

interface Outcome {
  readonly items: BulkItem[];
  readonly entries: DirectoryEntry[];
  readonly fault: Fault | null;
  readonly asked: Asked[];
}

async function read(
  answer: (asked: Asked, turn: number) => Answer,
  over: Partial<BulkRequest> = {},
  pageSize = 1000,
): Promise<Outcome> {
  const { channel, asked } = scriptedChannel(answer);
  const items: BulkItem[] = [];
  const to = new HandOver(new Packing(), (item) => {
    items.push(item);
    queueMicrotask(() => to.taken());
  });
  to.from(channel);
  let fault: Fault | null = null;
  try {
    await readSubtree({ channel, pageSize, timeLimit: 1 }, { ...request, ...over }, to, never);
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause;
    fault = cause;
  }
  to.flush();
  channel.destroy();
  const names: string[] = [];
  const entries = items.flatMap((item) => {
    if (item.is !== 'page') return [];
    takeNames(names, item.page);
    return decodePage(item.page, names);
  });
  return { items, entries, fault, asked };
}

const person = (id: number, i: number): Buffer => entryMessage(id, `CN=p${i}`, [['cn', [`p${i}`]]]);
const people = (id: number, from: number, count: number): Buffer =>
  Buffer.concat(Array.from({ length: count }, (_, i) => person(id, from + i)));
/** The size that a search asked of a page; null without the control. */
function pageSize({ bytes }: Asked): number | null {
  const at = bytes.indexOf('1.2.840.113556.1.4.319');
  if (at < 0) return null;
  const length = bytes[at + 22 + 5]!;
  return bytes.readUIntBE(at + 22 + 6, length);
}

it('reads page after page to the end, and tells of references', async () => {
  const { entries, items, asked, fault } = await read(({ id }, turn) => [
    people(id, turn * 3, 3),
    ...(turn === 2 ? [referenceMessage(id, 'ldap://child/DC=child')] : []),
    doneMessage(id, 0, turn < 2 ? `c${turn}` : ''),
  ]);
  expect(fault).toBeNull();
  expect(entries.map(({ dn }) => dn)).toEqual(Array.from({ length: 9 }, (_, i) => `CN=p${i}`));
  expect(items.filter(({ is }) => is === 'referral')).toEqual([{ is: 'referral', uri: 'ldap://child/DC=child' }]); // prettier-ignore
  expect(asked.map(pageSize)).toEqual([1000, 1000, 1000]);
  expect(asked[2]!.bytes.includes('c1')).toBe(true);
});

it('goes on through empty pages', async () => {
  const { entries } = await read(({ id }, turn) => [
    ...(turn % 2 ? [] : [person(id, turn)]),
    doneMessage(id, 0, turn < 5 ? 'c' : ''),
  ]);
  expect(entries).toHaveLength(3);
});

it('does not read for ever from a server that only sends empty pages', async () => {
  const { fault, asked } = await read(({ id }) => [doneMessage(id, 0, 'c')]);
  expect(fault).toMatchObject({ code: 'ldap.serverError' });
  expect(asked.length).toBeLessThan(1100);
});

it.each<[string, (asked: Asked, turn: number) => Answer, (number | null)[]]>([
  ['ignores the control', ({ id }) => [people(id, 0, 5), doneMessage(id)], [1000]],
  [
    'refuses the control',
    ({ id }, turn) => (turn === 0 ? [doneMessage(id, 12)] : [people(id, 0, 5), doneMessage(id)]),
    [1000, null],
  ],
])('reads from a server that %s', async (_, answer, sizes) => {
  const { entries, fault, asked } = await read(answer);
  expect(fault).toBeNull();
  expect(entries).toHaveLength(5);
  expect(asked.map(pageSize)).toEqual(sizes);
});

it('gives what came before a limit, and the fault', async () => {
  const { entries, fault } = await read(({ id }, turn) => [
    people(id, turn * 5, 5),
    // With a cookie the limit is the page's alone.
    turn === 0 ? doneMessage(id, 4, 'more') : doneMessage(id, 4),
  ]);
  expect(entries).toHaveLength(10);
  expect(fault).toMatchObject({ code: 'ldap.sizeLimit', params: { dn: 'DC=x' } });
});

it('asks once more for a page that took too long, a smaller one', async () => {
  const slow = await read(({ id }, turn) =>
    turn === 1
      ? [people(id, 3, 1), doneMessage(id, 3)]
      : [people(id, turn * 3, 3), doneMessage(id, 0, turn < 3 ? `c${turn}` : '')],
  );
  expect(slow.fault).toBeNull();
  expect(slow.asked.map(pageSize)).toEqual([1000, 1000, 100, 100]);
  // The same page again, not the next.
  expect(slow.asked.map(({ bytes }) => bytes.includes('c0'))).toEqual([false, true, true, false]);
  const slower = await read(({ id }, turn) => (turn === 0 ? [person(id, 1), doneMessage(id, 0, 'c')] : [doneMessage(id, 3)])); // prettier-ignore
  expect(slower.fault).toMatchObject({ code: 'ldap.timeLimit' });
  expect(slower.entries).toHaveLength(1);
  expect(slower.asked).toHaveLength(3);
});

const range = (id: number, piece: string, values: string[]): Buffer =>
  entryMessage(id, 'CN=g', [
    ['cn', ['g']],
    ['uSNChanged', ['7']],
    ['member', []],
    [`member;range=${piece}`, values],
    ['memberOf', []],
    ['memberOf;range=0-0', ['x']],
  ]);

it('completes an entry that came in pieces; leaves out an attribute that it cannot, and says so', async () => {
  const { entries, items, fault } = await read(({ id, bytes }, turn) => {
    if (turn === 0) return [person(id, 0), range(id, '0-1', ['a', 'b']), person(id, 1), doneMessage(id)];
    if (bytes.includes('member;range=2-*'))
      return [entryMessage(id, 'CN=g', [['member;range=2-*', ['c']], ['uSNChanged', ['7']]]), doneMessage(id)]; // prettier-ignore
    if (bytes.includes('memberOf;range=1-*')) return [doneMessage(id, 50)];
    return [range(id, '0-1', ['a', 'b']), doneMessage(id)];
  });
  expect(fault).toBeNull();
  expect(entries).toEqual([
    { dn: 'CN=p0', attributes: { cn: ['p0'] } },
    { dn: 'CN=p1', attributes: { cn: ['p1'] } },
    { dn: 'CN=g', attributes: { cn: ['g'], uSNChanged: ['7'], member: ['a', 'b', 'c'] } },
  ]);
  expect(items.filter(({ is }) => is === 'missing')).toEqual([
    { is: 'missing', dn: 'CN=g', attribute: 'memberOf', code: 'ldap.insufficientAccess' },
  ]);
});

it.each([
  ['is gone', 32, []],
  ['may not be read', 50, [{ is: 'missing', dn: 'CN=g', attribute: null, code: 'ldap.insufficientAccess' }]],
])('an entry in pieces that %s', async (_, code, missing) => {
  const { entries, items, fault } = await read(({ id }, turn) =>
    turn === 0 ? [range(id, '0-1', ['a', 'b']), doneMessage(id)] : [doneMessage(id, code)],
  );
  expect(fault).toBeNull();
  expect(entries).toEqual([]);
  expect(items).toEqual(missing);
});

it('sends the controls that the server has, with the pieces of an entry too', async () => {
  const { asked } = await read(
    ({ id, bytes }) => {
      if (bytes.includes('supportedControl'))
        return [entryMessage(id, '', [['supportedControl', ['1.2.840.113556.1.4.417', '1.2.840.113556.1.4.801', '1.2.840.113556.1.4.1339']]]), doneMessage(id)]; // prettier-ignore
      return [range(id, '0-*', ['a']), doneMessage(id)];
    },
    { controls: { deleted: true, linkTtl: true, descriptors: true, domainScope: false } },
  );
  const sent = asked.map(({ bytes }) =>
    ['417', '2064', '2309', '801', '1339'].filter((tail) => bytes.includes(`1.2.840.113556.1.4.${tail}`)),
  );
  expect(sent[0]).toEqual([]);
  expect(sent[1]).toEqual(['417', '801']);
  expect(sent.at(-1)).toEqual(['417', '801']);
  expect(asked.length).toBeGreaterThan(2);
});

/** More than twice what may be under way. */
const muchFrom = (id: number): Buffer[] =>
  Array<Buffer>(10_000).fill(entryMessage(id, 'CN=p', [['description', ['x'.repeat(2000)]]]));

it('makes the server wait while nobody takes the pages', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { channel } = scriptedChannel(({ id }) => [...muchFrom(id), doneMessage(id)]);
  const items: BulkItem[] = [];
  const to = new HandOver(new Packing(), (item) => items.push(item));
  to.from(channel);
  const cancel = new AbortController();
  const reading = readSubtree({ channel, pageSize: 1000, timeLimit: 1 }, request, to, cancel.signal);
  const size = () => items.reduce((sum, item) => sum + (item.is === 'page' ? item.page.bytes.length : 0), 0);
  // Turns enough for all that the server has.
  for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(size()).toBeLessThan(2 * windowBytes);
  // Longer than the second after which a silent server is given up: this one is not silent.
  await vi.advanceTimersByTimeAsync(1200);
  expect(size()).toBeGreaterThan(windowBytes / 2);
  expect(size()).toBeLessThan(2 * windowBytes);
  let taken = 0;
  const taking = setInterval(() => {
    if (taken < items.length) {
      taken += 1;
      to.taken();
    }
  }, 1);
  await reading;
  clearInterval(taking);
  to.flush();
  expect(items.reduce((sum, item) => sum + (item.is === 'page' ? item.page.ends.length : 0), 0)).toBe(10_000);
  for (const item of items) expect(item.is === 'page' && item.page.ends.length <= pageEntries).toBe(true);
  channel.destroy();
});

it('ends at once when cancelled while nobody takes the pages', async () => {
  const { channel, asked } = scriptedChannel(({ id, operation }) => (operation === 0x63 ? muchFrom(id) : []));
  const to = new HandOver(new Packing(), () => {});
  to.from(channel);
  const cancel = new AbortController();
  const reading = readSubtree({ channel, pageSize: 1000, timeLimit: 1 }, request, to, cancel.signal);
  setTimeout(() => cancel.abort(), 50);
  await expect(reading).rejects.toMatchObject({ code: 'job.cancelled' });
  expect(asked.map(({ operation }) => operation)).toEqual([0x63, 0x50]);
  channel.destroy();
});
