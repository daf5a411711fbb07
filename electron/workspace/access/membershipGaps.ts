/** Where memberships were not, or not wholly, read: answers that stand on them are never "none". */
import type { MembershipGap } from '#contract/access.ts';
import type { Grant } from '#domain/mapping/grant.ts';
import type { EstateSnapshot } from '#domain/mapping/input.ts';
import type { SourceSnapshot } from '../catalogue.ts';
import type { Database } from '../sqlite.ts';

/** What says so of itself, whatever attribute it names. */
const ofMembers = new Set(['import.noMembers', 'capture.partialMembers', 'directoryData.trustedMembers']);
/** What leaves the memberships of a place as they were read. */
const elsewhere = new Set([
  'capture.leftOut',
  'capture.partialAttributes',
  'capture.deletionsNotReadable',
  'capture.namesReadEarlier',
]);
const storeParts = new Set(['groups', 'users', 'memberships']);

/** In the order of the set: directories, and identity stores of Identity Center. */
export function membershipGaps(
  db: Database,
  set: readonly SourceSnapshot[],
  estates: readonly EstateSnapshot[],
): MembershipGap[] {
  return set.flatMap(({ snapshotId, sourceName, hasObjects }): MembershipGap[] => {
    const gap = (where: string, code: string): MembershipGap => ({ snapshotId, sourceName, where, code });
    if (hasObjects)
      return db
        .prepare('SELECT place, attribute, code FROM missing WHERE snapshot_id = ? ORDER BY id')
        .all(snapshotId)
        .flatMap(({ place, attribute, code }) =>
          isGap(String(place), attribute === null ? null : String(attribute), String(code))
            ? gap(String(place), String(code))
            : [],
        );
    const center = estates.find((estate) => estate.snapshotId === snapshotId)?.facts.identityCenter;
    if (center?.state !== 'read') return [];
    const { notRead = [], identityStoreId } = center.value;
    return notRead.flatMap(({ part, code }) => (storeParts.has(part) ? gap(identityStoreId, code) : []));
  });
}

function isGap(place: string, attribute: string | null, code: string): boolean {
  if (ofMembers.has(code)) return true;
  // `*`: no attribute of the object may be read; it may be a group.
  if (attribute !== null) return attribute === '*' || attribute.toLowerCase() === 'member';
  // A whole domain, of which no group was read; zones of DNS hold none.
  return !elsewhere.has(code) && /^dc=/i.test(place) && !/^dc=(domain|forest)dnszones,/i.test(place);
}

/** False: of one object, whose members alone are not known. */
export const isOfMany = (where: string, code: string): boolean =>
  ofMembers.has(code) || code.startsWith('import.') || /^dc=/i.test(where);

/** Those of the snapshots; null: of all. */
export const gapsIn = (
  gaps: readonly MembershipGap[],
  snapshots: ReadonlySet<number> | null,
): MembershipGap[] =>
  gaps.filter(({ snapshotId }) => snapshots === null || snapshots.has(snapshotId)).slice(0, 1000);

/** Snapshots with principals of grants that are not broken: what is not known of their groups may lead to a role. */
export const snapshotsOfGrants = (grants: readonly Grant[]): Set<number> =>
  new Set(
    grants.flatMap(({ principal, status }) =>
      principal === null || status === 'broken' ? [] : principal.snapshotId,
    ),
  );
