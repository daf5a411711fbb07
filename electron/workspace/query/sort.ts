/** Lists in the order of an attribute: numbers and times by size, everything else as filters compare text. */
import { foldText } from '#domain/directory/filter/fold.ts';
import type { FilterSchema } from '#domain/directory/filter/syntax.ts';
import { parseGeneralizedTime } from '#domain/directory/generalizedTime.ts';
import { guidOf } from '#domain/directory/guid.ts';
import type { RawValue } from '#domain/directory/object.ts';
import { sidOf } from '#domain/directory/sid.ts';
import { textOf } from '#domain/directory/values.ts';
import type { ListSort } from '#contract/queries.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import type { Database } from '../sqlite.ts';
import { PackedCandidate, slotsFor } from './packedCandidate.ts';
import { blockSize, visitPacked } from './packedScan.ts';
import { byName } from './run.ts';

type Key = number | string;

/** How a value of the attribute is placed; null = like one that is not there. FILETIMEs are placed to some microseconds. */
function keyReader(name: string, schema: FilterSchema): (value: RawValue) => Key | null {
  const syntax = schema.attribute(name)?.syntax ?? 'guessed';
  const text = (read: (text: string) => Key | null) => (value: RawValue) => {
    const found = textOf(value);
    return found === null ? null : read(found);
  };
  const number = (found: string) => (/^-?\d+$/.test(found) ? Number(found) : null);
  switch (syntax) {
    case 'integer':
      return text(number);
    case 'time':
      return text(parseGeneralizedTime);
    case 'sid':
      // Of one domain by RID, not digit by digit.
      return (value) => sidOf(value)?.replaceAll(/\d+/g, (digits) => digits.padStart(10, '0')) ?? null;
    case 'guid':
      return guidOf;
    default:
      return text(foldText);
  }
}

/** Numbers before texts, where an attribute has both. */
const compareKeys = (a: Key, b: Key): number => {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
};

/**
 * The same ids in another order: by the attribute's first value, what has none last whichever way, by name where that is equal.
 * Yields after each block of entries that it looked into.
 */
export function* sorted(
  db: Database,
  snapshot: SnapshotReader,
  ids: Int32Array,
  sort: ListSort,
  schema: FilterSchema,
): Generator<{ done: number; total: number }, Int32Array, void> {
  const named = byName(snapshot, ids);
  const attribute = sort.attribute.toLowerCase();
  if (attribute === 'name') return sort.descending ? named.reverse() : named;
  const sign = sort.descending ? -1 : 1;
  const rank = snapshot.column('nameRank');
  if (attribute === 'kind') {
    const kinds = snapshot.column('kind');
    return named.sort((a, b) => sign * (kinds[a]! - kinds[b]!) || rank[a]! - rank[b]!);
  }
  const slot = attribute === 'dn' ? 'distinguishedname' : attribute;
  const candidate = new PackedCandidate(
    slotsFor([slot]),
    snapshot.attributeNames,
    (number) => snapshot.shared(number),
    () => undefined,
  );
  const keyOf = keyReader(slot, schema);
  const keys = new Map<number, Key>();
  const rising = ids.slice().sort();
  for (let at = 0; at < rising.length; at += blockSize) {
    visitPacked(db, snapshot, rising.subarray(at, at + blockSize), (id, bytes, from, to) => {
      const value = candidate.begin(id, bytes, from, to).first(0);
      const key = value === undefined ? null : keyOf(value);
      if (key !== null) keys.set(id, key);
    });
    yield { done: at, total: rising.length };
  }
  return named.sort((a, b) => {
    const left = keys.get(a);
    const right = keys.get(b);
    if (left === undefined || right === undefined) {
      if (left === right) return rank[a]! - rank[b]!;
      return left === undefined ? 1 : -1;
    }
    return sign * compareKeys(left, right) || rank[a]! - rank[b]!;
  });
}
