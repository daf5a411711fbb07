/** Every table of this folder, asked of the engine as the batch face asks it. */
import { describe, expect, test } from 'vitest';
import { answerOf, sayEnglish } from '#engine/policy/answer.ts';
import { inputOf, requestsOf } from '#engine/policy/case.ts';
import { allPolicyCases, differences, policyCaseFiles, policyCasesOf } from '#test/support/policyCases.ts';
import type { Expectation } from '#test/support/policyCases.ts';
import { rules } from '../evaluate/rules.ts';
import { compileSets } from '../evaluate/sets.ts';

const answering = { rules, explained: false, say: sayEnglish };

test('every case has an id of its own', () => {
  const ids = allPolicyCases().map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('every worked case of the facts sheet is there', () => {
  const worked = new Set(allPolicyCases().map(({ id }) => /^worked-(\d+[a-d]?)/.exec(id)?.[1]));
  const numbers = Array.from({ length: 77 }, (_, index) => String(index + 1).padStart(2, '0'));
  expect([...numbers, '58a', '58b', '58c', '58d'].filter((number) => !worked.has(number))).toEqual([]);
});

const secure = {
  kind: 'test',
  operator: 'Bool',
  key: 'aws:SecureTransport',
  values: ['true'],
  holds: true,
} as const;
const answer = {
  decision: 'conditional',
  decidedBy: 'identityPolicy',
  conditions: [secure],
  alternatives: [],
  errors: [],
} as const;
const asked = { key: 'AWS:securetransport', holds: true };

test.each<[what: string, expected: Expectation, differs: boolean]>([
  ['the same', { decision: 'conditional', decidedBy: 'identityPolicy', conditions: [asked] }, false],
  ['another decision', { decision: 'allowed' }, true],
  ['another decider', { decision: 'conditional', decidedBy: 'sessionPolicy' }, true],
  ['a condition less', { decision: 'conditional', conditions: [] }, true],
  ['a condition more', { decision: 'conditional', conditions: [asked, asked] }, true],
  ['the contrary', { decision: 'conditional', conditions: [{ ...asked, holds: false }] }, true],
  ['other values', { decision: 'conditional', conditions: [{ ...asked, values: ['false'] }] }, true],
  ['another way', { decision: 'conditional', conditions: [asked], alternatives: [[asked]] }, true],
  ['an error', { decision: 'conditional', errors: [{ code: 'notJson', path: 'trustPolicy' }] }, true],
])('an answer is held against all that is expected: %s', (_what, expected, differs) => {
  expect(differences(answer, expected).length > 0).toBe(differs);
});

describe.each(policyCaseFiles())('%s', (file) => {
  test.each(policyCasesOf(file))('$id: $rule', ({ case: given, expect: expected }) => {
    const answered = answerOf(compileSets(inputOf(given)), requestsOf(given), answering);
    expect(differences(answered, expected)).toEqual([]);
  });
});
