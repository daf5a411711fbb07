/**
 * The objects that have a gram, as ranks in order: a tag byte, then 0: distances to the one before (the first: rank + 1),
 * LEB128; or 1: a bit each, where that is smaller. Equal lists are stored once: the grams of one word share theirs.
 */
import type { RankSet } from './set.ts';

const tagDistances = 0;
const tagBits = 1;
const chunkSize = 1 << 18;
/** Shorter ones are not compared with those before. */
const shareFrom = 256;

export interface StoredList {
  readonly start: number;
  readonly length: number;
}

/** Lists being written, one behind the other. */
export class ListSink {
  readonly #size: number;
  readonly #chunks: Uint8Array<ArrayBuffer>[] = [];
  #length = 0;
  #draft: Uint8Array;
  readonly #known = new Map<number, StoredList[]>();

  /** `size`: how many ranks there are. */
  constructor(size: number) {
    this.#size = size;
    this.#draft = new Uint8Array(1 + Math.ceil(size / 8) + 8);
  }

  /** Stores the first `count` of `ranks`, ascending. */
  add(ranks: Int32Array, count: number): StoredList {
    const draft = this.#draft;
    const limit = 1 + Math.ceil(this.#size / 8);
    draft[0] = tagDistances;
    let length = 1;
    let last = -1;
    for (let at = 0; at < count && length <= limit; at++) {
      let distance = ranks[at]! - last;
      last = ranks[at]!;
      while (distance > 0x7f) {
        draft[length++] = (distance & 0x7f) | 0x80;
        distance >>>= 7;
      }
      draft[length++] = distance;
    }
    if (length > limit) {
      length = limit;
      draft.fill(0, 0, limit);
      draft[0] = tagBits;
      for (let at = 0; at < count; at++) draft[1 + (ranks[at]! >>> 3)]! |= 1 << (ranks[at]! & 7);
    }
    return this.#store(length);
  }

  /** What was written, in chunks of `partSize`; the last is shorter. */
  chunks(): Uint8Array<ArrayBuffer>[] {
    return this.#chunks.map((chunk, at) =>
      chunk.subarray(0, Math.min(chunkSize, this.#length - at * chunkSize)),
    );
  }

  #store(length: number): StoredList {
    if (length < shareFrom) return this.#append(length);
    let hash = length;
    for (let at = 0; at < length; at++) hash = (Math.imul(hash, 31) + this.#draft[at]!) | 0;
    const alike = this.#known.get(hash);
    const same = alike?.find((list) => this.#isDraft(list, length));
    if (same) return same;
    const list = this.#append(length);
    if (alike) alike.push(list);
    else this.#known.set(hash, [list]);
    return list;
  }

  #isDraft({ start, length }: StoredList, draftLength: number): boolean {
    if (length !== draftLength) return false;
    for (let at = 0; at < length; at++) {
      const place = start + at;
      if (this.#chunks[Math.floor(place / chunkSize)]![place % chunkSize] !== this.#draft[at]) return false;
    }
    return true;
  }

  #append(length: number): StoredList {
    const list = { start: this.#length, length };
    for (let from = 0; from < length;) {
      const free = this.#chunks.length * chunkSize - this.#length;
      if (free === 0) {
        this.#chunks.push(new Uint8Array(chunkSize));
        continue;
      }
      const bytes = Math.min(free, length - from);
      this.#chunks.at(-1)!.set(this.#draft.subarray(from, from + bytes), this.#length % chunkSize);
      this.#length += bytes;
      from += bytes;
    }
    return list;
  }
}

/** What is stored is not what `ListSink` writes. */
export class SearchDamage extends Error {
  constructor(what: string) {
    super(`search: ${what}`);
    this.name = 'SearchDamage';
  }
}

/**
 * Writes what the ranks of a stored list have become into `into`, without those that became nothing (-1); answers with how many
 * there are. Throws `SearchDamage`.
 */
export function ranksIn(list: Uint8Array, rankNow: Int32Array, into: Int32Array): number {
  const size = rankNow.length;
  let count = 0;
  const take = (rank: number): void => {
    if (rank >= size) throw new SearchDamage('rank in a list');
    const now = rankNow[rank]!;
    if (now >= 0) into[count++] = now;
  };
  if (list[0] === tagBits) {
    for (let at = 1; at < list.length; at++)
      for (let bits = list[at]!; bits !== 0; bits &= bits - 1)
        take((at - 1) * 8 + 31 - Math.clz32(bits & -bits));
    return count;
  }
  if (list[0] !== tagDistances) throw new SearchDamage('tag of a list');
  let rank = -1;
  for (let at = 1; at < list.length;) {
    let distance = 0;
    for (let shift = 0; ; shift += 7) {
      if (at === list.length || shift > 28) throw new SearchDamage('number in a list');
      const byte = list[at++]!;
      distance += (byte & 0x7f) * 2 ** shift;
      if (byte <= 0x7f) break;
    }
    if (distance === 0) throw new SearchDamage('rank in a list');
    rank += distance;
    take(rank);
  }
  return count;
}

/** The set of a stored list of ranks below `size`, in `set`, whatever was in it. Throws `SearchDamage`. */
export function readList(list: Uint8Array, size: number, set: RankSet): RankSet {
  set.fill(0);
  const { length } = list;
  if (list[0] === tagBits) {
    if (length !== 1 + Math.ceil(size / 8)) throw new SearchDamage('length of a list');
    new Uint8Array(set.buffer).set(list.subarray(1));
    if (size % 32 !== 0 && set[set.length - 1]! >>> (size % 32) !== 0)
      throw new SearchDamage('rank in a list');
    return set;
  }
  if (list[0] !== tagDistances) throw new SearchDamage('tag of a list');
  let rank = -1;
  for (let at = 1; at < length;) {
    let distance = list[at++]!;
    // Most take one byte.
    if (distance > 0x7f) {
      distance &= 0x7f;
      let byte: number;
      let shift = 7;
      do {
        if (at === length || shift > 28) throw new SearchDamage('number in a list');
        byte = list[at++]!;
        distance += (byte & 0x7f) * 2 ** shift;
        shift += 7;
      } while (byte > 0x7f);
    }
    rank += distance;
    if (distance === 0 || rank >= size) throw new SearchDamage('rank in a list');
    set[rank >>> 5]! |= 1 << (rank & 31);
  }
  return set;
}
