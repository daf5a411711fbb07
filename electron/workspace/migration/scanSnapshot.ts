/** The pass over all entries of a snapshot. */
import { PackedError } from '#packed/numbers.ts';
import { blockSize, visitPacked } from '../query/packedScan.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import type { Database } from '../sqlite.ts';
import { emptyScan, type Scan } from './scan.ts';
import { Scanner } from './scanner.ts';

/** Goes over the snapshot in steps of some milliseconds; each says how many objects were looked at. */
export function* scanSnapshot(
  db: Database,
  snapshot: SnapshotReader,
  domainOf: Int16Array,
): Generator<number, Scan, void> {
  const parent = snapshot.column('parent');
  const scan = emptyScan(parent.length, snapshot.attributeNames.length);
  const scanner = new Scanner(snapshot, domainOf, scan);
  const all = new Int32Array(parent.length);
  let length = 0;
  for (let id = 1; id < parent.length; id++) if (parent[id]! >= 0) all[length++] = id;
  const ids = all.subarray(0, length);
  for (let at = 0; at < length; at += blockSize) {
    yield at;
    try {
      visitPacked(db, snapshot, ids.subarray(at, at + blockSize), (id, bytes, from, to) =>
        scanner.look(id, bytes, from, to),
      );
    } catch (error) {
      if (error instanceof PackedError) throw snapshot.damaged(`values of objects from ${ids[at]!}`);
      throw error;
    }
  }
  return scan;
}
