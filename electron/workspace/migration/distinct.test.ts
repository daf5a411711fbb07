import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DistinctBytes, integerAt, TextCounts } from './distinct.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);

it('gives equal bytes one number, and others another', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 3 })), (values) => {
      const distinct = new DistinctBytes();
      const numbers = values.map((value) => distinct.numberOf(Uint8Array.of(9, ...value, 9), 1, value.length + 1));
      const names = values.map(String);
      expect(distinct.size).toBe(new Set(names).size);
      for (const [at, number] of numbers.entries()) expect(number).toBe(numbers[names.indexOf(names[at]!)]);
    }),
    { numRuns },
  );
}); // prettier-ignore

it('counts texts, and joins those that are folded alike', () => {
  const counts = new TextCounts();
  for (const text of ['a.example', 'A.example', 'b.example', 'a.example']) {
    const bytes = Buffer.from(`@${text}`);
    counts.add(bytes, 1, bytes.length);
  }
  expect([...counts.counts()]).toEqual([['a.example', 2], ['A.example', 1], ['b.example', 1]]); // prettier-ignore
  expect([...counts.counts((text) => text.toLowerCase())]).toEqual([['a.example', 3], ['b.example', 1]]); // prettier-ignore
});

it('reads integers from bytes as Number does from strings', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n }), (value) => {
      const bytes = Buffer.from(`.${value}.`);
      expect(integerAt(bytes, 1, bytes.length - 1)).toBe(Number(value));
    }),
    { numRuns },
  );
  for (const text of ['', 'x', '1x', '0x10', ' 1'])
    expect(integerAt(Buffer.from(text), 0, text.length)).toBe(0);
  expect(integerAt(Buffer.from('9223372036854775807'), 0, 19)).toBeGreaterThan(9.2e18);
});
