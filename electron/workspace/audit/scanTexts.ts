/** One pass over the people of a snapshot: a number for what one attribute of each holds. */
import { baseName } from '#domain/directory/values.ts';
import { asciiNameHash, nameHash } from '#domain/migration/nameHash.ts';
import { PackedError } from '#packed/numbers.ts';
import { valueTags } from '#packed/page.ts';
import { EntryCursor } from '#packed/readPacked.ts';
import { blockSize, visitPacked } from '../query/packedScan.ts';
import { kindCode } from '../schema/kinds.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import type { Database } from '../sqlite.ts';

const people: ReadonlySet<number> = new Set([kindCode.user, kindCode.serviceAccount]);

/** Calls `each` for every person of `ids`, which rise, that has a value; steps of some milliseconds. */
export function* scanTexts(
  db: Database,
  snapshot: SnapshotReader,
  ids: Int32Array,
  attribute: string,
  each: (id: number, hash: number) => void,
): Generator<void, void, void> {
  const wanted = attribute.toLowerCase();
  const isWanted = new Uint8Array(snapshot.attributeNames.length + 1);
  snapshot.attributeNames.forEach((name, at) => {
    if (baseName(name).toLowerCase() === wanted) isWanted[at + 1] = 1;
  });
  if (!isWanted.includes(1)) return;
  const kinds = snapshot.column('kind');
  const mine = ids.filter((id) => people.has(kinds[id]!));
  const cursor = new EntryCursor();
  const look = (id: number, bytes: Uint8Array, from: number, to: number): void => {
    cursor.begin(bytes, from, to);
    while (cursor.nextAttribute()) {
      if (isWanted[cursor.attribute] !== 1 || !cursor.nextValue()) continue;
      const { tag, valueAt, valueEnd } = cursor;
      if (tag !== valueTags.text || valueEnd === valueAt) continue;
      const text = () =>
        Buffer.from(bytes.buffer, bytes.byteOffset + valueAt, valueEnd - valueAt).toString('utf8');
      each(id, asciiNameHash(bytes, valueAt, valueEnd) ?? nameHash(text()));
      return;
    }
  };
  for (let at = 0; at < mine.length; at += blockSize) {
    yield;
    try {
      visitPacked(db, snapshot, mine.subarray(at, at + blockSize), look);
    } catch (error) {
      if (error instanceof PackedError) throw snapshot.damaged(`values of objects from ${mine[at]!}`);
      throw error;
    }
  }
}
