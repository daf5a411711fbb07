import { describe, expect, it } from 'vitest';
import { deciders, decisions, policyUses, problemCodes } from '#domain/policy/codes.ts';
import type { ConditionTest, Operator } from '#domain/policy/document.ts';
import { operators } from '#domain/policy/document.ts';
import { grantKinds, setNotes, statementParts } from '#domain/policy/explanation.ts';
import { principalKinds } from '#domain/policy/request.ts';
import { caseProblemCodes } from '../policy/case.ts';
import { namedKeys, relations, standingRules } from '../policyWords.ts';
import { policy as en } from './en/policy.ts';
import { fill } from './format.ts';
import { policy as ko } from './ko/policy.ts';
import { decisionText, testText } from './policyText.ts';
import type { SayPolicy } from './policyText.ts';

const truths = ['true', 'false', 'unknown'];
const outcomes = ['allows', 'denies', 'silent', 'conditional', 'notApplicable', 'notReadable'];
const tables: Readonly<Record<string, readonly string[]>> = {
  decision: [...decisions, 'none'],
  decided: decisions,
  decider: deciders.filter((decider) => !(standingRules as readonly string[]).includes(decider)),
  rule: standingRules,
  use: policyUses,
  own: ['trust', 'key'],
  principal: principalKinds,
  outcome: outcomes,
  why: setNotes,
  truth: truths,
  statement: truths,
  part: statementParts,
  grant: grantKinds,
  problem: [...new Set([...problemCodes, ...caseProblemCodes])],
  key: namedKeys,
  subject: ['one', 'some', 'each'],
  is: relations,
  isNot: relations,
  variables: ['fit', 'fitNot'],
};
const single = ['conditionsNotFound', 'level', 'oneOf', 'anyOf', 'orAbsent', 'andThere', 'absent', 'there'];
const all = [
  ...single,
  ...Object.entries(tables).flatMap(([name, codes]) => codes.map((code) => `${name}.${code}`)),
];
const places = (sentence: string): string[] =>
  [...sentence.matchAll(/\{\w+\}/g)].map(([place]) => place).toSorted();
const words = (table: object, code: string) => (table as Readonly<Record<string, string>>)[code]!;

const english: SayPolicy = (code, params = {}) => fill(en[code], params);
const korean: SayPolicy = (code, params = {}) => fill(ko[code], params);

describe('words of the policy engine', () => {
  it('are of these codes alone, in both languages', () => {
    expect(Object.keys(en).toSorted()).toEqual(all.toSorted());
    expect(Object.keys(ko).toSorted()).toEqual(all.toSorted());
  });

  it.each(all)('%s has the same places in both, and no particle glued to one in Korean', (code) => {
    expect(places(words(ko, code))).toEqual(places(words(en, code)));
    expect(words(ko, code)).not.toMatch(/\}(은|는|이|가|을|를|와|과|로|으로|의|에)/);
  });
});

const test = (text: string): Omit<ConditionTest, 'path'> => {
  const [, quantifier, operator, ifExists, key, values] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)? (\S+) (.*)$/.exec(text)!;
  return {
    operator: operator as Operator,
    quantifier: quantifier === undefined ? null : quantifier === 'ForAllValues' ? 'all' : 'any',
    ifExists: ifExists !== undefined,
    key: key!,
    values: values!.split(' '),
  };
};

