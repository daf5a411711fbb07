import { describe, expect, it } from 'vitest';
import * as codes from '#domain/draft/codes.ts';
import * as en from './en/draft.ts';
import * as ko from './ko/draft.ts';

type Words = Readonly<Record<string, string>>;
const tables: readonly (readonly [string, readonly string[], Words, Words, 'name' | 'sentence'])[] = [
  ['change', codes.changeKinds, en.draftChange, ko.draftChange, 'name'],
  ['kind', codes.changeKinds, en.draftKind, ko.draftKind, 'name'],
  ['state', codes.noticeStates, en.draftState, ko.draftState, 'name'],
  ['notice', codes.noticeCodes, en.draftNotice, ko.draftNotice, 'sentence'],
  ['problem', codes.problemCodes, en.draftProblem, ko.draftProblem, 'sentence'],
  ['grant', codes.grantChanges, en.grantChange, ko.grantChange, 'name'],
  ['person', codes.personChanges, en.personChange, ko.personChange, 'name'],
  ['who', codes.whoChanges, en.whoChange, ko.whoChange, 'name'],
];
const places = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))].sort();

describe.each(tables)('words of %s', (_, list, english, korean, form) => {
  it('are there for every code and no other, in both languages', () => {
    expect(Object.keys(english).sort()).toEqual([...list].sort());
    expect(Object.keys(korean).sort()).toEqual([...list].sort());
  });

  it.each(list)('%s has the same places in both', (code) => {
    expect(english[code]).toBeTruthy();
    expect(places(korean[code]!)).toEqual(places(english[code]!));
    if (form === 'sentence') {
      expect(english[code]).toMatch(/\.$/);
      expect(korean[code]).toMatch(/(니다|십시오)[^가-힣]*\.$|: .*\.$/);
    }
  });
});
