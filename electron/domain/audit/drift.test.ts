import { describe, expect, it } from 'vitest';
import type { CheckId, NotJudgedCode } from './codes.ts';
import { judgedAny } from './coverage.ts';
import type { CheckCoverage } from './coverage.ts';
import { driftSince, findingDigest } from './drift.ts';
import type { BaselineEntry } from './drift.ts';
import type { Finding } from './finding.ts';
import { mostNotJudged } from './run.ts';

const corp = { id: 1, name: 'corp.example' };
const aws = { id: 2, name: '111122223333' };
const other = { id: 3, name: '444455556666' };

const entry = (key: string, check: CheckId, source: number | null, account: string | null = null): BaselineEntry => ({
  key,
  digest: 'same',
  check,
  code: 'roleMissing',
  severity: 'medium',
  reason: 'latent',
  subject: { kind: 'role', id: key, name: key, where: `CN=${key}`, snapshotId: 1, objectId: null, account },
  source,
  params: {},
}); // prettier-ignore

const judged = (
  check: CheckId,
  sources: CheckCoverage['sources'] = [corp, aws],
  blind: readonly (readonly [NotJudgedCode, string])[] = [],
  more: Partial<CheckCoverage> = {},
): CheckCoverage => ({
  check,
  sources,
  blind: blind.map(([code, where]) => ({ code, where })),
  total: blind.length,
  cut: false,
  ...more,
});

type Side = readonly [entries: readonly BaselineEntry[], coverage: readonly CheckCoverage[] | null];
const told = ([entries, coverage]: Side, [then, thenCoverage]: Side): string[] => {
  const drift = driftSince({ entries, coverage: coverage! }, { entries: then, coverage: thenCoverage });
  const said = (key: string, { state, because }: { state: string; because: { side: string; code: string } | null }) =>
    [key, state, ...(because ? [because.side, because.code] : [])].join(' ');
  return [
    ...[...drift.states].map(([key, one]) => said(key, one)),
    ...drift.before.map(({ entry: { key }, drifted }) => `then ${said(key, drifted)}`),
  ];
}; // prettier-ignore

