import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EntryPacker, PackedEntryError, unpackEntry } from './entry.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);

function packing() {
  const names: string[] = [];
  const packer = new EntryPacker((name) => {
    if (!names.includes(name)) names.push(name);
    return names.indexOf(name);
  });
  return { packer, nameOf: (number: number) => names[number] };
}

const text = fc.string({ unit: 'grapheme' });
const value = fc.oneof(text, fc.uint8Array(), fc.constant('CN=a,DC=b'));
const anyEntry = fc.record({
  dn: fc.oneof(text, fc.constant('CN=a,DC=b')),
  attributes: fc.dictionary(
    fc.oneof(text, fc.constantFrom('member', '__proto__', 'constructor')),
    fc.array(value),
  ),
});

describe('packed entries', () => {
  it('come back as they were', () => {
    const { packer, nameOf } = packing();
    fc.assert(
      fc.property(anyEntry, (entry) => {
        const back = unpackEntry(packer.pack(entry), entry.dn, nameOf);
        expect(Object.entries(back.attributes)).toEqual(Object.entries(entry.attributes));
        expect(back.dn).toBe(entry.dn);
      }),
      { numRuns },
    );
  });

  it('keep their own DN in one byte', () => {
    const { packer } = packing();
    const dn = `CN=${'x'.repeat(100)},DC=corp`;
    expect(packer.pack({ dn, attributes: { distinguishedName: [dn] } }).length).toBe(4);
  });

  it('keep values of several megabytes', () => {
    const { packer, nameOf } = packing();
    const photo = new Uint8Array(3_000_000).fill(7);
    const info = '가'.repeat(500_000);
    const packed = packer.pack({ dn: 'CN=a', attributes: { thumbnailPhoto: [photo], info: [info] } });
    const { attributes } = unpackEntry(packed, 'CN=a', nameOf);
    expect(attributes['info']![0] === info).toBe(true);
    expect(Buffer.compare(attributes['thumbnailPhoto']![0] as Uint8Array, photo)).toBe(0);
  });

  it('refuse what is cut short or is followed by more', () => {
    const { packer, nameOf } = packing();
    const packed = packer.pack({ dn: 'CN=a', attributes: { cn: ['a', 'b'], info: ['c'] } });
    for (let length = 0; length < packed.length; length++) {
      expect(() => unpackEntry(packed.subarray(0, length), 'CN=a', nameOf)).toThrow(PackedEntryError);
    }
    expect(() => unpackEntry(new Uint8Array([...packed, 0]), 'CN=a', nameOf)).toThrow(PackedEntryError);
  });

  it('of any bytes are read or refused, nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          const { attributes } = unpackEntry(bytes, 'CN=a', (number) =>
            number < 5 ? `a${number}` : undefined,
          );
          expect(Object.keys(attributes).length).toBeLessThanOrEqual(5);
        } catch (error) {
          expect(error).toBeInstanceOf(PackedEntryError);
        }
      }),
      { numRuns: numRuns * 5 },
    );
  });
});
