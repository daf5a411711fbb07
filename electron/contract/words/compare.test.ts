import { expect, it } from 'vitest';
import { compare as en } from './en/compare.ts';
import { compare as ko } from './ko/compare.ts';

it.each(Object.keys(en) as (keyof typeof en)[])('%s is said in both languages', (code) => {
  for (const words of [en, ko]) expect(words[code]).toMatch(/^[^{}]{2,70}$/);
  expect(ko[code]).toMatch(/[가-힣]/);
});
