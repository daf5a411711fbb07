/** Every table of this folder, asked of the engine as the batch face asks it. */
import { describe, expect, test } from 'vitest';
import type { PolicyCase } from '#contract/policy/case.ts';
import { inputOf, requestsOf } from '#engine/policy/case.ts';
import { allPolicyCases, differences, policyCaseFiles, policyCasesOf } from '#test/support/policyCases.ts';
import type { ComparedAnswer } from '#test/support/policyCases.ts';
import type { Decision } from '../codes.ts';
import type { SetProblem } from '../document.ts';
import { compileSets } from '../evaluate/sets.ts';
import { explain } from '../explain/explain.ts';
import type { Explanation, OpenCondition } from '../explanation.ts';

const rules = {
  resourceControlServices: new Set([
    's3',
    'sts',
    'sqs',
    'kms',
    'secretsmanager',
    'dynamodb',
    'ecr',
    'logs',
    'cognito-idp',
    'cognito-identity',
    'events',
    'workspaces',
  ]),
};

/** All that the action touches must be allowed: the worst of the answers is the answer. */
const worst: readonly Decision[] = ['explicitDeny', 'implicitDeny', 'conditional', 'allowed'];

function answerOf(given: PolicyCase): ComparedAnswer {
  const sets = compileSets(inputOf(given));
  const explained = requestsOf(given).map((request) => explain(sets, request, rules));
  const [first] = explained.toSorted((a, b) => worst.indexOf(a.decision) - worst.indexOf(b.decision)) as [
    Explanation,
    ...Explanation[],
  ];
  return {
    decision: first.decision,
    decidedBy: first.decidedBy,
    conditions:
      first.decision === 'conditional'
        ? distinct(explained.flatMap(({ conditions }) => conditions)).map(flat)
        : [],
    alternatives: first.alternatives.map((way) => way.map(flat)),
    errors: sets.problems.map((problem) => ({ code: problem.code, path: pathOf(problem, given) })),
  };
}

const distinct = (conditions: readonly OpenCondition[]): OpenCondition[] => [
  ...new Map(conditions.map((one) => [JSON.stringify(one), one])).values(),
];
const flat = (condition: OpenCondition) =>
  condition.kind === 'test'
    ? { kind: condition.kind, holds: condition.holds, ...condition.test }
    : { kind: condition.kind, holds: condition.holds, patterns: condition.patterns };

function pathOf({ use, level, policy, path }: SetProblem, given: PolicyCase): string {
  const set = {
    identity: `identityPolicies[${policy}]`,
    boundary: `permissionsBoundary[${policy}]`,
    session: `sessionPolicies[${policy}]`,
    resource: 'resourcePolicy',
    trust: 'trustPolicy',
    endpoint: `endpointPolicies[${policy}]`,
    serviceControl: `serviceControlPolicies[${levelIndex(given.serviceControlPolicies, level)}].policies[${policy}]`,
    resourceControl: `resourceControlPolicies[${levelIndex(given.resourceControlPolicies, level)}].policies[${policy}]`,
  }[use];
  return path === '' ? set : `${set}.${path}`;
}
const levelIndex = (levels: PolicyCase['serviceControlPolicies'], level: string | null): number =>
  (levels ?? []).findIndex((one) => one.level === level);

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
    expect(differences(answerOf(given), expected)).toEqual([]);
  });
});
