/**
 * Deleted objects (facts/active-directory.md §5; [MS-ADTS] 3.1.1.5.5.1): what one was, where, and until when it can come
 * back. With the Recycle Bin off a deleted object is a tombstone; with it on, first a deleted and then a recycled object.
 */
import { parseGeneralizedTime } from './generalizedTime.ts';
import { isoTime } from './filetime.ts';
import { guidOf } from './guid.ts';
import { rdnValue } from './dnKey.ts';
import { DnSyntaxError } from './dn.ts';
import type { DirectoryEntry, ObjectKind } from './object.ts';
import { objectKind } from './kind.ts';
import { sidOf } from './sid.ts';
import { firstText, valuesOf } from './values.ts';

export const deletedStates = ['deleted', 'recycled', 'tombstone', 'unknown'] as const;
export type DeletedState = (typeof deletedStates)[number];

export interface DeletedObject {
  dn: string;
  guid: string | null;
  sid: string | null;
  kind: ObjectKind;
  /** The name it had, without what deletion adds. */
  name: string;
  samAccountName: string | null;
  /** lastKnownParent: the DN that its parent had. */
  lastKnownParent: string | null;
  state: DeletedState;
  /** ISO 8601 UTC; the time of the last change, which for a deleted object is its deletion unless something touched it since. */
  deletedAt: string | null;
  /** ISO 8601 UTC: after it nothing brings it back whole. Null: not known, or it is too late by its state. */
  restorableUntil: string | null;
}

/** What the forest says of deletion; null where it was not read. */
export interface DeletionRules {
  readonly recycleBin: boolean | null;
  readonly tombstoneDays: number | null;
  readonly deletedObjectDays: number | null;
}

const dayMs = 86_400_000;
/** Line feed, `DEL:` and a GUID, as `\0A` becomes after unescaping. */
const mark = /\nDEL:[0-9a-f-]{36}$/i;

/** A name without the mark of deletion: `Kim\nDEL:…` → `Kim`. */
export function withoutDeletionMark(name: string): string {
  return name.replace(mark, '');
}

/** Whether an entry is a deleted object of any state. */
export function isDeleted(entry: DirectoryEntry): boolean {
  return firstText(entry, 'isDeleted')?.toUpperCase() === 'TRUE';
}

function stateOf(entry: DirectoryEntry, recycleBin: boolean | null): DeletedState {
  // Samba and old forests write isRecycled on every tombstone: what it means depends on the bin.
  if (recycleBin === false) return 'tombstone';
  if (firstText(entry, 'isRecycled')?.toUpperCase() === 'TRUE')
    return recycleBin === null ? 'unknown' : 'recycled';
  return recycleBin === null ? 'unknown' : 'deleted';
}

function leafName(dn: string): string {
  try {
    return rdnValue(dn) ?? '';
  } catch (error) {
    if (error instanceof DnSyntaxError) return dn;
    throw error;
  }
}

/** Total: what the object does not say is null. */
export function describeDeleted(entry: DirectoryEntry, rules: DeletionRules): DeletedObject {
  const state = stateOf(entry, rules.recycleBin);
  const changed = parseGeneralizedTime(firstText(entry, 'whenChanged') ?? '');
  const days =
    state === 'deleted' ? rules.deletedObjectDays : state === 'tombstone' ? rules.tombstoneDays : null;
  const until = changed === null || days === null ? null : changed + days * dayMs;
  return {
    dn: entry.dn,
    guid: guidOf(valuesOf(entry, 'objectGUID')[0]),
    sid: sidOf(valuesOf(entry, 'objectSid')[0]),
    kind: objectKind(entry),
    name: firstText(entry, 'msDS-LastKnownRDN') ?? withoutDeletionMark(leafName(entry.dn)),
    samAccountName: firstText(entry, 'sAMAccountName'),
    lastKnownParent: firstText(entry, 'lastKnownParent') ?? null,
    state,
    deletedAt: changed === null ? null : isoTime(changed),
    restorableUntil: until === null || !Number.isFinite(until) || until > 8.64e15 ? null : isoTime(until),
  };
}
