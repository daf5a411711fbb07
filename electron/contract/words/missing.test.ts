import { expect, it } from 'vitest';
import { missingCodes } from '../missing.ts';
import { missing as en } from './en/missing.ts';
import { missing as ko } from './ko/missing.ts';

it.each(missingCodes)('%s is said in both languages, in a few words', (code) => {
  for (const words of [en, ko]) expect(words[code]).toMatch(/^[^{}.]{2,40}$/);
});
