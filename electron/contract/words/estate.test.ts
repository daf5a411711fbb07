import { describe, expect, it } from 'vitest';
import * as codes from '#domain/estate/codes.ts';
import { trustProblems } from '#domain/mapping/trustKinds.ts';
import { estate as en } from './en/estate.ts';
import { estate as ko } from './ko/estate.ts';

const tables: Readonly<Record<string, readonly string[]>> = {
  roleKind: codes.roleKinds,
  roleKindMeans: codes.roleKinds,
  roleAdvice: codes.roleAdvices,
  policyKind: codes.policyKinds,
  policyKindMeans: codes.policyKinds,
  credentialIssue: codes.credentialIssues,
  credentialRemedy: codes.credentialIssues,
  credentialGap: codes.credentialGaps,
  tieRelation: codes.tieRelations,
  tieReason: codes.tieReasons,
  trustIssue: codes.trustIssues,
  chainNote: codes.chainNotes,
  sourceEvidence: codes.sourceEvidences,
  reading: codes.readingCodes,
  trustProblem: trustProblems,
};
const all = Object.entries(tables).flatMap(([name, values]) => values.map((value) => `${name}.${value}`));
const words = (table: object, code: string) => (table as Readonly<Record<string, string>>)[code];

describe('words of the estate', () => {
  it.each(all)('%s is said in both languages, without places to fill', (code) => {
    expect(words(en, code)!.length).toBeGreaterThan(3);
    expect(words(ko, code)).toBeTruthy();
    expect(`${words(en, code)} ${words(ko, code)}`).not.toMatch(/[{}]/);
  });

  it('are of these codes alone', () => {
    expect(Object.keys(en).toSorted()).toEqual(all.toSorted());
    expect(Object.keys(ko).toSorted()).toEqual(all.toSorted());
  });
});
