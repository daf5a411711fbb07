import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowAttributes, rowFacts } from '#domain/directory/row.ts';
import { PackedError, numberSize, writeNumber } from '#packed/numbers.ts';
import { valueTags } from '#packed/page.ts';
import { decodeSome } from './decodeSome.ts';
import { RowDecoder } from './rowDecoder.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);

interface Value {
  readonly tag: number;
  /** Of a shared value, its number. */
  readonly bytes: Uint8Array | number;
}
interface Entry {
  readonly dn: Uint8Array;
  readonly attributes: readonly { readonly number: number; readonly values: readonly Value[] }[];
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** As page.ts says, and what it does not forbid: an attribute twice, no values, bytes of any kind under any tag. */
function packed({ dn, attributes }: Entry): Uint8Array {
  const bytes: number[] = [];
  const number = (value: number): void => {
    const draft = new Uint8Array(numberSize(value));
    writeNumber(draft, 0, value);
    bytes.push(...draft);
  };
  number(dn.length);
  bytes.push(...dn);
  number(attributes.length);
  for (const attribute of attributes) {
    number(attribute.number);
    number(attribute.values.length);
    for (const { tag, bytes: value } of attribute.values) {
      if (tag === valueTags.ownDn) number(tag);
      else if (typeof value === 'number') number(value * 4 + tag);
      else {
        number(value.length * 4 + tag);
        bytes.push(...value);
      }
    }
  }
  return Uint8Array.from(bytes);
}

const names = [
  'objectClass',
  'cn',
  ...rowAttributes,
  'mail;lang-en',
  'MAIL',
  'description;range=0-1499',
  'objectclass;x',
  'mail',
  '__proto__',
  'member',
];
const numberOf = (name: string): number => names.indexOf(name) + 1;

const text = fc.oneof(
  fc.constantFrom(
    'top',
    'user',
    'GROUP',
    'computer',
    'domainDNS',
    '',
    '514',
    '-2147483646',
    '805306368',
    'x',
  ),
  fc.constantFrom('S-1-5-21-1-2-3-500', 'f5399e0e-6362-5761-bfac-eea4c7cc5a45', 'García', '9'.repeat(17)),
  fc.string({ unit: 'grapheme' }),
);
const sid = Uint8Array.from([1, 2, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, 1, 2, 3, 4]);
const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 5, arbitrary: text.map((one) => ({ tag: valueTags.text, bytes: utf8(one) })) },
  {
    weight: 2,
    arbitrary: fc
      .oneof(
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        fc.constant(sid),
        fc.uint8Array({ maxLength: 9 }),
        text.map(utf8),
      )
      .map((bytes) => ({ tag: valueTags.bytes, bytes })),
  },
  fc.uint8Array({ maxLength: 5 }).map((bytes) => ({ tag: valueTags.text, bytes })),
  fc.constant({ tag: valueTags.ownDn, bytes: 0 }),
  fc.nat(5_000).map((bytes) => ({ tag: valueTags.shared, bytes })),
);
const dn = fc.oneof(
  fc
    .constantFrom('CN=Kim\\, J,OU=x,DC=corp', 'DC=corp,DC=example', 'cn=a+uid=b,dc=c', '', 'no name', 'CN=')
    .map(utf8),
  text.map((one) => utf8(`CN=${one},DC=corp`)),
  fc.uint8Array({ maxLength: 6 }),
);
const attribute = fc.record({
  number: fc.integer({ min: 1, max: names.length }),
  values: fc.array(value, { maxLength: 4 }),
});
const entry: fc.Arbitrary<Entry> = fc.oneof(
  fc.record({ dn, attributes: fc.array(attribute, { maxLength: 8 }) }),
  fc.record({ dn, attributes: fc.uniqueArray(attribute, { maxLength: 16, selector: (one) => one.number }) }),
);

/** What a reading came to: its answer, or that the bytes are damaged. */
function outcome(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof PackedError) return 'damaged';
    throw error;
  }
}

const everything = new Uint8Array(names.length + 1).fill(1);
const ofEntry = (bytes: Uint8Array): unknown => outcome(() => rowFacts(decodeSome(bytes, names, everything)));

describe('rows from packed entries', () => {
  // One decoder for all: what it keeps from one entry must not show in another.
  const decoder = new RowDecoder(names);

  test('say what the decoded entry says', () => {
    fc.assert(
      fc.property(entry, (one) => {
        const bytes = packed(one);
        expect(outcome(() => decoder.decode(bytes))).toEqual(ofEntry(bytes));
      }),
      { numRuns: numRuns * 5 },
    );
  });

  test('of damaged bytes are as damaged as the entry', () => {
    fc.assert(
      fc.property(
        entry,
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 3 }),
        fc.nat(3),
        (one, changes, cut) => {
          const bytes = packed(one);
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          const left = bytes.subarray(0, bytes.length - Math.min(cut, bytes.length));
          expect(outcome(() => decoder.decode(left))).toEqual(ofEntry(left));
        },
      ),
      { numRuns: numRuns * 5 },
    );
  });

  test('do not mistake one list of classes for another', () => {
    const withClasses = (...values: Value[]): Uint8Array =>
      packed({
        dn: utf8('user'),
        attributes: [{ number: numberOf('objectClass'), values }],
      });
    const kindOf = (...values: Value[]): string => new RowDecoder(names).decode(withClasses(...values)).kind;
    const tagged = (tag: number, bytes: Uint8Array | number): Value => ({ tag, bytes });
    expect(kindOf(tagged(valueTags.ownDn, 0))).toBe('user');
    expect(kindOf(tagged(valueTags.text, utf8('top')), tagged(valueTags.bytes, utf8('group')))).toBe('group');
    expect(kindOf(tagged(valueTags.bytes, Uint8Array.of(0xff)))).toBe('other');
    expect(
      kindOf(tagged(valueTags.text, utf8('x'.repeat(2000))), tagged(valueTags.text, utf8('computer'))),
    ).toBe('computer');
  });
});
