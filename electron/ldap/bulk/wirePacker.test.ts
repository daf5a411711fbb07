/** Entries off the wire into pages: the same as the other reader decodes, however the bytes come. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePoint } from '#test/support/text.ts';
import { withoutSecrets } from '#domain/directory/attributes/secret.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { AttributeNumbers, EntryPacker, PageBuilder } from '#packed/pack.ts';
import { decodePage, takeNames } from '#packed/readPacked.ts';
import { BerError, BerReader, tags } from '../ber.ts';
import { readEntry } from '../entries.ts';
import { Frames } from '../frames.ts';
import { entryMessage, type WireAttributes } from './scripted.ts';
import { WireNames, type WireName } from './wireNames.ts';
import { WirePacker } from './wirePacker.ts';

const fuzz = Number(process.env['TREELINE_FUZZ'] ?? 1);
type Attributes = WireAttributes;
const message = (dn: string | Uint8Array, attributes: Attributes): Buffer => entryMessage(2, dn, attributes);

/** Inside the entry of a message. */
function inside(bytes: Buffer, at: number, end: number): BerReader {
  const reader = new BerReader(bytes, at, end);
  reader.end = reader.open(tags.sequence);
  reader.integer();
  return reader.inside(0x64);
}

function packing() {
  const numbers = new AttributeNumbers();
  const page = new PageBuilder(numbers, 64);
  return { page, wire: new WirePacker(page, numbers) };
}

/** Feeds a stream in chunks; the entries as packed and decoded, the page, and the DNs of those in pieces. */
function pack(stream: Buffer, sizes: readonly number[]) {
  const { page, wire } = packing();
  const frames = new Frames();
  const inPieces: string[] = [];
  for (let at = 0, i = 0; at < stream.length; i += 1) {
    const size = sizes[i % sizes.length]!;
    // A copy that is overwritten: nothing may keep a hold on what was lent.
    const chunk = Buffer.from(stream.subarray(at, at + size));
    frames.feed(chunk, (bytes, from, end) => {
      const dn = wire.add(inside(bytes, from, end));
      if (dn !== null) inPieces.push(dn);
    });
    chunk.fill(0xee);
    at += size;
  }
  const packed = page.take();
  const names: string[] = [];
  takeNames(names, packed);
  return { packed, entries: decodePage(packed, names), inPieces };
}

const one = (dn: string | Uint8Array, attributes: Attributes) => pack(message(dn, attributes), [1e9]);
const reference = (bytes: Buffer): DirectoryEntry =>
  withoutSecrets(readEntry(inside(bytes, 0, bytes.length)));

const bytes = fc.uint8Array({ maxLength: 300 });
const text = fc.string({ unit: codePoint, maxLength: 150 }).filter((value) => value.isWellFormed());
const name = fc.oneof(
  fc.stringMatching(/^[a-z][a-zA-Z0-9-]{0,12}$/),
  fc.constantFrom('cn', 'CN', 'objectGUID', 'userCertificate;binary', 'userPassword', '__proto__', 'dn', 'unicodePwd;x'),
); // prettier-ignore
const entry = fc
  .tuple(
    fc.oneof({ weight: 9, arbitrary: text }, { weight: 1, arbitrary: bytes }),
    fc.array(fc.tuple(name, fc.array(fc.oneof(bytes, text, fc.constant('own')), { maxLength: 4 })), { maxLength: 8 }),
  )
  .map(([dn, attributes]) => message(dn, attributes.map(([key, values]) => [key, values.map((value) => (value === 'own' ? dn : value))]))); // prettier-ignore

