import { describe, expect, it } from 'vitest';
import * as codes from '#domain/review/codes.ts';
import { review as en } from './en/review.ts';
import { review as ko } from './ko/review.ts';

const tables: readonly [string, readonly string[]][] = [
  ['kind', codes.itemKinds],
  ['state', codes.itemStates],
  ['gap', codes.reviewGaps],
  ['reviewer', codes.reviewerReasons],
  ['removal', codes.revocationCodes],
  ['since', codes.sinceStates],
  ['row', codes.rowProblems],
];
const all = tables.flatMap(([table, some]) => some.map((code) => `${table}.${code}`));

describe('words of access reviews', () => {
  it.each(all)('%s is said in both languages', (code) => {
    expect((en as Readonly<Record<string, string>>)[code]).toBeTruthy();
    expect((ko as Readonly<Record<string, string>>)[code]).toMatch(/[가-힣]/);
  });
  it('has no words for what is no code', () => {
    expect(Object.keys(en).toSorted()).toEqual(all.toSorted());
    expect(Object.keys(ko).toSorted()).toEqual(all.toSorted());
  });
});
