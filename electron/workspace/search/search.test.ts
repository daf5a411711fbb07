import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePoint } from '#test/support/text.ts';
import { build, openSearch, valuesOf } from './fixtures.ts';
import type { Person } from './fixtures.ts';
import { fold } from './fold.ts';
import type { GramLimits } from './grams.ts';
import type { Search } from './search.ts';

const numRuns = 100 * Number(process.env['TREELINE_FUZZ'] ?? 1);

/** By group; nothing to look for has none. */
const groupsOf = (search: Search, text: string): number[][] => {
  const hits = search.find(text);
  return Array.from({ length: hits.groupCount }, (_, group) => [...hits.page(0, hits.length, group)]);
};

const people: Person[] = [
  {
    dn: 'CN=Kim\\, Min-Ah,OU=People,DC=corp,DC=example',
    name: 'Kim, Min-Ah',
    samAccountName: 'mkim',
    userPrincipalName: 'min.kim@corp.example',
    sid: 'S-1-5-21-1-2-3-1105',
    guid: '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
  },
  {
    dn: 'CN=José Müller,DC=corp',
    name: 'José Müller',
    displayName: 'José Müller (extern)',
    samAccountName: 'svc_backup',
  },
  { dn: 'CN=김민아,DC=corp', name: '김민아', samAccountName: 'kim', mail: "o'brien@corp.example" },
  { dn: 'CN=mkim2,DC=corp', name: 'mkim2', sid: 'S-1-5-21-1-2-3-11051' },
  { dn: 'DC=corp', name: 'corp', sid: 'S-1-5-21-1-2-3' },
  { dn: 'OU=Kim,DC=corp', name: 'Kim' },
];

describe('what fits, the best first', () => {
  const search = openSearch(build(people), people);
  it.each<[string, number[][]]>([
    // typed; the whole of a value, the beginning of one, the beginning of a word, anywhere
    ['kim', [[6, 3], [1], [], [4]]],
    ['KIM min', [[], [1], [], []]],
    ['min kim', [[], [1], [], []]],
    ['ah kim', [[], [], [], [1]]],
    ['mkim', [[1], [4], [], []]],
    ['m', [[], [1, 4], [2], [6, 3]]],
    ['jose', [[], [2], [], []]],
    ['JOSÉ mül', [[], [2], [], []]],
    ['ckup', [[], [], [], [2]]],
    ['backup', [[], [], [2], []]],
    ['svc_backup', [[2], [], [], []]],
    ['김민', [[], [3], [], []]],
    ['김민아', [[3], [], [], []]],
    ['민아', [[], [], [], [3]]],
    // Half a syllable, as it is while somebody types.
    ['기', [[], [3], [], []]],
    ['김ㅁ', [[], [3], [], []]],
    ["o'brien", [[], [3], [], []]],
    ['min.kim@corp.example', [[1], [], [], []]],
    ['CORP\\mkim', [[1], [4], [], []]],
    ['S-1-5-21-1-2-3-1105', [[1], [4], [], []]],
    ['s-1-5-21-1-2-3-11', [[], [1, 4], [], []]],
    ['s-1-5-21-1-2', [[], [5, 1, 4], [], []]],
    ['<SID=S-1-5-21-1-2-3>', [[5], [1, 4], [], []]],
    ['{3F2504E0-4F89-11D3-9A0C-0305E82C3301}', [[1], [], [], []]],
    ['<GUID=3f2504e0-4f89-11d3-9a0c-0305e82c3301>', [[1], [], [], []]],
    ['3f2504e0', [[], [1], [], []]],
    ['3f2504e04f89', [[], [1], [], []]],
    ['cn=Kim\\, Min-Ah, OU=People, DC=corp, DC=example', [[1], [], [], []]],
    ['CN=Kim\\2C Min', [[], [1], [], []]],
    ['CN=Kim\\, Min-Ah,OU=Peo', [[], [1], [], []]],
    ['cn=k', [[], [1], [], []]],
    ['ou=k', [[], [6], [], []]],
    ['DC=corp', [[5], [], [], []]],
    // Parts of the DN above the object are not the object's own words.
    ['people', [[], [], [], []]],
    ['s1', [[], [], [], []]],
    ['cn', [[], [], [], []]],
    ['3f', [[], [], [], []]],
    ['kim nobody', [[], [], [], []]],
  ])('%s', (text, groups) => {
    expect(groupsOf(search, text)).toEqual(groups);
    expect([...search.find(text).ids()]).toEqual(groups.flat());
  });

  it.each(['', ' ', '"', '*', "'", '()', '-', '^', '\ue000', '\u0301'])('nothing for %j', (text) => {
    expect(search.find(text).ids()).toHaveLength(0);
  });

  it('gives any page', () => {
    const hits = search.find('m');
    const all = [...hits.ids()];
    expect(all).toHaveLength(hits.length);
    for (let offset = 0; offset <= all.length + 1; offset++)
      for (const limit of [0, 1, 2, 100])
        expect([...hits.page(offset, limit)]).toEqual(all.slice(offset, offset + limit));
  });

  it('finds whole names alone', () => {
    expect([...search.named('KIM')]).toEqual([6, 3]);
    expect([...search.named('ki')]).toEqual([]);
    expect([...search.named('-')]).toEqual([]);
  });
});