describe('a packed page', () => {
  it(
    'says what the other reader says, and is written as the other packer writes it',
    () => {
      fc.assert(
        fc.property(
          fc.array(entry, { minLength: 1, maxLength: 6 }),
          fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 20 }),
          (messages, sizes) => {
            const { packed, entries } = pack(Buffer.concat(messages), sizes);
            const expected = messages.map(reference);
            expect(entries).toEqual(expected);
            const other = new EntryPacker().pack(expected);
            expect([...packed.ends]).toEqual([...other.ends]);
            expect(Buffer.compare(packed.bytes, other.bytes)).toBe(0);
            expect(packed.names).toEqual(other.names);
          },
        ),
        { numRuns: 200 * fuzz },
      );
    },
    20_000 + 2000 * fuzz,
  );

  it.each([[0], [1], [127], [128], [129], [16_383], [16_384], [20_000]])('counts %i values', (count) => {
    const values = Array.from({ length: count }, (_, i) => `v${i}`);
    const { entries, packed } = one('CN=a', [
      ['member', values],
      ['cn', ['after']],
    ]);
    expect(entries).toEqual([{ dn: 'CN=a', attributes: { member: values, cn: ['after'] } }]);
    expect(Buffer.from(packed.bytes)).toEqual(Buffer.from(new EntryPacker().pack(entries).bytes));
  });

  it('counts hundreds of attributes', () => {
    const attributes = Array.from({ length: 500 }, (_, i): [string, string[]] => [`a${i}`, [`v${i}`]]);
    expect(one('CN=a', attributes).entries).toEqual([
      { dn: 'CN=a', attributes: Object.fromEntries(attributes) },
    ]);
  });

  it.each([
    [0, 0x61],
    [95, 0x61],
    [97, 0x61],
    [5000, 0x61],
    [50, 0xff],
    [500, 0xff],
    [70_000, 0xff],
  ])('keeps a value of %i bytes %i', (length, byte) => {
    const value = Buffer.alloc(length, byte);
    const kept = byte < 0x80 ? value.toString() : new Uint8Array(value);
    expect(one('CN=a', [['x', [value]]]).entries[0]!.attributes['x']).toEqual([kept]);
  });

  it('leaves secrets out, whatever their spelling and options', () => {
    const { entries, packed } = one('CN=a', [
      ['userPassword', ['{SSHA}hash']],
      ['UNICODEPWD', ['secret']],
      ['ms-Mcs-AdmPwd;x', ['secret', 'secret']],
      ['cn', ['a']],
    ]);
    expect(entries).toEqual([{ dn: 'CN=a', attributes: { cn: ['a'] } }]);
    expect(packed.names).toEqual(['cn']);
    expect(Buffer.from(packed.bytes).includes('secret')).toBe(false);
  });

  it('says the entry’s own DN with one byte', () => {
    const dn = `CN=${'x'.repeat(100)}`;
    const { entries, packed } = one(dn, [['distinguishedName', [dn]]]);
    expect(entries).toEqual([{ dn, attributes: { distinguishedName: [dn] } }]);
    expect(packed.bytes.length).toBe(1 + dn.length + 1 + 2 + 1);
  });

  it('does not hold an entry that came in pieces, and tells its name', () => {
    const stream = Buffer.concat([
      message('CN=a', [['cn', ['a']]]),
      message('CN=g', [
        ['cn', ['g']],
        ['member', []],
        ['member;range=0-1', ['x', 'y']],
      ]),
      message('CN=b', [
        ['member', []],
        ['member;x-range=0-1', ['b']],
      ]),
    ]);
    const { entries, inPieces } = pack(stream, [7]);
    expect(inPieces).toEqual(['CN=g']);
    expect(entries.map((each) => each.dn)).toEqual(['CN=a', 'CN=b']);
  });
});

describe('names', () => {
  it(
    'are believed only when every byte agrees, though they meet in one slot',
    () => {
      const names = new WireNames();
      const find = (text_: string) => names.find(Buffer.from(text_), 0, text_.length, null);
      // 31 · 'A' + 'a' = 31 · 'B' + 'B': the same sum.
      expect([find('Aa').name, find('BB').name, find('Aa').name]).toEqual(['Aa', 'BB', 'Aa']);
      expect(find('Aa')).toBe(find('Aa'));
      fc.assert(
        fc.property(fc.array(fc.stringMatching(/^[ABab]{1,6}$/), { maxLength: 200 }), (list) => {
          let before: WireName | null = null;
          const found = list.map((each) => {
            before = names.find(Buffer.from(`..${each}.`), 2, 2 + each.length, before);
            return before.name;
          });
          expect(found).toEqual(list);
        }),
        { numRuns: 50 * fuzz },
      );
    },
    20_000 + 2000 * fuzz,
  );

  it('that a server invents without end are refused', () => {
    const invented = Array.from({ length: 17_000 }, (_, i): [string, string[]] => [`a${i}`, []]);
    expect(() => one('', invented)).toThrow(BerError);
    // The same by the way that odd entries go.
    expect(() => one('', [['cn', []], ['cn', []], ...invented])).toThrow(BerError);
  });
});

it(
  'refuses a damaged entry where the other reader refuses it, and keeps the page as it was',
  () => {
    const whole = message('CN=a,DC=b', [
      ['cn', ['a', 'b']],
      ['objectSid', [Buffer.alloc(28)]],
      ['userPassword', ['x']],
      ['description', ['d'.repeat(200)]],
    ]);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, value) => {
        const damaged = Buffer.from(whole);
        damaged[at] = value;
        const { page, wire } = packing();
        wire.add(inside(whole, 0, whole.length));
        const before = page.at;
        let expected: DirectoryEntry | null = null;
        try {
          expected = reference(damaged);
        } catch (cause) {
          expect(cause).toBeInstanceOf(BerError);
        }
        let packed = true;
        try {
          if (wire.add(inside(damaged, 0, damaged.length)) !== null) return;
        } catch (cause) {
          expect(cause).toBeInstanceOf(BerError);
          packed = false;
        }
        expect(packed).toBe(expected !== null);
        expect(page.entries).toBe(packed ? 2 : 1);
        if (!packed) expect(page.at).toBe(before);
        const { names, ...rest } = page.take();
        const last = decodePage({ ...rest, names }, names).at(-1);
        expect(last).toEqual(expected ?? reference(whole));
      }),
      { numRuns: 500 * fuzz },
    );
  },
  20_000 + 2000 * fuzz,
);