const group = entry('g', 'role-not-found', 1);
const role = entry('r', 'unused-role', 2, '111122223333');
const changed = { ...group, digest: 'other' };
const cases: readonly (readonly [string, Side, Side, string[]])[] = [
  [
    'what both read is new, the same, changed or gone',
    [[group, role], [judged('role-not-found'), judged('unused-role')]],
    [[changed, entry('x', 'unused-role', 2)], [judged('role-not-found'), judged('unused-role')]],
    ['g changed', 'r new', 'then x gone'],
  ],
  [
    'the same is the same, whatever was read',
    [[group], [judged('role-not-found')]],
    [[group], null],
    ['g same'],
  ],
  [
    'a baseline that does not say what was judged tells nothing else',
    [[group], [judged('role-not-found')]],
    [[changed, role], null],
    ['g notComparable before coverageNotKept'],
  ],
  [
    'a check that was not run then has no news',
    [[group], [judged('role-not-found')]],
    [[role], [judged('unused-role')]],
    ['g notComparable before checkNotRun'],
  ],
  [
    'what a check that is not run now said before is not gone',
    [[], [judged('unused-role')]],
    [[group], [judged('role-not-found')]],
    [],
  ],
  [
    'an account that was not read then brings no news of groups',
    [[group], [judged('role-not-found')]],
    [[], [judged('role-not-found', [corp])]],
    ['g notComparable before sourceNotRead'],
  ],
  [
    'another account that came tells nothing of the roles of this one',
    [[role, entry('o', 'unused-role', 3)], [judged('unused-role', [aws, other])]],
    [[], [judged('unused-role', [aws])]],
    ['r new', 'o notComparable before sourceNotRead'],
  ],
  [
    'how severe a powerful role is hangs on who is mapped: a directory that came is no change',
    [[{ ...entry('p', 'powerful-role', 2), digest: 'other' }, entry('q', 'powerful-role', 2)], [judged('powerful-role')]],
    [[entry('p', 'powerful-role', 2)], [judged('powerful-role', [aws])]],
    ['p notComparable before sourceNotRead', 'q new'],
  ],
  [
    'that a group opened a role under another name, or that a password stands beside federation, other sources tell',
    [[{ ...entry('n', 'hidden-identity', 1), code: 'nameChanged' }, entry('h', 'hidden-identity', 1), entry('c', 'console-password', 2), entry('m', 'group-renamers', 1)],
      [judged('hidden-identity'), judged('console-password', [aws, other]), judged('group-renamers')]],
    [[], [judged('hidden-identity', [corp]), judged('console-password', [aws]), judged('group-renamers', [corp])]],
    ['n notComparable before sourceNotRead', 'h new', 'c notComparable before sourceNotRead', 'm notComparable before sourceNotRead'],
  ],
  [
    'a source that is not there now takes nothing away',
    [[], [judged('unused-role', [corp])]],
    [[role], [judged('unused-role')]],
    ['then r notComparable now sourceNotRead'],
  ],
  [
    'roles that were not read now are not gone',
    [[], [judged('unused-role', [corp, aws], [['rolesNotRead', '111122223333']])]],
    [[role], [judged('unused-role')]],
    ['then r notComparable now rolesNotRead'],
  ],
  [
    'of another account they are',
    [[], [judged('unused-role', [corp, aws], [['rolesNotRead', '444455556666']])]],
    [[role], [judged('unused-role')]],
    ['then r gone'],
  ],
  [
    'what neither reads stands in the way of nothing',
    [[group], [judged('role-not-found', [corp], [['membersNotRead', '']])]],
    [[], [judged('role-not-found', [corp], [['membersNotRead', '']])]],
    ['g new'],
  ],
  [
    'more places than are kept cover all of the check',
    [[group], [judged('role-not-found')]],
    [[], [judged('role-not-found', [corp, aws], [['membersNotRead', 'CN=y']], { total: mostNotJudged + 1 })]],
    ['g notComparable before membersNotRead'],
  ],
  [
    'what is beyond the findings that are kept is not gone',
    [[], [judged('unused-role', [corp, aws], [], { cut: true })]],
    [[role], [judged('unused-role')]],
    ['then r notComparable now cutOff'],
  ],
]; // prettier-ignore

describe('drift', () => {
  it.each(cases)('%s', (_, now, before, expected) => {
    expect(told(now, before)).toEqual(expected);
  });
});

describe('the digest of a finding', () => {
  const finding = (params: object, readAt = '2026-11-20T00:00:00Z') =>
    findingDigest({
      severity: 'low', reason: 'unused', params, evidenceTotal: 1,
      evidence: [{ code: 'roleLastUsed', snapshotId: 1, where: 'r', field: 'LastUsedDate', value: '2026-01-01', readAt }],
    } as unknown as Finding); // prettier-ignore
  const unused = { role: 'A', account: '111122223333', days: 91, limit: 90 };
  it('is the same a day later, and another one under another limit', () => {
    expect(finding({ ...unused, days: 92 }, '2026-11-21T00:00:00Z')).toBe(finding(unused));
    expect(finding({ ...unused, limit: 60 })).not.toBe(finding(unused));
  });
});

describe('a check judged', () => {
  it.each<[string, CheckCoverage, boolean]>([
    ['all', judged('unused-role'), true],
    ['nothing of no source', judged('unused-role', []), false],
    ['nothing without an account', judged('unused-role', [corp], [['noEstate', '']]), false],
    ['some of it', judged('unused-role', [corp], [['rolesNotRead', '']]), true],
  ])('%s', (_, coverage, any) => {
    expect(judgedAny(coverage)).toBe(any);
  });
});
