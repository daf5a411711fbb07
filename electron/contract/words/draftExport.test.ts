import { describe, expect, it } from 'vitest';
import { convertCodes, convertStates } from '#domain/draft/convert/codes.ts';
import { exportFormats, exportRemarkCodes, readBackProblems } from '#domain/draft/export/codes.ts';
import * as convertEn from './en/draftConvert.ts';
import * as en from './en/draftExport.ts';
import * as convertKo from './ko/draftConvert.ts';
import * as ko from './ko/draftExport.ts';

type Words = Readonly<Record<string, string>>;
const tables: readonly (readonly [string, readonly string[], Words, Words, 'name' | 'sentence'])[] = [
  ['formats', exportFormats, en.draftFormat, ko.draftFormat, 'name'],
  ['remarks of exports', exportRemarkCodes, en.draftExportRemark, ko.draftExportRemark, 'sentence'],
  ['files read back', [...readBackProblems, 'tooMany'], en.draftReadBack, ko.draftReadBack, 'sentence'],
  ['states of conversions', convertStates, convertEn.draftConvertState, convertKo.draftConvertState, 'name'],
  ['conversions', convertCodes, convertEn.draftConvert, convertKo.draftConvert, 'sentence'],
];
const places = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))].sort();

describe.each(tables)('words of %s', (_, list, english, korean, form) => {
  it('are there for every code and no other, in both languages', () => {
    expect(Object.keys(english).sort()).toEqual([...list].sort());
    expect(Object.keys(korean).sort()).toEqual([...list].sort());
  });

  it.each(list)('%s has the same places in both', (code) => {
    expect(places(korean[code]!)).toEqual(places(english[code]!));
    if (form === 'name') return;
    expect(english[code]).toMatch(/\.$/);
    expect(korean[code]).toMatch(/(니다|십시오)[^가-힣]*\.$|(?:다|니다)\([^)]*\)\.$|: .*\.$/);
  });
});
