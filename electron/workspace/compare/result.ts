/** What a comparison came to, in columns: a difference is a row of a few numbers, whatever it is of. */
import type { MatchKey } from '#domain/compare/codes.ts';
import type { AlikeGroup, Matching } from '#domain/compare/matching.ts';
import { childrenOf } from '#domain/compare/matching.ts';
import { GrowingColumn } from '../snapshot/columns.ts';
import type { MemberComparer } from './members.ts';
import { kindBit } from './pairs.ts';
import type { PairComparer } from './pairs.ts';
import type { CompareSide } from './side.ts';

export interface Counted {
  pairs: number;
  unreadAttributes: number;
  unreadObjects: number;
  reservedA: number;
  reservedB: number;
}

export class DifferenceRows {
  readonly a = new GrowingColumn();
  readonly b = new GrowingColumn();
  readonly kinds = new GrowingColumn();
  /** Place in `lists`. */
  readonly attributes = new GrowingColumn();
  /** Sets of attributes that differ together, by the numbers of `PairComparer`; the first is empty. */
  readonly lists: (readonly number[])[] = [[]];
  readonly #listOf = new Map<string, number>([['', 0]]);
  count = 0;

  add(a: number, b: number, kinds: number, attributes: readonly number[]): void {
    const at = this.count++;
    this.a.set(at, a);
    this.b.set(at, b);
    this.kinds.set(at, kinds);
    const key = attributes.length === 0 ? '' : [...attributes].sort((x, y) => x - y).join();
    let list = this.#listOf.get(key);
    if (list === undefined) {
      list = this.lists.push([...attributes]) - 1;
      this.#listOf.set(key, list);
    }
    this.attributes.set(at, list);
  }
}

export class ComparisonResult {
  readonly a: CompareSide;
  readonly b: CompareSide;
  readonly matching: Matching;
  readonly comparer: PairComparer;
  readonly members: MemberComparer;
  readonly rows: DifferenceRows;
  readonly counted: Counted;
  readonly noise: ReadonlyMap<number, number>;
  readonly notCarried: { readonly a: ReadonlySet<string>; readonly b: ReadonlySet<string> };
  readonly noiseComplete: boolean;
  readonly withNoise: boolean;
  readonly withReserved: boolean;
  /** Of `matching.groups`, what still has objects without a partner at both ends. */
  readonly ambiguous: readonly AlikeGroup[];
  /** Row numbers in the order of A's tree, what is in B alone behind its parent. */
  readonly order: Int32Array;
  /** By object: its row and one more; 0 = it does not differ. */
  readonly rowOfA: Int32Array;
  readonly rowOfB: Int32Array;
  /** Rows at or below an object: those with an end in A by A's tree, those of B alone by B's. */
  readonly atOrBelowA: Int32Array;
  readonly atOrBelowB: Int32Array;

  constructor(parts: {
    a: CompareSide;
    b: CompareSide;
    matching: Matching;
    comparer: PairComparer;
    members: MemberComparer;
    rows: DifferenceRows;
    counted: Counted;
    noise: Map<number, number>;
    notCarried: { a: Set<string>; b: Set<string> };
    ambiguous: AlikeGroup[];
    noiseComplete: boolean;
    withNoise: boolean;
    withReserved: boolean;
  }) {
    const { a, b, rows } = parts;
    this.a = a;
    this.b = b;
    this.matching = parts.matching;
    this.comparer = parts.comparer;
    this.members = parts.members;
    this.rows = rows;
    this.counted = parts.counted;
    this.noise = parts.noise;
    this.notCarried = parts.notCarried;
    this.ambiguous = parts.ambiguous;
    this.noiseComplete = parts.noiseComplete;
    this.withNoise = parts.withNoise;
    this.withReserved = parts.withReserved;
    this.rowOfA = new Int32Array(a.size);
    this.rowOfB = new Int32Array(b.size);
    for (let row = 0; row < rows.count; row++) {
      if (rows.a.get(row) > 0) this.rowOfA[rows.a.get(row)] = row + 1;
      if (rows.b.get(row) > 0) this.rowOfB[rows.b.get(row)] = row + 1;
    }
    const placesA = preorder(a);
    const placesB = preorder(b);
    this.order = ordered(rows, this.matching, b, placesA, placesB);
    this.atOrBelowA = belowCounts(a, placesA, (id) => this.rowOfA[id] !== 0);
    this.atOrBelowB = belowCounts(b, placesB, (id) => {
      const row = this.rowOfB[id]!;
      return row !== 0 && (rows.kinds.get(row - 1) & kindBit.onlyInB) !== 0;
    });
  }

  keyOf(idA: number): MatchKey | null {
    return this.matching.keyOf(idA);
  }

  attributesOf(row: number): readonly number[] {
    return this.rows.lists[this.rows.attributes.get(row)] ?? [];
  }
}

/** Places of objects when parents come before their children, from 1; 0 = not reached. */
function preorder(side: CompareSide): Int32Array {
  const places = new Int32Array(side.size);
  const left: number[] = [];
  let next = 1;
  const push = (id: number): void => {
    const children = childrenOf(side.tree, id);
    for (let at = children.length - 1; at >= 0; at--) left.push(children[at]!);
  };
  push(0);
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    // A file's columns may go round in circles.
    if (!side.has(id) || places[id] !== 0) continue;
    places[id] = next++;
    push(id);
  }
  return places;
}

function ordered(
  rows: DifferenceRows,
  matching: Matching,
  b: CompareSide,
  placesA: Int32Array,
  placesB: Int32Array,
): Int32Array {
  // By place in A; what is in B alone by that of the nearest ancestor with a partner, then by its own.
  const keys = new Float64Array(rows.count);
  for (let row = 0; row < rows.count; row++) {
    const idA = rows.a.get(row);
    if (idA > 0) {
      keys[row] = placesA[idA]! * 2 ** 24;
      continue;
    }
    const idB = rows.b.get(row);
    let anchor = 0;
    for (let id = idB, depth = 0; id > 0 && depth < 4096; id = b.parent[id] ?? 0, depth++) {
      anchor = matching.aOf[id]!;
      if (anchor !== 0) break;
    }
    keys[row] = (anchor === 0 ? 0 : placesA[anchor]!) * 2 ** 24 + 1 + (placesB[idB]! % 2 ** 24);
  }
  return Int32Array.from({ length: rows.count }, (_, row) => row).sort(
    (x, y) => keys[x]! - keys[y]! || x - y,
  );
}

/** Rows at or below each object. */
function belowCounts(side: CompareSide, places: Int32Array, isRow: (id: number) => boolean): Int32Array {
  const counts = new Int32Array(side.size);
  const byPlace = new Int32Array(side.size + 1);
  let last = 0;
  for (let id = 1; id < side.size; id++) {
    const place = places[id]!;
    if (place === 0) continue;
    byPlace[place] = id;
    if (place > last) last = place;
  }
  for (let place = last; place > 0; place--) {
    const id = byPlace[place]!;
    if (isRow(id)) counts[id]!++;
    const parent = side.parent[id]!;
    if (counts[id] !== 0 && parent >= 0 && parent !== id) counts[parent]! += counts[id]!;
  }
  return counts;
}
