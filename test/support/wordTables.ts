/** Words of codes in both languages: nothing is missing, nothing is left over, and what fills a sentence is the same. */
import { describe, expect, it } from 'vitest';

type Words = Readonly<Record<string, string>>;
/** What it is of, its codes, its words in English and in Korean; a sentence ends as one. */
export type WordTable = readonly [string, readonly string[], Words, Words, 'name' | 'sentence'];

const places = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))].sort();

export function describeWords(tables: readonly WordTable[]): void {
  describe.each(tables)('words of %s', (_, list, english, korean, form) => {
    it('are there for every code and no other, in both languages', () => {
      expect(Object.keys(english).sort()).toEqual([...list].sort());
      expect(Object.keys(korean).sort()).toEqual([...list].sort());
    });

    it.each(list)('%s has the same places in both', (code) => {
      expect(english[code]).toBeTruthy();
      expect(places(korean[code]!)).toEqual(places(english[code]!));
      if (form === 'name') return;
      expect(english[code]).toMatch(/\.$/);
      expect(korean[code]).toMatch(/(니다|십시오)[^가-힣]*\.$|다\([^)]*\)\.$|: .*\.$/);
    });
  });
}
