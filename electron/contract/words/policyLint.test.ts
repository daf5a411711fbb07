import { describe, expect, it } from 'vitest';
import { keyTypes } from '#domain/policy/catalog/data.ts';
import { escalationWays, lintCodes, lintSeverities } from '#domain/policy/lint/codes.ts';
import { policyLint as en } from './en/policyLint.ts';
import { policyLint as ko } from './ko/policyLint.ts';

const codes = [
  ...Object.keys(lintCodes),
  ...lintSeverities.map((severity) => `severity.${severity}`),
  ...Object.keys(escalationWays).map((way) => `way.${way}`),
  ...keyTypes.map((type) => `type.${type}`),
];
const words = (table: object, code: string) => (table as Readonly<Record<string, string>>)[code]!;
const places = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].toSorted();

describe('words of the linter', () => {
  it.each(codes)('%s is said in both languages, with the same places', (code) => {
    expect(words(en, code).length).toBeGreaterThan(3);
    expect(places(words(ko, code))).toEqual(places(words(en, code)));
    expect(words(ko, code)).toMatch(/[가-힣]/);
    expect(words(ko, code)).not.toMatch(/\}(은|는|이|가|을|를|과|와|로|으로|의|에|도)(?![가-힣])/);
  });

  it('are of these codes alone', () => {
    expect(Object.keys(en).toSorted()).toEqual(codes.toSorted());
    expect(Object.keys(ko).toSorted()).toEqual(codes.toSorted());
  });
});
