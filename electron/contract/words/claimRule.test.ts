import { describe, expect, it } from 'vitest';
import { checkCodes } from '#domain/claims/check/codes.ts';
import { parseCodes, ruleSeverities } from '#domain/claims/parse/problems.ts';
import { stages } from '#domain/claims/policy.ts';
import { openCodes } from '#domain/claims/run/open.ts';
import { groupForms } from '#domain/claims/run/store.ts';
import { claimRule as en } from './en/claimRule.ts';
import { claimRule as ko } from './ko/claimRule.ts';

const tables: Readonly<Record<string, readonly string[]>> = {
  severity: ruleSeverities,
  open: openCodes,
  stage: stages,
  stageState: ['ran', 'notGiven', 'notReadable'],
  outcome: ['fired', 'idle', 'open', 'refused'],
  decision: ['permit', 'deny', 'noPermit', 'notGiven', 'notReadable', 'open'],
  form: groupForms,
  groups: ['token', 'memberOf', 'filter'],
};
const codes = [
  ...Object.keys(parseCodes),
  ...Object.keys(checkCodes),
  ...Object.entries(tables).flatMap(([table, names]) => names.map((name) => `${table}.${name}`)),
];
const words = (table: object, code: string) => (table as Readonly<Record<string, string>>)[code]!;
const places = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].toSorted();

describe('words of claim rules', () => {
  it.each(codes)('%s is said in both languages, with the same places', (code) => {
    expect(words(en, code).length).toBeGreaterThan(2);
    expect(places(words(ko, code))).toEqual(places(words(en, code)));
    expect(words(ko, code)).not.toMatch(/\}(은|는|이|가|을|를|과|와|로|으로|의|에|도|입니다)(?![가-힣])/);
  });

  it('are of these codes alone', () => {
    expect(Object.keys(en).toSorted()).toEqual(codes.toSorted());
    expect(Object.keys(ko).toSorted()).toEqual(codes.toSorted());
  });
});
