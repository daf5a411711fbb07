/** Messages off the wire, whole, cut, damaged and invented. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processorSeconds } from '#test/support/processorTime.ts';
import { codePoint } from '#test/support/text.ts';
import { BerError, BerReader, element, integer, tags } from './ber.ts';
import { readEntry } from './entries.ts';
import { Frames } from './frames.ts';
import { readReference, readResult } from './messages.ts';

const fuzz = Number(process.env['TREELINE_FUZZ'] ?? 1);
const text = (value: string): Buffer => element(tags.octetString, value);

const entry = (dn: string, attributes: readonly (readonly [string, readonly Uint8Array[]])[]): Buffer =>
  element(0x64, [
    text(dn),
    element(tags.sequence, attributes.map(([name, values]) => element(tags.sequence, [text(name), element(tags.set, values.map((value) => element(tags.octetString, value)))]))), // prettier-ignore
  ]);
const message = (id: number, operation: Buffer): Buffer => element(tags.sequence, [integer(id), operation]);
/** The messages that a stream completes, copied: they are only lent. */
const take = (frames: Frames, chunk: Buffer): Buffer[] => {
  const out: Buffer[] = [];
  frames.feed(chunk, (bytes, at, end) => out.push(Buffer.from(bytes.subarray(at, end))));
  return out;
};
const decode = (bytes: Buffer) => readEntry(new BerReader(bytes).inside(0x64));

const attributeName = fc
  .stringMatching(/^[a-z][a-zA-Z0-9-]{0,12}$/)
  .filter((name) => name.toLowerCase() !== 'photo');
const values = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 });

describe('entries', () => {
  it('come back as they were: text as text, other bytes as bytes', () => {
    const isText = (bytes: Uint8Array): boolean =>
      Buffer.from(Buffer.from(bytes).toString('utf8')).equals(bytes);
    fc.assert(
      fc.property(
        fc.string({ unit: codePoint }).filter((dn) => dn.isWellFormed()),
        fc.uniqueArray(fc.tuple(attributeName, values), { selector: ([name]) => name, maxLength: 6 }),
        (dn, attributes) => {
          const read = decode(entry(dn, attributes));
          expect(read.dn).toBe(dn);
          expect(Object.keys(read.attributes).sort()).toEqual(attributes.map(([name]) => name).sort());
          for (const [name, expected] of attributes) {
            const got = read.attributes[name]!;
            expect(got.map((value) => Buffer.from(value as string).toString('hex'))).toEqual(expected.map((value) => Buffer.from(value).toString('hex'))); // prettier-ignore
            if (!/guid|sid|photo|descriptor/i.test(name)) for (const [i, value] of got.entries()) expect(typeof value === 'string').toBe(isText(expected[i]!)); // prettier-ignore
          }
        },
      ),
      { numRuns: 200 * fuzz },
    );
  });

  it.each([
    ['objectSid', true],
    ['objectGUID', true],
    ['OBJECTGUID', true],
    ['userCertificate;binary', true],
    ['someThing;binary', true],
    ['nTSecurityDescriptor', true],
    ['description', false],
    ['member;range=0-1499', false],
  ])('of %s keep bytes: %s', (name, binary) => {
    const value = decode(entry('', [[name, [Buffer.from('abc')]]])).attributes[name]![0];
    expect(value).toEqual(binary ? new Uint8Array(Buffer.from('abc')) : 'abc');
  });

  it('keep a real U+FFFD as text', () => {
    expect(decode(entry('', [['cn', [Buffer.from('a\ufffdb')]]])).attributes['cn']).toEqual(['a\ufffdb']);
    expect(decode(entry('', [['cn', [Buffer.from([0x61, 0xff])]]])).attributes['cn']).toEqual([
      new Uint8Array([0x61, 0xff]),
    ]);
  });

  it('join an attribute that is named twice', () => {
    const one = Buffer.from('1');
    expect(
      decode(
        entry('', [
          ['cn', [one]],
          ['cn', [one, one]],
        ]),
      ).attributes['cn'],
    ).toEqual(['1', '1', '1']);
  });

  it('do not share memory with the message', () => {
    const bytes = entry('', [['objectGUID', [Buffer.from([1, 2, 3])]]]);
    const value = decode(bytes).attributes['objectGUID']![0];
    bytes.fill(0);
    expect(value).toEqual(new Uint8Array([1, 2, 3]));
  });

  it('that are damaged anywhere are read or refused, and nothing else', () => {
    const whole = entry('CN=a,DC=b', [
      ['cn', [Buffer.from('a'), Buffer.from('b')]],
      ['objectSid', [Buffer.alloc(28)]],
    ]);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (at, value, cut) => {
        const bytes = Buffer.from(whole);
        bytes[at] = value;
        for (const damaged of [bytes, bytes.subarray(0, cut)])
          try {
            decode(damaged);
          } catch (cause) {
            expect(cause).toBeInstanceOf(BerError);
          }
      }),
      { numRuns: 500 * fuzz },
    );
  });
});

