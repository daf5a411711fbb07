import { afterEach, expect, it } from 'vitest';
import { i18n } from '../../app/i18n/index.ts';
import { exampleName } from '../migration/examples.ts';
import { countedWord } from './countedWord.ts';

const language = i18n.global.locale as unknown as { value: 'en' | 'ko' };
afterEach(() => {
  language.value = 'en';
});

it.each([
  ['en', '12,345 users, 7 groups, 1,200 assignments'],
  ['ko', '사용자 12,345명, 그룹 7개, 할당 1,200개'],
] as const)('groups the numbers inside sentences, in %s', (locale, told) => {
  language.value = locale;
  const params = { users: 12_345, groups: 7, assignments: 1200 };
  expect(countedWord('migrationFindingAbout', 'identityCenter', params)).toContain(told);
});

it('names what was counted, and how often where that is known', () => {
  expect(exampleName({ of: 'count', name: 'badgeNumber', count: 12_345 })).toBe('badgeNumber (12,345)');
  expect(exampleName({ of: 'count', name: 'corp.example.com', count: -1 })).toBe('corp.example.com');
});
