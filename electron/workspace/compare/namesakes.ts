/**
 * Names that mean one object at one end and another at the other: whoever has such a name among his values differs though his
 * values have the same text. Found by merging the columns of names; where the two snapshots hash names differently, none can be told.
 */
import { dnKey } from '#domain/directory/dnKey.ts';
import type { Matching } from '#domain/compare/matching.ts';
import { isBareName } from '#domain/compare/equality.ts';
import { noiseReason } from '#domain/compare/noise.ts';
import { EntryCursor } from '#packed/readPacked.ts';
import { PackedError } from '#packed/numbers.ts';
import { valueTags } from '#packed/page.ts';
import { blockSize, visitPacked } from '../query/packedScan.ts';
import { DnScan } from '../snapshot/dnHash.ts';
import type { Database } from '../sqlite.ts';
import { bearsNames } from './pairs.ts';
import type { CompareSide } from './side.ts';

/** Hashes of such names, as A's column has them; null: it cannot be told. */
export function namesakes(a: CompareSide, b: CompareSide, matching: Matching): Set<number> | null {
  const [hashA, hashB] = [a.snapshot.column('dnHash'), b.snapshot.column('dnHash')];
  if (hashA[0] !== hashB[0]) return null;
  const [orderA, orderB] = [a.snapshot.column('dnOrder'), b.snapshot.column('dnOrder')];
  const found = new Set<number>();
  let from = 0;
  for (const idA of orderA) {
    const hash = hashA[idA]! >>> 0;
    while (from < orderB.length && hashB[orderB[from]!]! >>> 0 < hash) from++;
    for (let at = from; at < orderB.length && hashB[orderB[at]!]! >>> 0 === hash; at++) {
      const idB = orderB[at]!;
      if (!a.has(idA) || !b.has(idB) || matching.bOf[idA] === idB) continue;
      if (matching.bOf[idA] === 0 && matching.aOf[idB] === 0) continue;
      // Two names may fall together.
      if (dnKey(a.snapshot.dn(idA)) === dnKey(b.snapshot.dn(idB))) found.add(hashA[idA]!);
    }
  }
  return found;
}

/** Marks those of `ids` (which rise) of one end that have such a name among their values; yields how many are done. */
export function* withNamesakes(
  db: Database,
  side: CompareSide,
  ids: Int32Array,
  hashes: ReadonlySet<number>,
): Generator<number, Uint8Array, void> {
  const marked = new Uint8Array(side.size);
  const scan = new DnScan(side.snapshot.column('dnHash')[0]!);
  const cursor = new EntryCursor();
  // 1 = the value is a name, 2 = there is one in it.
  const looked = Uint8Array.from(side.names, (name) => {
    const reason = noiseReason(name);
    if (reason !== null && reason !== 'ownToDirectory') return 0;
    const syntax = side.schema.attribute(name)?.syntax ?? 'guessed';
    return bearsNames(name, syntax) ? (isBareName(syntax) ? 1 : 2) : 0;
  });
  const shared = new Map<number, boolean>();
  const isOne = (bytes: Uint8Array, start: number, end: number): boolean => {
    scan.read(bytes, start, end);
    return hashes.has(scan.hash);
  };
  const ofShared = (number: number): boolean => {
    let known = shared.get(number);
    if (known === undefined) {
      const bytes = side.snapshot.shared(number);
      shared.set(number, (known = isOne(bytes, 0, bytes.length)));
    }
    return known;
  };
  const visit = (id: number, bytes: Uint8Array, start: number, end: number): void => {
    try {
      cursor.begin(bytes, start, end);
      while (cursor.nextAttribute()) {
        const how = looked[cursor.attribute] ?? 0;
        if (how === 0) continue;
        while (marked[id] === 0 && cursor.nextValue())
          if (
            how === 2 ||
            (cursor.tag === valueTags.shared
              ? ofShared(cursor.shared)
              : isOne(bytes, cursor.valueAt, cursor.valueEnd))
          )
            marked[id] = 1;
      }
    } catch (error) {
      if (error instanceof PackedError) throw side.snapshot.damaged(`values of object ${id}`);
      throw error;
    }
  };
  for (let at = 0; at < ids.length; at += blockSize) {
    visitPacked(db, side.snapshot, ids.subarray(at, at + blockSize), visit);
    yield Math.min(ids.length, at + blockSize);
  }
  return marked;
}
