import { describe, expect, it } from 'vitest';
import { forest as enForest } from './en/forest.ts';
import { schema as enSchema } from './en/schema.ts';
import { forest as koForest } from './ko/forest.ts';
import { schema as koSchema } from './ko/schema.ts';

type Words = Readonly<Record<string, string>>;
const places = (sentence: string) => new Set([...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!));

const tables: readonly (readonly [string, Words, Words])[] = [
  ['forest', enForest, koForest],
  ['schema', enSchema, koSchema],
];
describe.each(tables)('words of %s', (name, en, ko) => {
  it.each(Object.keys(en))('%s is said in both languages with the same parameters', (code) => {
    expect(en[code]!.length).toBeGreaterThan(2);
    expect(places(ko[code]!)).toEqual(places(en[code]!));
    expect(ko[code]).toMatch(/[가-힣]|UUID/);
    expect(ko[code]).not.toMatch(/\}(은|는|이|가|을|를|과|와|로|으로)(?![가-힣])/);
    const allowed = name === 'forest' && code.startsWith('direction.') ? ['domain', 'partner'] : [];
    expect(allowed).toEqual(expect.arrayContaining([...places(en[code]!)]));
  });
});
