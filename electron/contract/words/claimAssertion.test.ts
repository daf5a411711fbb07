import { expect, it } from 'vitest';
import { assertionCodes } from '#domain/claims/assertion/codes.ts';
import { patternProblems } from '#domain/claims/pattern/pattern.ts';
import { assertion as en } from './en/assertion.ts';
import { claimPattern as enPattern } from './en/claimPattern.ts';
import { assertion as ko } from './ko/assertion.ts';
import { claimPattern as koPattern } from './ko/claimPattern.ts';

const holes = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((hole) => hole[1]).sort();

it.each(Object.keys(assertionCodes) as (keyof typeof assertionCodes)[])(
  '%s is said in both languages',
  (code) => {
    expect(en[code]).toMatch(/\.$/);
    expect(ko[code]).toMatch(/[.]$/);
    expect(holes(ko[code])).toEqual(holes(en[code]));
    // No particle stands glued to a variable.
    expect(ko[code]).not.toMatch(/\}[은는이가을를와과로에의]/);
  },
);

it.each(patternProblems)('a pattern’s %s is said in both languages', (code) => {
  for (const words of [enPattern, koPattern]) expect(words[code]).toMatch(/^[^{}]{20,}\.$/);
});