describe('a condition as a sentence', () => {
  it.each([
    ['Bool aws:MultiFactorAuthPresent true', true, 'aws:MultiFactorAuthPresent is true'],
    ['Bool aws:MultiFactorAuthPresent true', false, 'aws:MultiFactorAuthPresent is not true, or is absent'],
    ['BoolIfExists aws:MultiFactorAuthPresent false', true, 'aws:MultiFactorAuthPresent is false, or is absent'],
    ['BoolIfExists aws:MultiFactorAuthPresent false', false, 'aws:MultiFactorAuthPresent is not false, and is there'],
    ['StringEquals AWS:requestedRegion a b', true, 'the Region (aws:RequestedRegion) is one of a, b'],
    ['StringNotEquals aws:RequestedRegion a b', true, 'the Region (aws:RequestedRegion) is not any of a, b, or is absent'],
    ['StringNotEquals aws:RequestedRegion a b', false, 'the Region (aws:RequestedRegion) is one of a, b'],
    ['StringNotEqualsIfExists k a', true, 'k is not a, or is absent'],
    ['StringEqualsIgnoreCase k a', true, 'k is a (in any case)'],
    ['StringLike s3:prefix home/*', true, 's3:prefix matches home/*'],
    ['StringNotLike s3:prefix home/* b', true, 's3:prefix does not match any of home/*, b, or is absent'],
    ['NumericLessThan s3:max-keys 10', true, 's3:max-keys is less than 10'],
    ['NumericGreaterThanEquals k 5', false, 'k is not at least 5, or is absent'],
    ['DateLessThan aws:CurrentTime 2027-01-01T00:00:00Z', false, 'the time (aws:CurrentTime) is not before 2027-01-01T00:00:00Z'],
    ['IpAddress aws:SourceIp 10.0.0.0/8', true, 'the caller’s address (aws:SourceIp) is in 10.0.0.0/8'],
    ['NotIpAddress aws:SourceIp 10.0.0.0/8', true, 'the caller’s address (aws:SourceIp) is not in 10.0.0.0/8, or is absent'],
    ['ArnLike aws:SourceArn arn:aws:sns:*:*:t', true, 'aws:SourceArn matches arn:aws:sns:*:*:t'],
    ['BinaryEquals k QQ==', true, 'k has the bytes QQ=='],
    ['Null aws:TokenIssueTime true', true, 'aws:TokenIssueTime is absent'],
    ['Null aws:TokenIssueTime true', false, 'aws:TokenIssueTime is there'],
    ['Null aws:TokenIssueTime false', true, 'aws:TokenIssueTime is there'],
    ['ForAllValues:StringEquals aws:TagKeys a b', true, 'each value of aws:TagKeys is one of a, b, or is absent'],
    ['ForAllValues:StringEquals aws:TagKeys a b', false, 'at least one value of aws:TagKeys is not any of a, b'],
    ['ForAnyValue:StringEquals aws:TagKeys a', true, 'at least one value of aws:TagKeys is a'],
    ['ForAnyValue:StringEquals aws:TagKeys a', false, 'each value of aws:TagKeys is not a, or is absent'],
    ['ForAnyValue:StringNotEquals aws:TagKeys a', true, 'at least one value of aws:TagKeys is not a'],
    ['ForAllValues:StringNotEquals aws:TagKeys a', false, 'at least one value of aws:TagKeys is a'],
    ['ForAnyValue:StringEqualsIfExists aws:TagKeys a', false, 'each value of aws:TagKeys is not a, and is there'],
  ] as const)('%s, %s', (text, holds, said) => {
    expect(testText(test(text), holds, english)).toBe(said);
  }); // prettier-ignore

  it.each([
    ['Bool aws:MultiFactorAuthPresent true', true, 'aws:MultiFactorAuthPresent 값: 다음과 같습니다: true'],
    ['StringNotEquals aws:RequestedRegion a b', true, '리전(aws:RequestedRegion) 값: 다음과 같지 않습니다: a, b 중 어느 것도 (키가 없어도 됩니다)'],
    ['Null aws:TokenIssueTime true', true, '키가 없습니다: aws:TokenIssueTime'],
  ] as const)('in Korean: %s, %s', (text, holds, said) => {
    expect(testText(test(text), holds, korean)).toBe(said);
  }); // prettier-ignore

  it.each(operators)('%s is said whole, whatever stands before or after it', (operator) => {
    for (const say of [english, korean])
      for (const quantifier of [null, 'all', 'any'] as const)
        for (const holds of [true, false])
          expect(
            testText({ operator, quantifier, ifExists: holds, key: 'k', values: ['1'] }, holds, say),
          ).not.toMatch(/[{}]|undefined/);
  });
});

describe('a decision as a sentence', () => {
  it.each([
    ['allowed', 'identityPolicy', 'Allowed by the identity policies.'],
    ['allowed', 'rootUser', en['rule.rootUser']],
    ['explicitDeny', 'serviceControlPolicy', 'Denied by a Deny in the service control policies.'],
    ['implicitDeny', 'invalidPolicy', en['rule.invalidPolicy']],
    [null, null, en['decision.none']],
  ] as const)('%s by %s', (decision, decider, said) => {
    expect(decisionText(decision, decider, english)).toBe(said);
  });
});
