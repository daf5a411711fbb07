/** Entries through a packed page and back, and packed bytes that somebody damaged. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { codePoint } from '#test/support/text.ts';
import type { DirectoryEntry } from '../domain/directory/object.ts';
import { EntryPacker } from './pack.ts';
import { transferables } from './page.ts';
import { decodeEntry, decodePage, EntryCursor, PackedError, takeNames } from './readPacked.ts';

const fuzz = Number(process.env['TREELINE_FUZZ'] ?? 1);
const text = fc.string({ unit: codePoint, maxLength: 200 }).filter((one) => one.isWellFormed());
const value = fc.oneof(text, fc.uint8Array({ maxLength: 300 }));
const name = fc.oneof(fc.stringMatching(/^[a-z][a-zA-Z0-9-]{0,12}$/), fc.constantFrom('__proto__', 'member;x', 'constructor')); // prettier-ignore
const entry: fc.Arbitrary<DirectoryEntry> = fc
  .tuple(
    text,
    fc.uniqueArray(fc.tuple(name, fc.array(value, { maxLength: 4 })), {
      selector: ([one]) => one,
      maxLength: 8,
    }),
    fc.boolean(),
  ) // prettier-ignore
  .map(([dn, attributes, named]) => ({
    dn,
    attributes: Object.fromEntries(named ? [...attributes, ['distinguishedName', [dn]]] : attributes),
  }));

it(
  'gives back what was packed, page after page',
  () => {
    fc.assert(
      fc.property(fc.array(fc.array(entry, { maxLength: 6 }), { maxLength: 4 }), (pages) => {
        const packer = new EntryPacker();
        const names: string[] = [];
        for (const entries of pages) {
          const page = structuredClone(packer.pack(entries));
          takeNames(names, page);
          expect(decodePage(page, names)).toEqual(entries);
        }
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 100 * fuzz },
    );
  },
  20_000 + 2000 * fuzz,
);

it('writes each number, tag and name once, as the format says', () => {
  const packer = new EntryPacker();
  const dn = 'CN=a';
  const page = packer.pack([
    { dn, attributes: { cn: ['a', new Uint8Array([0xff])], distinguishedName: [dn], member: [] } },
    { dn: '', attributes: { cn: ['x'.repeat(40)] } },
  ]);
  expect(page.names).toEqual(['cn', 'distinguishedName', 'member']);
  expect(page.firstName).toBe(1);
  expect([...page.ends]).toEqual([17, 63]);
  const hex = Buffer.from(page.bytes).toString('hex');
  // DN, 3 attributes; 1: text and bytes; 2: the own DN; 3: no value.
  expect(hex.slice(0, 34)).toBe(['04434e3d61', '03', '0102', '0461', '05ff', '0201', '02', '0300'].join(''));
  // No DN, 1 attribute; 1: 40 bytes of text, whose 160 takes two bytes.
  expect(hex.slice(34, 48)).toBe(['00', '01', '0101', 'a001', '78'].join(''));
  expect(packer.pack([{ dn, attributes: { sn: ['b'], cn: ['c'] } }])).toMatchObject({ names: ['sn'], firstName: 4 }); // prettier-ignore
});

it('can be given to another thread without a copy', () => {
  const page = new EntryPacker().pack([{ dn: 'CN=a', attributes: { cn: ['a'] } }]);
  const moved = structuredClone(page, { transfer: transferables(page) });
  expect(page.bytes.length).toBe(0);
  expect(decodePage(moved, moved.names)).toEqual([{ dn: 'CN=a', attributes: { cn: ['a'] } }]);
});

it('lets attributes be visited, and their values passed over', () => {
  const { bytes, ends } = new EntryPacker().pack([
    { dn: 'CN=a', attributes: { cn: ['a', 'b'], photo: [new Uint8Array(500)], dn: ['CN=a', 'c'] } },
  ]);
  const cursor = new EntryCursor();
  cursor.begin(bytes, 0, ends[0]!);
  const seen: unknown[] = [];
  while (cursor.nextAttribute()) {
    seen.push([cursor.attribute, cursor.valueCount]);
    if (cursor.attribute === 3)
      while (cursor.nextValue()) seen.push([cursor.tag, Buffer.from(bytes.subarray(cursor.valueAt, cursor.valueEnd)).toString()]); // prettier-ignore
  }
  expect(seen).toEqual([[1, 2], [2, 1], [3, 2], [2, 'CN=a'], [0, 'c']]); // prettier-ignore
});

it('reads a shared value where there is somebody who keeps them', () => {
  const bytes = Uint8Array.of(1, 0x61, 1, 1, 2, 0x80 | 3, 2, 0x04, 0x62);
  const shared = decodeEntry(bytes, 0, bytes.length, ['cn'], (number) => `shared ${number}`);
  expect(shared.attributes['cn']).toEqual(['shared 64', 'b']);
  expect(() => decodeEntry(bytes, 0, bytes.length, ['cn'])).toThrow(PackedError);
});

it('begins a stream anew at name 1, and refuses a page that is not the next', () => {
  const names: string[] = [];
  takeNames(names, { names: ['a', 'b'], firstName: 1 });
  takeNames(names, { names: [], firstName: 3 });
  expect(() => takeNames(names, { names: ['x'], firstName: 4 })).toThrow(PackedError);
  expect(() => takeNames(names, { names: ['x'], firstName: 2 })).toThrow(PackedError);
  takeNames(names, { names: ['c'], firstName: 1 });
  expect(names).toEqual(['c']);
});

it(
  'refuses damaged bytes, or reads something from within them; nothing else',
  () => {
    fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 3 }), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }), fc.nat(), (entries, changes, cut) => {
      const page = new EntryPacker().pack(entries);
      const bytes = Uint8Array.from(page.bytes);
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
      try {
        decodeEntry(bytes, 0, cut % (bytes.length + 1), page.names);
      } catch (cause) {
        expect(cause).toBeInstanceOf(PackedError);
      }
    }),
    { numRuns: 500 * fuzz },
  ); // prettier-ignore
  },
  20_000 + 2000 * fuzz,
);

it('packs on after a page without entries was handed over', () => {
  const packer = new EntryPacker();
  const empty = packer.pack([]);
  structuredClone(empty, { transfer: transferables(empty) });
  const names: string[] = [];
  const page = packer.pack([{ dn: 'CN=a', attributes: { cn: ['a'] } }]);
  takeNames(names, page);
  expect(decodePage(page, names)).toEqual([{ dn: 'CN=a', attributes: { cn: ['a'] } }]);
});