describe('results', () => {
  it('carry code, words and the cookie of the paged control behind another control', () => {
    const control = (oid: string, value: Buffer | null): Buffer => element(tags.sequence, [text(oid), element(tags.boolean, Uint8Array.of(0xff)), ...(value ? [element(tags.octetString, value)] : [])]); // prettier-ignore
    const paged = element(tags.sequence, [integer(0), element(tags.octetString, Uint8Array.of(7, 8))]);
    const bytes = Buffer.concat([
      element(0x65, [integer(32, tags.enumerated), text('DC=x'), text('gone')]),
      element(0xa0, [control('1.2.3', null), control('1.2.840.113556.1.4.319', paged)]),
    ]);
    const reader = new BerReader(bytes);
    const result = readResult(reader.inside(0x65), reader);
    expect(result).toEqual({
      code: 32,
      matchedDn: 'DC=x',
      diagnostic: 'gone',
      cookie: Buffer.from([7, 8]),
      dirSync: null,
    });
  });

  it('of references carry every address', () => {
    expect(readReference(new BerReader(Buffer.concat([text('ldap://a'), text('ldap://b')])))).toEqual([
      'ldap://a',
      'ldap://b',
    ]);
  });
});

describe('frames', () => {
  it('cut a stream into the same messages, however it comes', () => {
    const messages = fc.array(
      fc.uint8Array({ maxLength: 2000 }).map((bytes) => message(1, element(0x64, bytes))),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(
        messages,
        fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 50 }),
        (all, sizes) => {
          const stream = Buffer.concat(all);
          const frames = new Frames();
          const out: Buffer[] = [];
          for (let at = 0, i = 0; at < stream.length; i += 1) {
            const size = sizes[i % sizes.length]!;
            out.push(...take(frames, stream.subarray(at, at + size)));
            at += size;
          }
          expect(out.map((one) => one.toString('hex'))).toEqual(all.map((one) => one.toString('hex')));
          expect(frames.held).toBe(0);
        },
      ),
      { numRuns: 200 * fuzz },
    );
  });

  it.each([
    ['another tag', '3182'],
    ['an indefinite length', '3080'],
    ['a length of five bytes', '3085'],
    ['more than any entry has', '3084ffffffff'],
  ])('refuse %s', (_, hex) => {
    expect(() => take(new Frames(), Buffer.from(hex, 'hex'))).toThrow(BerError);
  });

  it('take memory as bytes come, not as a length promises', () => {
    const frames = new Frames();
    take(frames, Buffer.from('30840fffffff', 'hex'));
    for (let i = 0; i < 100; i += 1) take(frames, Buffer.alloc(1000));
    expect(frames.held).toBe(100_006);
    expect(frames.room).toBeLessThan(256 * 1024);
  });

  it('join a large message once, not once for each piece', () => {
    const large = message(1, element(0x64, Buffer.alloc(32 * 1024 * 1024)));
    const frames = new Frames();
    const out: Buffer[] = [];
    const join = () => {
      for (let at = 0; at < large.length; at += 16_384)
        out.push(...take(frames, large.subarray(at, at + 16_384)));
    };
    expect(processorSeconds(join)).toBeLessThan(5);
    expect(out.map((one) => one.length)).toEqual([large.length]);
    // Its room is given back.
    expect(frames.room).toBe(0);
  });
});
