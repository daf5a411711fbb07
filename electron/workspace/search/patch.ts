/**
 * The search of a snapshot out of an older one's, where few texts differ: lists are written anew with the ranks as they are now,
 * without what is gone or changed, and the grams of what has come are put in. A gram that becomes dense by that is not continued:
 * its texts are looked at instead.
 */
import { boundary } from './alphabet.ts';
import type { BuiltGrams } from './build.ts';
import { nodeFields } from './grams.ts';
import type { SearchProgress, TextArena } from './grams.ts';
import { ListSink, ranksIn } from './lists.ts';
import type { StoredList } from './lists.ts';

/** What the older snapshot's search has. */
export interface OlderSearch {
  readonly nodes: Int32Array;
  readonly lists: Uint8Array;
  /** By rank there, the rank of the same text now; -1 = the text is gone. Rises. */
  readonly rankNow: Int32Array;
}

/** A run of ranks whose texts the older snapshot does not have. */
export type NewRanks = readonly number[];

/** Lists written between two yields. */
const step = 4096;

interface Child {
  readonly byte: number;
  readonly node: number;
}

/** Grams of the older search and of the texts in `arena` at the new ranks, which rise. Throws `SearchDamage`. */
export function* patchGrams(
  older: OlderSearch,
  arena: TextArena,
  newRanks: NewRanks,
): Generator<SearchProgress, BuiltGrams> {
  return yield* new Patch(older, arena).made(newRanks);
}

class Patch {
  readonly #older: OlderSearch;
  readonly #arena: TextArena;
  /** Nodes that the older tree has not, by number behind its own: their children. */
  readonly #children = new Map<number, Child[]>();
  readonly #added = new Map<number, number[]>();
  readonly #known: number;
  #count: number;

  constructor(older: OlderSearch, arena: TextArena) {
    this.#older = older;
    this.#arena = arena;
    this.#known = older.nodes.length / nodeFields;
    this.#count = this.#known;
  }

  *made(newRanks: NewRanks): Generator<SearchProgress, BuiltGrams> {
    for (const rank of newRanks) this.#put(rank);
    const { nodes: before, lists: bytes, rankNow } = this.#older;
    const size = this.#arena.ends.length;
    const sink = new ListSink(size);
    const ranks = new Int32Array(Math.max(rankNow.length, size));
    /** By place of an older list, what stands for it now. */
    const written = new Map<number, StoredList>();
    const nodes = new Int32Array(this.#count * nodeFields);
    let given = 1;
    // In layers from the root, so that children lie beside each other.
    const order = new Int32Array(this.#count);
    for (let at = 0; at < given; at++) {
      const node = order[at]!;
      const children = this.#childrenOf(node);
      const to = at * nodeFields;
      nodes[to + 1] = children.length > 0 ? given : 0;
      nodes[to + 2] = children.length;
      for (const child of children) {
        nodes[given * nodeFields] = child.byte;
        order[given++] = child.node;
      }
      if (node === 0) continue;
      const list = this.#list(node, before, bytes, ranks, sink, written);
      nodes[to + 3] = list.start;
      nodes[to + 4] = list.length;
      if (at % step === 0) yield { done: at, total: this.#count };
    }
    return { nodes, lists: sink.chunks() };
  }

  #list(
    node: number,
    before: Int32Array,
    bytes: Uint8Array,
    ranks: Int32Array,
    sink: ListSink,
    written: Map<number, StoredList>,
  ): StoredList {
    const added = this.#added.get(node);
    const isOld = node < this.#known;
    const start = isOld ? before[node * nodeFields + 3]! : -1;
    if (!added) {
      const same = written.get(start);
      if (same) return same;
    }
    const end = isOld ? start + before[node * nodeFields + 4]! : -1;
    let count = isOld ? ranksIn(bytes.subarray(start, end), this.#older.rankNow, ranks) : 0;
    if (!added) {
      const list = sink.add(ranks, count);
      written.set(start, list);
      return list;
    }
    // From behind, so that nothing is written over before it has moved.
    let from = count - 1;
    count += added.length;
    for (let to = count - 1, more = added.length - 1; more >= 0; to--)
      ranks[to] = from >= 0 && ranks[from]! > added[more]! ? ranks[from--]! : added[more--]!;
    return sink.add(ranks, count);
  }

  /** Puts the grams of a text in, as snapshot-wide building finds them (triples.ts, grams.ts). */
  #put(rank: number): void {
    const { text, ends } = this.#arena;
    const end = ends[rank]!;
    for (let at = rank === 0 ? 0 : ends[rank - 1]!; at < end - 1; at++) {
      if (text[at] === boundary && text[at + 1] === boundary) continue;
      let node = 0;
      for (let depth = 0; ; depth++) {
        const isBehind = depth === 2 && text[at + 1] === boundary;
        const byte = isBehind ? boundary : text[at + depth]!;
        node = this.#child(node, byte);
        const ranks = this.#added.get(node);
        if (!ranks) this.#added.set(node, [rank]);
        else if (ranks.at(-1) !== rank) ranks.push(rank);
        if (depth >= 2 && (byte === boundary || this.#isLeaf(node))) break;
      }
    }
  }

  #isLeaf(node: number): boolean {
    return node >= this.#known || this.#older.nodes[node * nodeFields + 2] === 0;
  }

  #child(parent: number, byte: number): number {
    const own = this.#children.get(parent)?.find((child) => child.byte === byte);
    if (own) return own.node;
    if (parent < this.#known) {
      const { nodes } = this.#older;
      const first = nodes[parent * nodeFields + 1]!;
      for (let node = first; node < first + nodes[parent * nodeFields + 2]!; node++)
        if (nodes[node * nodeFields] === byte) return node;
    }
    const child = { byte, node: this.#count++ };
    const children = this.#children.get(parent);
    if (children) children.push(child);
    else this.#children.set(parent, [child]);
    return child.node;
  }

  /** By byte. */
  #childrenOf(node: number): Child[] {
    const children = [...(this.#children.get(node) ?? [])];
    if (node < this.#known) {
      const { nodes } = this.#older;
      const first = nodes[node * nodeFields + 1]!;
      for (let child = first; child < first + nodes[node * nodeFields + 2]!; child++)
        children.push({ byte: nodes[child * nodeFields]!, node: child });
    }
    return children.sort((a, b) => a.byte - b.byte);
  }
}
