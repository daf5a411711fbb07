import { describe, expect, it } from 'vitest';
import { fit as enFit } from './en/fit.ts';
import { structure as enStructure } from './en/structure.ts';
import { fit as koFit } from './ko/fit.ts';
import { structure as koStructure } from './ko/structure.ts';

type Words = Readonly<Record<string, string>>;
const places = (sentence: string) => new Set([...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!));

const tables: readonly (readonly [string, Words, Words])[] = [
  ['structure', enStructure, koStructure],
  ['fit', enFit, koFit],
];
describe.each(tables)('words of %s', (_name, en, ko) => {
  it.each(Object.keys(en))('%s is said in both languages with the same parameters', (code) => {
    expect(en[code]!.length).toBeGreaterThan(1);
    expect(places(ko[code]!)).toEqual(places(en[code]!));
    expect(ko[code]).toMatch(/[가-힣]|API|IAM/);
    expect(ko[code]).not.toMatch(/\}(은|는|이|가|을|를|과|와|로|으로)(?![가-힣])/);
  });
});
