import { expect, it } from 'vitest';
import { jobNotes } from '../jobNote.ts';
import { jobNote as en } from './en/jobNote.ts';
import { jobNote as ko } from './ko/jobNote.ts';

it.each(jobNotes)('%s has a sentence in both languages', (code) => {
  expect(en[code]).toMatch(/\.$/);
  expect(ko[code]).toMatch(/니다\.$/);
});
