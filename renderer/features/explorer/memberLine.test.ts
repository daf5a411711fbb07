import { describe, expect, it } from 'vitest';
import type { MemberRow } from '#contract/index.ts';
import type { LiveMemberRow } from '#contract/liveMembers.ts';
import { nameOf, ofLive, ofSnapshot } from './memberLine.ts';

const via = { via: 'member' as const, depth: 1, path: [], until: null };
const object = { dn: 'CN=kim,DC=example', name: 'kim', kind: 'user' } as NonNullable<LiveMemberRow['object']>;
const standsFor = { snapshotId: 3, objectId: 9, name: 'lee', sourceName: 'partner.example' };

describe('a membership leads to', () => {
  it.each([
    [ofLive({ ...via, object, reference: object.dn, standsFor: null }, 'p1'), 'kim', { in: 'live', profileId: 'p1', dn: object.dn }],
    [ofLive({ ...via, object, reference: 'S-1-5-21-1', standsFor }, 'p1'), 'lee', { in: 'snapshot', snapshotId: 3, objectId: 9 }],
    [ofLive({ ...via, object: null, reference: 'CN=gone,DC=example', standsFor: null }, 'p1'), 'CN=gone,DC=example', null],
    [ofSnapshot({ ...via, snapshotId: 2, object: { ...object, id: 7 }, reference: object.dn } as unknown as MemberRow), 'kim', { in: 'snapshot', snapshotId: 2, objectId: 7 }],
    [ofSnapshot({ ...via, snapshotId: 2, object: null, reference: 'S-1-5-21-2' } as MemberRow), 'S-1-5-21-2', null],
  ] as const)('%#', (line, name, go) => {
    expect(nameOf(line)).toBe(name);
    expect(line.go).toEqual(go);
  });
}); // prettier-ignore
