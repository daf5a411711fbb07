import { describe, expect, it } from 'vitest';
import { builtInQueryIds } from '#domain/directory/filter/builtIn.ts';
import { filterProblems } from '#domain/directory/filter/problem.ts';
import { filterNotes } from '../queries.ts';
import * as enFilter from './en/filter.ts';
import * as enQuery from './en/query.ts';
import * as koFilter from './ko/filter.ts';
import * as koQuery from './ko/query.ts';

type Words = Readonly<Record<string, string>>;
const tables: readonly [string, readonly string[], Words, Words][] = [
  ['filterProblem', filterProblems, enFilter.filterProblem, koFilter.filterProblem],
  ['filterNote', filterNotes, enFilter.filterNote, koFilter.filterNote],
  ['query', builtInQueryIds, enQuery.query, koQuery.query],
  ['queryAbout', builtInQueryIds, enQuery.queryAbout, koQuery.queryAbout],
];
const places = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);

describe.each(tables)('words of %s', (name, codes, en, ko) => {
  it.each(codes)('%s is said in both languages with the same parameters', (code) => {
    expect(en[code]).toBeTruthy();
    expect(ko[code]).toBeTruthy();
    expect(places(ko[code]!)).toEqual(places(en[code]!));
    if (name !== 'query') {
      expect(en[code]).toMatch(/\.$/);
      expect(ko[code]).toMatch(/(니다|십시오|다|\})\.$/);
    }
  });
});
