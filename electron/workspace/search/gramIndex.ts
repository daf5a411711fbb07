/** The stored index of one snapshot: which objects' texts have a run of bytes. Exact: see grams.ts. */
import { boundary, space } from './alphabet.ts';
import type { SearchPart } from './build.ts';
import { joined } from './joined.ts';
import { partSize } from './stored.ts';
import type { StoredBytes } from './stored.ts';
import { nodeFields } from './grams.ts';
import { readList, SearchDamage } from './lists.ts';
import { countOf, emptySet, intersect, subtract, unite } from './set.ts';
import type { RankSet } from './set.ts';

/** Lists that are intersected before texts are looked at; more of them cost more than they save. */
const maxLists = 3;
/** Texts that are looked at sooner than a list is read. */
const fewTexts = 4096;
/** What else there is to do costs as much as looking into so many texts: for so many bytes of a list one, for a list these. */
const listBytesPerText = 16;
const textsPerList = 512;

/** How to find who has a run of bytes: who is in all of these nodes' lists, the shortest first; in none, nobody has it. */
interface Plan {
  readonly needle: Uint8Array;
  readonly nodes: readonly number[];
  /** Whether nobody else is in them. */
  readonly isExact: boolean;
}

/**
 * Objects by how their text has a value: as one of its values; as the beginning of one; as that of a word; in another way.
 * Each object is where it fits best.
 */
export type Groups = [exact: RankSet, begins: RankSet, words: RankSet, rest: RankSet];

export class GramIndex {
  readonly size: number;
  readonly #text: StoredBytes;
  readonly #ends: Uint32Array;
  readonly #nodes: Int32Array;
  readonly #lists: StoredBytes;
  /** For what is needed for a moment: of one plan, and of one list. */
  readonly #other: RankSet;
  readonly #another: RankSet;

  /** Over the parts that `buildSearch` wrote for `size` objects. Throws `SearchDamage`. */
  constructor(size: number, stored: (name: SearchPart) => StoredBytes) {
    this.size = size;
    this.#other = emptySet(size);
    this.#another = emptySet(size);
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
    return this.havingAll([needle]);
  }