/** What the groups are by their definition. */
function naive(all: readonly Person[], order: Int32Array, text: string): number[][] {
  const whole = fold(text).trim();
  const groups: number[][] = [[], [], [], []];
  for (const id of order) {
    const values = valuesOf(all[id - 1]!)
      .map((value) => fold(value).trim())
      .filter((value) => value !== '');
    if (!whole.split(' ').every((word) => values.some((value) => value.includes(word)))) continue;
    const group = values.includes(whole)
      ? 0
      : values.some((value) => value.startsWith(whole))
        ? 1
        : values.some((value) => value.includes(` ${whole}`))
          ? 2
          : 3;
    groups[group]!.push(id);
  }
  return groups;
}

const piece = fc.constantFrom(
  'ab',
  'a',
  'aaa',
  'b',
  'kim',
  'k',
  '1',
  '23',
  ' ',
  '-',
  '.',
  'é',
  '김',
  '민',
  'ㄱ',
  '漢',
  '字',
  'ж',
  '😀',
  'ß',
  'ﬁ',
  '①',
  'İ',
  '\u0301',
  '\ud800',
);
const words = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
const anyText = fc.oneof(
  { weight: 4, arbitrary: words },
  { weight: 1, arbitrary: fc.string({ unit: codePoint, maxLength: 12 }) },
  {
    weight: 1,
    arbitrary: fc.tuple(words, fc.integer({ min: 1, max: 900 })).map(([word, times]) => word.repeat(times)),
  },
);
const person = fc.record({
  dn: fc.constant('CN=a'),
  name: anyText,
  samAccountName: fc.option(words, { nil: null }),
  displayName: fc.option(anyText, { nil: null }),
  mail: fc.option(words, { nil: null }),
});
const limits: fc.Arbitrary<Partial<GramLimits>> = fc.constantFrom(
  {},
  { dense: 1 },
  { dense: 2, places: 400, step: 160 },
  { dense: 3, places: 60, step: 70 },
);
/** Of what has a form of its own there are cases above. */
const isPlain = (text: string) => !/[\\=<{]|^\s*s-1-|^\s*[0-9a-f-]{8,36}\s*$/i.test(text);

describe('against looking at every object', () => {
  it('any text in any names, in the order of groups and names', () => {
    const queries = fc.array(anyText.filter(isPlain), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(person, { maxLength: 12 }), limits, queries, (all, given, texts) => {
        const built = build(all, given);
        const search = openSearch(built, all);
        for (const text of texts) {
          const expected = fold(text).trim() === '' ? [] : naive(all, built.names, text);
          expect(groupsOf(search, text)).toEqual(expected);
        }
      }),
      { numRuns },
    );
  });

  it('any part of a name finds it, composed or not', () => {
    const cut = fc.tuple(fc.nat(), fc.nat());
    fc.assert(
      fc.property(
        fc.array(person, { minLength: 1, maxLength: 12 }),
        limits,
        cut,
        (all, given, [from, length]) => {
          const built = build(all, given);
          const search = openSearch(built, all);
          const letters = [...fold(all[0]!.name).trim()];
          fc.pre(letters.length > 0);
          const start = from % letters.length;
          const part = letters
            .slice(start, start + 1 + (length % 40))
            .join('')
            .trim();
          fc.pre(part !== '' && isPlain(part));
          const expected = naive(all, built.names, part).flat();
          expect(expected).toContain(1);
          expect([...search.find(part).ids()]).toEqual(expected);
          expect([...search.find(part.normalize('NFC')).ids()]).toEqual(expected);
          expect([...search.find(part.normalize('NFD').toUpperCase().toLowerCase()).ids()]).toEqual(
            naive(all, built.names, part.normalize('NFD').toUpperCase().toLowerCase()).flat(),
          );
        },
      ),
      { numRuns },
    );
  });
});
