import { describe, expect, it } from 'vitest';
import { describeDeleted, isDeleted, withoutDeletionMark } from './deleted.ts';
import type { DeletedState, DeletionRules } from './deleted.ts';

const guid = '0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f0';
const entry = (attributes: Record<string, string[]> = {}) => ({
  dn: `CN=Kim Minsu\\0ADEL:${guid},CN=Deleted Objects,DC=corp,DC=example`,
  attributes: {
    objectClass: ['top', 'person', 'user'],
    isDeleted: ['TRUE'],
    whenChanged: ['20261101080000.0Z'],
    lastKnownParent: ['OU=Seoul,DC=corp,DC=example'],
    ...attributes,
  },
});
const rules = (recycleBin: boolean | null): DeletionRules => ({
  recycleBin,
  tombstoneDays: 180,
  deletedObjectDays: 60,
});

describe('a deleted object', () => {
  // facts/active-directory.md §5.
  it.each<[string, boolean | null, boolean, DeletedState, string | null]>([
    ['bin on, just deleted', true, false, 'deleted', '2026-12-31T08:00:00Z'],
    ['bin on, recycled', true, true, 'recycled', null],
    ['bin off', false, false, 'tombstone', '2027-04-30T08:00:00Z'],
    ['bin off, marked as recycled all the same', false, true, 'tombstone', '2027-04-30T08:00:00Z'],
    ['bin not read', null, false, 'unknown', null],
  ])('%s', (_, bin, recycled, state, until) => {
    const described = describeDeleted(entry(recycled ? { isRecycled: ['TRUE'] } : {}), rules(bin));
    expect(described).toMatchObject({
      state,
      restorableUntil: until,
      name: 'Kim Minsu',
      kind: 'user',
      lastKnownParent: 'OU=Seoul,DC=corp,DC=example',
      deletedAt: '2026-11-01T08:00:00Z',
    });
  });

  it('goes by its last known name where it keeps one', () => {
    expect(describeDeleted(entry({ 'msDS-LastKnownRDN': ['Kim'] }), rules(true)).name).toBe('Kim');
    expect(withoutDeletionMark(`a\nDEL:${guid}`)).toBe('a');
    expect(withoutDeletionMark('a DEL: b')).toBe('a DEL: b');
  });

  it('says nothing of times that it does not tell', () => {
    const { deletedAt, restorableUntil } = describeDeleted(entry({ whenChanged: [] }), rules(true));
    expect([deletedAt, restorableUntil]).toEqual([null, null]);
    const long = { recycleBin: true, tombstoneDays: 1, deletedObjectDays: 2_147_483_647 };
    expect(describeDeleted(entry(), long).restorableUntil).toBeNull();
  });

  it('is known by isDeleted alone', () => {
    expect(isDeleted(entry())).toBe(true);
    expect(isDeleted({ dn: 'CN=a', attributes: {} })).toBe(false);
  });
});
