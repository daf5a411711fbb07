import { describe, expect, it } from 'vitest';
import type { BoardFilter, BoardSort } from '#contract/auditBoard.ts';
import type { Finding } from '#domain/audit/finding.ts';
import { Board } from './board.ts';
import { Told } from './told.ts';

const finding = (
  key: string,
  severity: Finding['severity'],
  check: Finding['check'],
  owner: string | null,
  name = key,
  account: string | null = '111122223333',
): Finding => ({
  key,
  check,
  code: 'roleUnused',
  severity,
  reason: 'unused',
  subject: { kind: 'role', id: key, name, where: `arn:${name}`, snapshotId: 1, objectId: null, account },
  params: { role: name, account: account ?? '', days: 100 },
  evidence: [],
  evidenceTotal: 0,
  owner: owner === null ? null : { by: 'managedBy', id: owner, name: owner.toUpperCase() },
});

const findings = [
  finding('a', 'critical', 'unused-role', 'kim', 'Admin'),
  finding('b', 'high', 'unused-role', 'lee', 'Build', null),
  finding('c', 'high', 'wide-group', 'kim', 'Café'),
  finding('d', 'low', 'wide-group', null, 'Deploy'),
  finding('e', 'low', 'role-not-found', 'kim', 'Echo 10'),
  finding('f', 'low', 'role-not-found', 'lee', 'Echo 9'),
];
const suppression = (key: string, until: string | null) => ({
  key,
  reason: 'known',
  owner: 'kim',
  until,
  createdAt: '2026-01-01T00:00:00Z',
});
const board = new Board(
  new Told(findings, null, {
    suppressions: [suppression('e', null), suppression('f', '2026-01-01')],
    today: '2026-11-23',
  }),
);
const sort = (by: BoardSort['by'], descending = false, group: BoardSort['group'] = null): BoardSort => ({
  group,
  by,
  descending,
});
const worst = sort('severity');
const keys = (filter: BoardFilter, sort: BoardSort = worst) =>
  board
    .rows(filter, sort, { offset: 0, limit: 100 })
    .rows.map(({ key }) => key)
    .join('');

describe('rows', () => {
  it.each<[BoardFilter, string]>([
    [{}, 'acbefd'],
    [{ states: ['open'] }, 'acbfd'],
    [{ states: ['suppressed'] }, 'e'],
    [{ states: ['expired'] }, 'f'],
    [{ severities: ['high'], owners: ['kim'] }, 'c'],
    [{ owners: [''] }, 'd'],
    [{ accounts: [''] }, 'b'],
    [{ kinds: ['group'] }, ''],
    [{ drift: ['new'] }, ''],
    [{ text: 'cafe WIDE' }, 'c'],
  ])('of %j', (filter, expected) => expect(keys(filter)).toBe(expected));

  it.each<[BoardSort, string]>([
    [sort('severity', true), 'efdcba'],
    [sort('check'), 'efcdab'],
    // kim has three, lee two, nobody one.
    [sort('owner'), 'acebfd'],
    [sort('subject'), 'abcdfe'],
    [sort('account'), 'acefdb'],
    [sort('subject', true, 'severity'), 'acbefd'],
    [sort('subject', true, 'owner'), 'ecafbd'],
  ])('in the order %j', (sort, expected) => expect(keys({}, sort)).toBe(expected));

  it('come by pages, and know where one stands', () => {
    expect(board.rows({}, worst, { offset: 2, limit: 2 })).toMatchObject({
      total: 6,
      rows: [{ key: 'b' }, { key: 'e' }],
    });
    expect(board.position({}, worst, 'c')).toEqual({ offset: 1 });
    expect(board.position({ severities: ['low'] }, worst, 'c')).toEqual({ offset: null });
    expect(board.byKeys(['f', 'x', 'a']).findings.map((one) => one?.key ?? null)).toEqual(['f', null, 'a']);
  });
});

describe('facets', () => {
  it('count each list as if nothing were chosen of it alone', () => {
    const facets = board.facets({ severities: ['low'], owners: ['kim'] });
    expect(facets.total).toBe(1);
    expect(facets.severities).toEqual([
      { value: 'critical', count: 1 },
      { value: 'high', count: 1 },
      { value: 'low', count: 1 },
    ]);
    expect(facets.owners).toEqual([
      { value: 'kim', name: 'KIM', count: 1 },
      { value: 'lee', name: 'LEE', count: 1 },
      { value: '', name: '', count: 1 },
    ]);
    expect(facets.checks).toEqual([{ value: 'role-not-found', count: 1 }]);
    expect(facets.states).toEqual([{ value: 'suppressed', count: 1 }]);
    expect(facets.drift).toEqual([]);
  });

  it('tell who has how many of each severity', () => {
    const { matrix, ownersTotal } = board.facets({ states: ['open'] });
    expect(ownersTotal).toBe(3);
    expect(matrix.map(({ owner, bySeverity }) => [owner, Object.values(bySeverity).join('')])).toEqual([
      ['kim', '11000'],
      ['lee', '01010'],
      ['', '00010'],
    ]);
  });
});
