/** Recorded answers of real servers, for tests: as they were, and damaged by chance. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Fault } from '#contract/faults.ts';
import { withoutSecrets } from '#domain/directory/attributes/secret.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { decodePage, takeNames } from '#packed/readPacked.ts';
import { BerReader, tags } from '../ber.ts';
import { readEntry } from '../entries.ts';
import { Frames } from '../frames.ts';
import { hasRanges } from '../ranges.ts';
import { HandOver, Packing } from './handOver.ts';
import { readSubtree } from './readSubtree.ts';
import { scriptedChannel } from './scripted.ts';

const folder = new URL('./recorded/', import.meta.url);

/** Each file is one paged reading: a line a page, as base64, with the message ids 1, 2, … of its searches. */
export const recordings: readonly (readonly Buffer[])[] = readdirSync(folder).map((file) =>
  readFileSync(new URL(file, folder), 'latin1')
    .trim()
    .split('\n')
    .map((line) => Buffer.from(line, 'base64')),
);
const pool = recordings.flat();

interface Damage {
  readonly kind: 'flip' | 'byte' | 'cut' | 'length' | 'splice' | 'double';
  readonly at: number;
  readonly value: number;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  kind: fc.constantFrom('flip', 'byte', 'cut', 'length', 'splice', 'double'),
  at: fc.nat(1_000_000),
  value: fc.nat(1_000_000),
});

/** Where elements begin whose length may lie: tags that an answer has at every level. */
function lengthNear(bytes: Buffer, from: number): number {
  for (let i = 0; i < bytes.length; i += 1) {
    const at = (from + i) % bytes.length;
    if ([0x30, 0x31, 0x04, 0x64].includes(bytes[at]!)) return (at + 1) % bytes.length;
  }
  return 0;
}

function damaged(stream: Buffer, { kind, at, value }: Damage): Buffer {
  if (stream.length === 0) return stream;
  const bytes = Buffer.from(stream);
  const place = at % bytes.length;
  switch (kind) {
    case 'flip':
      bytes[place]! ^= 1 << (value & 7);
      return bytes;
    case 'byte':
      bytes[place] = value & 0xff;
      return bytes;
    case 'cut':
      return bytes.subarray(0, place);
    case 'length': {
      const lies = [0x00, 0x7f, 0x80, 0x81, 0x82, 0x83, 0x84, 0xff, value & 0xff];
      bytes[lengthNear(bytes, place)] = lies[value % lies.length]!;
      return bytes;
    }
    case 'splice': {
      const other = pool[value % pool.length]!;
      const from = (at * 31 + value) % other.length;
      return Buffer.concat([bytes.subarray(0, place), other.subarray(from, from + (value % 3000)), bytes.subarray(place)]); // prettier-ignore
    }
    case 'double':
      return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place - (value % (place + 1)))]);
  }
}

/** What the other reader makes of the entries of one page, up to its end or to where it gives up. */
export function reference(stream: Buffer, id: number, entries: DirectoryEntry[]): void {
  let ended = false;
  try {
    new Frames().feed(stream, (bytes, at, end) => {
      if (ended) return;
      const message = new BerReader(bytes, at, end).inside(tags.sequence);
      const answers = message.integer();
      const operation = message.peek();
      const response = message.inside(operation);
      if (answers === 0) ended = true;
      if (answers !== id) return;
      if (operation === 0x64) entries.push(withoutSecrets(readEntry(response)));
      else if (operation === 0x65) ended = true;
    });
  } catch {
    // What came before it counts.
  }
}

/** Time enough for what came to be read and the next page to be asked for. */
async function quiet(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Reads pages as a server sends them, in pieces of `chunk` bytes: what comes of it, and how many searches were asked. */
export async function readFrom(pages: readonly Buffer[], chunk = 1e9) {
  const chunks = (stream: Buffer): Buffer[] => {
    const parts: Buffer[] = [];
    for (let at = 0; at < stream.length; at += chunk) parts.push(stream.subarray(at, at + chunk));
    return parts;
  };
  const { channel, asked, end } = scriptedChannel(({ operation }, turn) => {
    const page = pages[turn];
    // Behind what was recorded nothing comes any more.
    if (operation !== 0x63 || page === undefined) return [null];
    void quiet().then(() => asked.length === turn + 1 && !over.ended && end());
    return chunks(page);
  });
  const over = { ended: false };
  const names: string[] = [];
  const entries: DirectoryEntry[] = [];
  let held = 0;
  const packing = new Packing(4096);
  const to = new HandOver(packing, (item) => {
    queueMicrotask(() => to.taken());
    if (item.is !== 'page') return;
    held = Math.max(held, item.page.bytes.buffer.byteLength);
    takeNames(names, item.page);
    entries.push(...decodePage(item.page, names));
  });
  to.from(channel);
  let fault: Fault | null = null;
  try {
    await readSubtree({ channel, pageSize: 1000, timeLimit: 1 }, { base: 'DC=x', filter: '(a=*)', attributes: ['*'] }, to, new AbortController().signal); // prettier-ignore
  } catch (cause) {
    // Whatever else it is, it fails the test.
    if (!(cause instanceof Fault)) throw cause;
    fault = cause;
  }
  over.ended = true;
  to.flush();
  channel.destroy();
  return { entries, fault, held: Math.max(held, packing.page.bytes.length), asked: asked.length };
}

/**
 * Damages recordings `numRuns` times: each is read rightly or ends with a fault, in time and in bounds, and as the other
 * reader reads it. Throws otherwise. It needs no test runner, so that a thread can do a part of it.
 */
export async function damageIsBorne(numRuns: number): Promise<void> {
  const codes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.nat(recordings.length - 1),
      fc.array(fc.tuple(fc.nat(9), damage), { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 3000 }),
      async (which, changes, chunk) => {
        const pages = [...recordings[which]!];
        for (const [page, change] of changes) {
          const at = page % pages.length;
          pages[at] = damaged(pages[at]!, change);
        }
        const begun = performance.now();
        const { entries, fault, held, asked } = await readFrom(pages, Math.max(200, chunk));
        assert(performance.now() - begun < 3000);
        // Twice of what came, at most, however long it says that it is.
        const came = pages.reduce((sum, page) => sum + page.length, 0);
        assert(held < 3 * came + 16 * 1024, `${held} bytes held of ${came}`);
        codes.add(fault?.code ?? 'none');
        assert.notEqual(fault?.code, 'internal');
        const expected: DirectoryEntry[] = [];
        pages.slice(0, asked).forEach((page, turn) => reference(page, turn + 1, expected));
        // What came in pieces by accident was asked for again, and not answered.
        const whole = expected.filter((entry) => !hasRanges(entry));
        // Both readers agree on every entry: this one may have stopped earlier, when the connection ended under it.
        const same = whole.slice(0, entries.length);
        assert.deepEqual(entries, same);
        if (fault === null) assert.equal(entries.length, whole.length);
      },
    ),
    { numRuns },
  );
  for (const code of ['ldap.connectionLost', 'ldap.notLdap', 'none'])
    assert(codes.has(code), `never ${code}`);
}
