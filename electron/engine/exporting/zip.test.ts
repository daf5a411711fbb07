import { crc32, inflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { zipOf } from './zip.ts';

interface Read {
  readonly name: string;
  readonly text: string;
  readonly mode: number;
}

/** By the central directory, as unpackers read it. */
function unzip(zip: Buffer): Read[] {
  const end = zip.length - 22;
  expect(zip.readUInt32LE(end)).toBe(0x06054b50);
  const files: Read[] = [];
  let at = zip.readUInt32LE(end + 16);
  expect(at + zip.readUInt32LE(end + 12)).toBe(end);
  for (let i = 0; i < zip.readUInt16LE(end + 10); i++) {
    expect(zip.readUInt32LE(at)).toBe(0x02014b50);
    const [crc, packed, size, named] = [
      zip.readUInt32LE(at + 16),
      zip.readUInt32LE(at + 20),
      zip.readUInt32LE(at + 24),
      zip.readUInt16LE(at + 28),
    ];
    const local = zip.readUInt32LE(at + 42);
    expect(zip.subarray(local + 4, local + 30)).toEqual(zip.subarray(at + 6, at + 32));
    const begin = local + 30 + named;
    const data = inflateRawSync(zip.subarray(begin, begin + packed));
    expect([crc32(data), data.length]).toEqual([crc, size]);
    files.push({
      name: zip.toString('utf8', at + 46, at + 46 + named),
      text: data.toString(),
      mode: zip.readUInt32LE(at + 38) >>> 16,
    });
    at += 46 + named;
  }
  expect(at).toBe(end);
  return files;
}

const text = fc.string({ unit: 'grapheme', maxLength: 2000 });
it('holds every file as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ name: fc.stringMatching(/^[a-z%.]{1,40}$/), text })), (files) => {
      expect(unzip(zipOf(files)).map(({ name, text: read }) => ({ name, text: read }))).toEqual(files);
    }),
    { numRuns: 200 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
  );
});

it('lets a script run, and is the same for the same files', () => {
  const files = [
    { name: 'commands.sh', text: 'aws …' },
    { name: '01-create.json', text: '{}' },
  ];
  expect(unzip(zipOf(files)).map(({ mode }) => mode)).toEqual([0o100755, 0o100644]);
  expect(zipOf(files).equals(zipOf(files))).toBe(true);
});
