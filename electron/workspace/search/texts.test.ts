import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundary, encodeFolded, otherType, typeMarks } from './alphabet.ts';
import { SearchTexts } from './texts.ts';

const numRuns = 50 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const dn = Buffer.from('CN=a');

function textOf(texts: SearchTexts, id: number): number[] {
  const bytes = new Uint8Array(texts.length(id));
  texts.copy(id, bytes, 0);
  return [...bytes];
}

function collected(values: readonly string[], asBytes: boolean): number[] {
  const texts = new SearchTexts();
  texts.begin(dn, 0);
  for (const value of values) {
    const bytes = Buffer.from(`?${value}?`);
    if (asBytes) texts.bytes(bytes, 1, bytes.length - 1);
    else texts.value(value);
  }
  texts.end(7);
  return textOf(texts, 7);
}

describe('the searched text of an object', () => {
  it('is each distinct value once, the name first, then the mark of its type', () => {
    const [a, b] = [...encodeFolded('ab')] as [number, number];
    const cn = typeMarks['cn']!;
    expect(collected(['ab', 'b', 'AB', '(a)b'], false)).toEqual([
      boundary,
      a,
      b,
      boundary,
      b,
      boundary,
      a,
      1,
      b,
      boundary,
      cn,
      boundary,
    ]);
    expect(collected(['--', 'a', '!'], false)).toEqual([boundary, boundary, a, boundary, cn, boundary]);
  });

  it.each<[string, number]>([
    ['CN=x', typeMarks['cn']!],
    ['ou=x', typeMarks['ou']!],
    ['Dc=x', typeMarks['dc']!],
    ['uid=x', otherType],
    ['c', otherType],
    ['', otherType],
    ['c\u0301n=x', otherType],
  ])('marks the type of %s', (name, mark) => {
    const texts = new SearchTexts();
    texts.begin(Buffer.from(name), 0);
    texts.value('x');
    texts.end(1);
    expect(textOf(texts, 1).at(-2)).toBe(mark);
  });

  it('is the same of a string and of its bytes', () => {
    const value = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc
        .tuple(fc.constantFrom('a', 'é ', '김', '- '), fc.integer({ min: 500, max: 3000 }))
        .map(([a, n]) => a.repeat(n)),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), (values) => {
        expect(collected(values, true)).toEqual(collected(values, false));
      }),
      { numRuns },
    );
  });

  it('is the last that was given, however many there are', () => {
    const texts = new SearchTexts();
    for (const round of ['x', 'y']) {
      for (let id = 1; id <= 3000; id++) {
        texts.begin(dn, 0);
        texts.value(`${round}${id}`.padEnd(400, 'z'));
        texts.end(id);
      }
    }
    expect(textOf(texts, 2999).slice(1, 6)).toEqual([...encodeFolded('y2999')]);
    expect(texts.length(3001)).toBe(0);
  });
});
