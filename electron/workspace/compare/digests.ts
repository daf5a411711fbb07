/**
 * Digests of a snapshot's objects, as they were written with it. A refresh has its base's, and those of its own objects are made
 * here; an older file has none, and its objects are compared one by one.
 */
import { PackedError } from '#packed/numbers.ts';
import { blockSize, visitPacked } from '../query/packedScan.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import { tableOf } from '../schema/snapshot.ts';
import { Digester } from '../snapshot/digest.ts';
import { readBytes } from '../snapshot/columns.ts';
import type { Database } from '../sqlite.ts';

/** Two numbers an object by its id, low and high; `[0]` is the seed that they were made with. */
export type Digests = Int32Array;

/** What is stored; null: there is none, or not of this size. */
export function storedDigests(db: Database, snapshot: SnapshotReader): Digests | null {
  const { base } = snapshot.facts;
  const size = snapshot.column('parent').length;
  const bytes = readBytes(db, base?.id ?? snapshot.id, 'digest');
  if (bytes.length < 8 || bytes.length % 8 !== 0) return null;
  const stored = new Int32Array(bytes.buffer);
  if (!base) return stored.length === size * 2 ? stored : null;
  const digests = new Int32Array(size * 2);
  digests.set(stored.subarray(0, Math.min(stored.length, digests.length)));
  const own = db.prepare(`SELECT id FROM ${tableOf(snapshot.id, 'overlay')} ORDER BY id`).all() as {
    id: number;
  }[];
  const ids = Int32Array.from(own.map(({ id }) => id)).filter((id) => id < size);
  make(db, snapshot, ids, digests);
  return digests;
}

/** Makes the digests of some objects, which rise, anew. */
function make(db: Database, snapshot: SnapshotReader, ids: Int32Array, into: Digests): void {
  const digester = new Digester(into[0]!, (number) => snapshot.shared(number));
  digester.take(snapshot.attributeNames);
  for (let at = 0; at < ids.length; at += blockSize)
    visitPacked(db, snapshot, ids.subarray(at, at + blockSize), (id, bytes, start, end) => {
      try {
        digester.read(bytes, start, end);
      } catch (error) {
        if (error instanceof PackedError) throw snapshot.damaged(`values of object ${id}`);
        throw error;
      }
      into[id * 2] = digester.low;
      into[id * 2 + 1] = digester.high;
    });
}
