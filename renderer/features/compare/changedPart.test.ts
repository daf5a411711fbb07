import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedParts } from './changedPart.ts';

describe('the part in which two texts differ', () => {
  it.each([
    ['Sales', 'Sales', ['Sales', '', ''], ['Sales', '', '']],
    ['jane.doe@corp.example.com', 'jane.doe@example.com', ['jane.doe@', 'corp.', 'example.com'], ['jane.doe@', '', 'example.com']],
    ['aa', 'aaa', ['aa', '', ''], ['aa', 'a', '']],
    ['', 'x', ['', '', ''], ['', 'x', '']],
    ['김😀', '김😁', ['김', '😀', ''], ['김', '😁', '']],
  ])('%j and %j', (a, b, one, other) => {
    const parts = changedParts(a, b).map(({ before, part, after }) => [before, part, after]);
    expect(parts).toEqual([one, other]);
  }); // prettier-ignore

  it('puts both together again, and is empty where they are alike', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [one, other] = changedParts(a, b);
        expect(one.before + one.part + one.after).toBe(a);
        expect(other.before + other.part + other.after).toBe(b);
        expect([one.before, one.after]).toEqual([other.before, other.after]);
        expect(one.part === '' && other.part === '').toBe(a === b);
      }),
      { numRuns: 200 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
    );
  });
});
