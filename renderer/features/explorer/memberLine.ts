import type { LiveMemberRow } from '#contract/liveMembers.ts';
import type { MemberRow } from '#contract/index.ts';
import type { Item } from './item.ts';

/** One membership, from a snapshot or live, and what it leads to. */
export interface MemberLine extends Pick<
  LiveMemberRow,
  'reference' | 'via' | 'depth' | 'path' | 'until' | 'standsFor'
> {
  readonly object: MemberRow['object'] | LiveMemberRow['object'];
  readonly go: Item | null;
}

export const ofSnapshot = (row: MemberRow): MemberLine => ({
  ...row,
  standsFor: null,
  go: row.object && { in: 'snapshot', snapshotId: row.snapshotId, objectId: row.object.id },
});
export const ofLive = (row: LiveMemberRow, profileId: string): MemberLine => ({
  ...row,
  go: row.standsFor
    ? { in: 'snapshot', snapshotId: row.standsFor.snapshotId, objectId: row.standsFor.objectId }
    : row.object && { in: 'live', profileId, dn: row.object.dn },
});
/** What a line is called: the object, whom it stands for, or what stands in the attribute. */
export const nameOf = ({ standsFor, object, reference }: MemberLine): string =>
  standsFor?.name ?? object?.name ?? reference;
