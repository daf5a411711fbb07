/**
 * The index: a tree of grams (runs of up to `maxDepth` bytes), each with the list of objects whose text has it. All grams of one,
 * two and three bytes are there; one that more than `denseFrom` objects have is continued by each byte that follows it. So
 * a text that is searched is either a gram itself, and its list the answer, or has a gram that few objects have, whose
 * texts are then looked at: a word that a million objects have costs no look at a million texts.
 *
 * Built one range of three-byte grams at a time: the places of a range's grams are sorted by counting, and those of a dense gram
 * again by the byte that follows, as far as it stays dense. Memory is bounded by `rangePlaces`, whatever the text.
 */
import { boundary } from './alphabet.ts';
import type { ListSink } from './lists.ts';
import { addTo, countOf, emptySet, listTo, unite } from './set.ts';
import type { RankSet } from './set.ts';
import { collectTriples } from './triples.ts';
import type { Symbols, Triples } from './triples.ts';

const maxDepth = 20;
const rangePlaces = 1 << 24;

/** Numbers a node of the tree: byte, first child, how many children (beside each other, by byte), start and length of its list. */
export const nodeFields = 5;

/** The texts by rank in one run of bytes, two boundaries behind the last; `ends[rank]`: where each ends. */
export interface TextArena {
  readonly text: Uint8Array;
  readonly ends: Uint32Array;
}

/** How far building is; the unit is its own. */
export interface SearchProgress {
  readonly done: number;
  readonly total: number;
}

/** What building is bounded by. */
export interface GramLimits {
  /** Objects that must have a gram before it is continued. */
  readonly dense: number;
  /** Places of grams that are sorted at a time. */
  readonly places: number;
  /** Bytes of text looked through, and places listed, between two yields. */
  readonly step: number;
}

export const gramLimits = (objects: number): GramLimits => ({
  // So many texts are looked at within a few milliseconds.
  dense: Math.max(4096, objects >>> 4),
  places: Math.max(rangePlaces, 4 * objects),
  step: 1 << 22,
});

/** First bytes of grams, by symbol: from the first of them, and not from the second on. */
export type GramShare = readonly [from: number, to: number];

/**
 * Answers with the tree's nodes, the root first; lists go to the sink. Of a share there is what begins with its bytes. Yields how
 * far it is. `triples` are counted over the whole text, and used up.
 */
export function* buildGrams(
  arena: TextArena,
  triples: Triples,
  lists: ListSink,
  limits: GramLimits,
  [from, to]: GramShare = [0, triples.symbols.bytes.length],
): Generator<SearchProgress, Int32Array<ArrayBuffer>> {
  return yield* new GramBuilder(arena, lists, limits).build(triples, from, to);
}

class GramBuilder {
  readonly #text: Uint8Array;
  readonly #ends: Uint32Array;
  readonly #lists: ListSink;
  readonly #limits: GramLimits;
  /** By place / 32: the rank of the text there. */
  readonly #rankNear: Int32Array;
  readonly #nodes: number[] = [0, 0, 0, 0, 0];
  /** Ranks of the list at hand. */
  readonly #ranks: Int32Array;
  /** Places by depth of the division they are sorted at, used again. */
  readonly #sorted: Uint32Array[] = [];

  constructor({ text, ends }: TextArena, lists: ListSink, limits: GramLimits) {
    this.#text = text;
    this.#ends = ends;
    this.#lists = lists;
    this.#limits = limits;
    this.#ranks = new Int32Array(ends.length);
    this.#rankNear = new Int32Array((text.length >>> 5) + 1);
    for (let near = 0, rank = 0; near < this.#rankNear.length; near++) {
      while (rank < ends.length - 1 && ends[rank]! <= near * 32) rank++;
      this.#rankNear[near] = rank;
    }
  }

