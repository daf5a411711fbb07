import { describe, expect, it } from 'vitest';
import { entryLimits, mfaFacts, notCountedCodes, sessionLimits, whoKinds } from '#domain/access/codes.ts';
import { access as en } from './en/access.ts';
import { access as ko } from './ko/access.ts';

const tables: readonly [string, readonly string[]][] = [
  ['who', whoKinds],
  ['notCounted', notCountedCodes],
  ['session', sessionLimits],
  ['mfa', mfaFacts],
  ['limit', entryLimits],
  ['door', ['delegation', 'iamUser', 'root']],
];
const codes = [
  ...tables.flatMap(([table, some]) => some.map((code) => `${table}.${code}`)),
  'membershipsNotRead',
  'signInsNotJudged',
];

describe('words of access', () => {
  it.each(codes)('%s is said in both languages', (code) => {
    expect((en as Readonly<Record<string, string>>)[code]).toBeTruthy();
    expect((ko as Readonly<Record<string, string>>)[code]).toMatch(/[가-힣]|IAM/);
  });
  it('has no words for what is no code', () => {
    expect(Object.keys(en).toSorted()).toEqual(codes.toSorted());
    expect(Object.keys(ko).toSorted()).toEqual(codes.toSorted());
  });
});
