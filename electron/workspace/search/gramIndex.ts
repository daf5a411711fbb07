/** The stored index of one snapshot: which objects' texts have a run of bytes. Exact: see grams.ts. */
import type { SearchPart } from './build.ts';
import type { StoredBytes } from './stored.ts';
import { nodeFields } from './grams.ts';
import { readList, SearchDamage } from './lists.ts';
import { countOf, emptySet, intersect } from './set.ts';
import type { RankSet } from './set.ts';

/** Lists that are intersected before texts are looked at; more of them cost more than they save. */
const maxLists = 3;
const fewTexts = 256;
/** Texts that are looked at sooner than lists are read. */
const fewMembers = 4096;

export class GramIndex {
  readonly size: number;
  readonly #text: StoredBytes;
  readonly #ends: Uint32Array;
  readonly #nodes: Int32Array;
  readonly #lists: StoredBytes;

  /** Over the parts that `buildSearch` wrote for `size` objects. Throws `SearchDamage`. */
  constructor(size: number, stored: (name: SearchPart) => StoredBytes) {
    this.size = size;
    this.#text = stored('text');
    this.#lists = stored('lists');
    const ends = stored('ends').whole();
    const nodes = stored('nodes').whole();
    if (ends.length !== size * 4) throw new SearchDamage('ends');
    if (nodes.length === 0 || nodes.length % (4 * nodeFields) !== 0) throw new SearchDamage('nodes');
    this.#ends = new Uint32Array(ends.buffer);
    this.#nodes = new Int32Array(nodes.buffer);
    let last = 0;
    for (const end of this.#ends) {
      if (end <= last) throw new SearchDamage('ends');
      last = end;
    }
    if (last !== this.#text.length) throw new SearchDamage('ends');
  }

  /** An object's text, boundaries included; a view. */
  text(rank: number): Uint8Array {
    return this.#text.slice(rank === 0 ? 0 : this.#ends[rank - 1]!, this.#ends[rank]!);
  }

  /**
   * The objects whose text has the bytes; a boundary may be their first and their last, not between. The set is the caller's.
   * Throws `SearchDamage`.
   */
  having(needle: Uint8Array): RankSet {
    const nodes: number[] = [];
    for (let from = 0; from < needle.length; from++) {
      let node = 0;
      let at = from;
      for (; at < needle.length; at++) {
        const child = this.#child(node, needle[at]!);
        if (child === 0) break;
        node = child;
      }
      // A gram that is continued, and not by this byte.
      if (at < needle.length && (node === 0 || this.#nodes[node * nodeFields + 2]! > 0))
        return emptySet(this.size);
      if (at === needle.length && from === 0) return this.#set(node);
      if (at === needle.length) {
        if (at - from >= 3) nodes.push(node);
        break;
      }
      nodes.push(node);
    }
    nodes.sort((a, b) => this.#nodes[a * nodeFields + 4]! - this.#nodes[b * nodeFields + 4]!);
    const [first, ...more] = nodes.slice(0, maxLists);
    if (first === undefined) return emptySet(this.size);
    const set = this.#set(first);
    for (const node of more) intersect(set, this.#set(node));
    this.#verify(set, needle);
    return set;
  }

  /** The members of a set that have the bytes. Few are looked at, for many it is asked who has them. */
  among(set: RankSet, needle: Uint8Array): RankSet {
    if (countOf(set) <= fewMembers) {
      const found = set.slice();
      this.#verify(found, needle);
      return found;
    }
    const found = this.having(needle);
    intersect(found, set);
    return found;
  }

  /** Takes out of the set what does not have the bytes. */
  #verify(set: RankSet, needle: Uint8Array): void {
    // A few texts are read for themselves: one question need not bring all of them into memory.
    const whole = countOf(set) > fewTexts ? this.#text.whole() : null;
    for (let word = 0; word < set.length; word++) {
      for (let bits = set[word]!; bits !== 0; bits &= bits - 1) {
        const bit = bits & -bits;
        const rank = word * 32 + 31 - Math.clz32(bit);
        const from = rank === 0 ? 0 : this.#ends[rank - 1]!;
        const to = this.#ends[rank]!;
        const found = whole
          ? has(whole, from, to, needle)
          : has(this.#text.slice(from, to), 0, to - from, needle);
        if (!found) set[word]! &= ~bit;
      }
    }
  }

  #set(node: number): RankSet {
    const start = this.#nodes[node * nodeFields + 3]!;
    return readList(this.#lists.slice(start, start + this.#nodes[node * nodeFields + 4]!), this.size);
  }

  /** The child of a node by its byte; 0 = there is none. */
  #child(node: number, byte: number): number {
    const nodes = this.#nodes;
    let low = nodes[node * nodeFields + 1]!;
    let high = low + nodes[node * nodeFields + 2]!;
    if (low < 0 || high < low || high * nodeFields > nodes.length) throw new SearchDamage('nodes');
    const end = high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (nodes[middle * nodeFields]! < byte) low = middle + 1;
      else high = middle;
    }
    return low < end && nodes[low * nodeFields] === byte ? low : 0;
  }
}

function has(text: Uint8Array, from: number, to: number, needle: Uint8Array): boolean {
  const first = needle[0]!;
  const last = to - needle.length;
  for (let at = from; at <= last; at++) {
    if (text[at] !== first) continue;
    let same = 1;
    while (same < needle.length && text[at + same] === needle[same]) same++;
    if (same === needle.length) return true;
  }
  return false;
}