  *build(
    { symbols, counts }: Triples,
    from: number,
    to: number,
  ): Generator<SearchProgress, Int32Array<ArrayBuffer>> {
    const size = symbols.bytes.length;
    const runs: number[] = [];
    let total = 0;
    for (let run = from * size * size; run < to * size * size; run++) {
      if (counts[run] === 0) continue;
      runs.push(run);
      total += counts[run]!;
    }
    const byteOf = (symbol: number) => symbols.bytes[symbol % size]!;
    const singles = this.#addLevel([], runs, size * size, byteOf);
    const pairs = this.#addLevel(singles, runs, size, byteOf);
    const triples = this.#addLevel(pairs, runs, 1, byteOf);
    const ofPair = emptySet(this.#ends.length);
    const ofSingle = emptySet(this.#ends.length);
    let done = 0;
    let since = 0;
    for (let first = 0, behind = 0; first < runs.length; first = behind) {
      let size = 0;
      do size += counts[runs[behind++]!]!;
      while (behind < runs.length && size + counts[runs[behind]!]! <= this.#limits.places);
      const isKept = size <= this.#limits.places;
      const places = this.#buffer(0, Math.min(size, this.#limits.places));
      if (isKept) {
        for (const _ of this.#collect(symbols, runs.slice(first, behind), counts, places))
          yield { done, total };
      }
      for (let at = first, from = 0; at < behind; at++) {
        const node = triples[at]!;
        const to = isKept ? counts[runs[at]!]! : size;
        const own = places.subarray(from, to);
        const count = isKept
          ? this.#rank(own, 0)
          : yield* this.#collectRanks(symbols, runs[at]!, { done, total });
        this.#addList(node, count);
        for (let n = 0; n < count; n++) addTo(ofPair, this.#ranks[n]!);
        const isContinued = isKept && this.#isContinued(node, count);
        if (isContinued) this.#continue(node, own, 3, 0);
        since += to - from;
        from = to;
        if (isContinued || since > this.#limits.step) {
          yield { done: done + to, total };
          since = 0;
        }
        if (pairs[at] === pairs[at + 1]) continue;
        this.#addUnion(pairs[at]!, ofPair);
        unite(ofSingle, ofPair);
        ofPair.fill(0);
        if (singles[at] === singles[at + 1]) continue;
        this.#addUnion(singles[at]!, ofSingle);
        ofSingle.fill(0);
      }
      done += size;
    }
    return Int32Array.from(this.#nodes);
  }

  /** The places of the runs, one run's behind the other's, each in order; `counts` says then where each run's end. */
  *#collect(
    symbols: Symbols,
    runs: readonly number[],
    counts: Uint32Array,
    places: Uint32Array,
  ): Generator<undefined, void> {
    let start = 0;
    for (const run of runs) {
      const count = counts[run]!;
      counts[run] = start;
      start += count;
    }
    const range = { low: runs[0]!, high: runs.at(-1)!, next: counts, places };
    for (let from = 0; from < this.#text.length; from += this.#limits.step) {
      collectTriples(this.#text, symbols, { ...range, from, to: from + this.#limits.step });
      yield;
    }
  }

  /** The ranks of a run with more places than are kept: the texts of a hostile directory. */
  *#collectRanks(symbols: Symbols, run: number, progress: SearchProgress): Generator<SearchProgress, number> {
    const places = this.#buffer(0, this.#limits.step);
    const next = new Uint32Array(run + 1);
    let count = 0;
    for (let from = 0; from < this.#text.length; from += this.#limits.step) {
      next[run] = 0;
      collectTriples(this.#text, symbols, {
        low: run,
        high: run,
        next,
        places,
        from,
        to: from + this.#limits.step,
      });
      count = this.#rank(places.subarray(0, next[run]), count);
      yield progress;
    }
    return count;
  }

  /**
   * Adds the nodes of one level below `parents` (by run; none: the root) for the runs' bytes above `divisor`; answers with each
   * run's node.
   */
  #addLevel(
    parents: readonly number[],
    runs: readonly number[],
    divisor: number,
    byteOf: (symbol: number) => number,
  ): number[] {
    const nodes: number[] = [];
    let before = -1;
    for (let at = 0; at < runs.length; at++) {
      const prefix = Math.floor(runs[at]! / divisor);
      nodes.push(prefix === before ? nodes[at - 1]! : this.#addNode(parents[at] ?? 0, byteOf(prefix)));
      before = prefix;
    }
    return nodes;
  }

  /** Children of one parent are added one after the other, by byte. */
  #addNode(parent: number, byte: number): number {
    const node = this.#nodes.length / nodeFields;
    this.#nodes.push(byte, 0, 0, 0, 0);
    if (this.#nodes[parent * nodeFields + 2]!++ === 0) this.#nodes[parent * nodeFields + 1] = node;
    return node;
  }

  /** Nothing goes on behind the boundary that ends a value. */
  #isContinued(node: number, count: number): boolean {
    return count > this.#limits.dense && this.#nodes[node * nodeFields] !== boundary;
  }

  /** Adds the grams that continue a dense one by one byte, as long as they are dense themselves. */
  #continue(parent: number, places: Uint32Array, depth: number, level: number): void {
    let node = parent;
    let length = depth;
    const histogram = new Uint32Array(256);
    for (; length < maxDepth; length++) {
      histogram.fill(0);
      for (let at = 0; at < places.length; at++) histogram[this.#text[places[at]! + length]!]!++;
      const only = this.#text[places[0]! + length]!;
      if (histogram[only] !== places.length) break;
      // All go on in the same way: the same objects, the same list.
      const child = this.#addNode(node, only);
      this.#nodes[child * nodeFields + 3] = this.#nodes[node * nodeFields + 3]!;
      this.#nodes[child * nodeFields + 4] = this.#nodes[node * nodeFields + 4]!;
      if (only === boundary) return;
      node = child;
    }
    if (length === maxDepth) return;
    const children: { readonly node: number; readonly from: number; readonly to: number }[] = [];
    for (let byte = 0, from = 0; byte < 256; byte++) {
      const count = histogram[byte]!;
      if (count === 0) continue;
      children.push({ node: this.#addNode(node, byte), from, to: from + count });
      histogram[byte] = from;
      from += count;
    }
    const sorted = this.#buffer(level + 1, places.length);
    for (let at = 0; at < places.length; at++)
      sorted[histogram[this.#text[places[at]! + length]!]!++] = places[at]!;
    for (const child of children) {
      const own = sorted.subarray(child.from, child.to);
      const count = this.#rank(own, 0);
      this.#addList(child.node, count);
      if (this.#isContinued(child.node, count)) this.#continue(child.node, own, length + 1, level + 1);
    }
  }

  /** Adds the ranks of the texts at the places to the first `count` in `#ranks`, each once; answers with how many there are then. */
  #rank(places: Uint32Array, count: number): number {
    const ranks = this.#ranks;
    let length = count;
    let last = length > 0 ? ranks[length - 1]! : -1;
    for (let at = 0; at < places.length; at++) {
      const rank = this.#rankOf(places[at]!);
      if (rank !== last) ranks[length++] = last = rank;
    }
    return length;
  }

  /** Stores the first `count` in `#ranks` as a node's list. */
  #addList(node: number, count: number): void {
    const { start, length } = this.#lists.add(this.#ranks, count);
    this.#nodes[node * nodeFields + 3] = start;
    this.#nodes[node * nodeFields + 4] = length;
  }

  #addUnion(node: number, set: RankSet): void {
    const count = countOf(set);
    listTo(set, this.#ranks.subarray(0, count));
    this.#addList(node, count);
  }

  #rankOf(place: number): number {
    let rank = this.#rankNear[place >>> 5]!;
    while (this.#ends[rank]! <= place) rank++;
    return rank;
  }

  #buffer(level: number, length: number): Uint32Array {
    let buffer = this.#sorted[level];
    if (!buffer || buffer.length < length) this.#sorted[level] = buffer = new Uint32Array(length);
    return buffer.subarray(0, length);
  }
}
