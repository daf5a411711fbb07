/** Every table of this folder, asked of the engine as the batch face asks it. */
import { describe, expect, test } from 'vitest';
import { answerOf, sayEnglish } from '#engine/policy/answer.ts';
import { inputOf, requestsOf } from '#engine/policy/case.ts';
import { allPolicyCases, differences, policyCaseFiles, policyCasesOf } from '#test/support/policyCases.ts';
import { resourceControlServices } from '../evaluate/resourceControlServices.ts';
import { compileSets } from '../evaluate/sets.ts';

const answering = { rules: { resourceControlServices }, explained: false, say: sayEnglish };

test('every case has an id of its own', () => {
  const ids = allPolicyCases().map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('every worked case of the facts sheet is there', () => {
  const worked = new Set(allPolicyCases().map(({ id }) => /^worked-(\d+[a-d]?)/.exec(id)?.[1]));
  const numbers = Array.from({ length: 77 }, (_, index) => String(index + 1).padStart(2, '0'));
  expect([...numbers, '58a', '58b', '58c', '58d'].filter((number) => !worked.has(number))).toEqual([]);
});

describe.each(policyCaseFiles())('%s', (file) => {
  test.each(policyCasesOf(file))('$id: $rule', ({ case: given, expect: expected }) => {
    const answer = answerOf(compileSets(inputOf(given)), requestsOf(given), answering);
    expect(differences(answer, expected)).toEqual([]);
  });
});
