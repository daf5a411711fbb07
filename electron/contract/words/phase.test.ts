import { expect, it } from 'vitest';
import { phases } from '../phases.ts';
import { phase as en } from './en/phase.ts';
import { phase as ko } from './ko/phase.ts';

it.each(phases)('phase %s is said in both languages, without parameters', (code) => {
  for (const words of [en, ko]) expect(words[code]).toMatch(/^[^{}]{2,40}$/);
  expect(ko[code]).toMatch(/니다$/);
});