  /** Those whose text has each of the needles, of which there is one at least: as `having`. */
  havingAll(needles: readonly Uint8Array[]): RankSet {
    const plans = needles.map((needle) => this.#plan(needle)).sort((a, b) => this.#first(a) - this.#first(b));
    const all = this.#read(plans[0]!, emptySet(this.size));
    const unsure = plans.filter((plan, at) => {
      if (at === 0) return !plan.isExact;
      if (countOf(all) <= fewTexts) return true;
      intersect(all, this.#read(plan, this.#other));
      return !plan.isExact;
    });
    for (const { needle } of unsure) this.#verify(all, needle);
    return all;
  }

  /** Divides a set by how its members have one of the values, each without a boundary. The set itself becomes the rest. */
  divide(set: RankSet, values: readonly Uint8Array[]): Groups {
    const plans = [
      values.map((value) => this.#plan(joined(edge, value, edge))),
      values.map((value) => this.#plan(joined(edge, value))),
      values.map((value) => this.#plan(joined(gap, value))),
    ] as const;
    const groups: Groups = [emptySet(this.size), emptySet(this.size), emptySet(this.size), set];
    const cost = plans.flat().reduce((sum, plan) => sum + this.#cost(plan), 0);
    if (countOf(set) <= cost) this.#divideByTexts(groups, values);
    else {
      for (const [at, some] of plans.entries())
        for (const plan of some) this.#take(plan, set, groups[at as 0 | 1 | 2]);
    }
    return groups;
  }

  /** Moves the members that have the plan's needle. */
  #take(plan: Plan, from: RankSet, to: RankSet): void {
    if (plan.nodes.length === 0) return;
    const found = this.#read(plan, this.#other);
    intersect(found, from);
    if (!plan.isExact) this.#verify(found, plan.needle);
    subtract(from, found);
    unite(to, found);
  }

  #divideByTexts(groups: Groups, values: readonly Uint8Array[]): void {
    const rest = groups[3];
    const at = new TextCursor(this.#text, this.#ends);
    for (let word = 0; word < rest.length; word++) {
      for (let bits = rest[word]!; bits !== 0; bits &= bits - 1) {
        const bit = bits & -bits;
        at.seek(word * 32 + 31 - Math.clz32(bit));
        let group = 3;
        for (const value of values) group = Math.min(group, groupOf(at.bytes, at.from, at.to, value));
        if (group === 3) continue;
        groups[group]![word]! |= bit;
        rest[word]! &= ~bit;
      }
    }
  }

  #plan(needle: Uint8Array): Plan {
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
        return { needle, nodes: [], isExact: true };
      if (at === needle.length && from === 0) return { needle, nodes: [node], isExact: true };
      if (at === needle.length) {
        if (at - from >= 3) nodes.push(node);
        break;
      }
      nodes.push(node);
    }
    nodes.sort((a, b) => this.#lengthOf(a) - this.#lengthOf(b));
    const [first] = nodes;
    const kept = nodes
      .slice(0, maxLists)
      .filter((node, at) => at === 0 || this.#lengthOf(node) < this.#lengthOf(first!) * listBytesPerText);
    return { needle, nodes: kept, isExact: false };
  }

  /** In texts that could be looked at meanwhile; but for those that have to be looked at anyway. */
  #cost({ nodes }: Plan): number {
    return nodes.reduce((sum, node) => sum + textsPerList + this.#lengthOf(node) / listBytesPerText, 0);
  }

  /** How long the shortest list is. */
  #first({ nodes: [first] }: Plan): number {
    return first === undefined ? 0 : this.#lengthOf(first);
  }

  /** Who may have a plan's needle, in `into`, whatever was in it. */
  #read({ nodes: [first, ...more] }: Plan, into: RankSet): RankSet {
    if (first === undefined) return into.fill(0);
    this.#list(first, into);
    for (const node of more) intersect(into, this.#list(node, this.#another));
    return into;
  }

  #list(node: number, into: RankSet): RankSet {
    const start = this.#nodes[node * nodeFields + 3]!;
    return readList(this.#lists.slice(start, start + this.#lengthOf(node)), this.size, into);
  }

  /** Takes out of the set what does not have the bytes. */
  #verify(set: RankSet, needle: Uint8Array): void {
    const at = new TextCursor(this.#text, this.#ends);
    for (let word = 0; word < set.length; word++) {
      for (let bits = set[word]!; bits !== 0; bits &= bits - 1) {
        const bit = bits & -bits;
        at.seek(word * 32 + 31 - Math.clz32(bit));
        if (!has(at.bytes, at.from, at.to, needle)) set[word]! &= ~bit;
      }
    }
  }

  #lengthOf(node: number): number {
    return this.#nodes[node * nodeFields + 4]!;
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

/** One text after another, most in the part where the last one was. */
class TextCursor {
  bytes: Uint8Array = nothing;
  /** Where the text stands in `bytes`. */
  from = 0;
  to = 0;
  readonly #stored: StoredBytes;
  readonly #ends: Uint32Array;
  #part: Uint8Array = nothing;
  #begin = 0;

  constructor(stored: StoredBytes, ends: Uint32Array) {
    this.#stored = stored;
    this.#ends = ends;
  }

  seek(rank: number): void {
    const from = rank === 0 ? 0 : this.#ends[rank - 1]!;
    const to = this.#ends[rank]!;
    if (from < this.#begin || to > this.#begin + this.#part.length) {
      const part = Math.floor(from / partSize);
      if (to > (part + 1) * partSize) {
        this.bytes = this.#stored.slice(from, to);
        this.from = 0;
        this.to = to - from;
        return;
      }
      this.#part = this.#stored.part(part);
      this.#begin = part * partSize;
    }
    this.bytes = this.#part;
    this.from = from - this.#begin;
    this.to = to - this.#begin;
  }
}

const nothing = new Uint8Array(0);
const edge = Uint8Array.of(boundary);
const gap = Uint8Array.of(space);

/** Which of `Groups` a text is of. */
function groupOf(text: Uint8Array, from: number, to: number, value: Uint8Array): number {
  const { length } = value;
  const first = value[0]!;
  let best = 3;
  for (let at = from + 1; at + length <= to; at++) {
    if (text[at] !== first) continue;
    const before = text[at - 1]!;
    if (before !== boundary && before !== space) continue;
    let same = 1;
    while (same < length && text[at + same] === value[same]) same++;
    if (same < length) continue;
    if (before === space) best = Math.min(best, 2);
    else if (at + length < to && text[at + length] === boundary) return 0;
    else best = 1;
  }
  return best;
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
