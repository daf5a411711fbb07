/** Makes the search of a snapshot: its texts in the order of names, and the grams over them. */
import { boundary } from './alphabet.ts';
import { buildGrams, gramLimits, nodeFields } from './grams.ts';
import type { GramLimits, GramShare, SearchProgress, TextArena } from './grams.ts';
import { ListSink } from './lists.ts';
import { partSize } from './stored.ts';
import type { TextSource } from './texts.ts';
import { triplesOf } from './triples.ts';
import type { Triples } from './triples.ts';

/** What is stored of a search, each in parts numbered from 0; see `buildSearch`. */
export const searchParts = ['text', 'ends', 'nodes', 'lists'] as const;
export type SearchPart = (typeof searchParts)[number];

export interface SearchInput {
  /** Object ids in the order of names (column `names`). */
  readonly names: Int32Array;
  readonly texts: TextSource;
}

/** Takes one part's bytes; they are the caller's only until it returns. */
export type WriteSearch = (name: SearchPart, part: number, bytes: Uint8Array) => void;

/** Texts copied, and parts written, between two yields. */
const ranksStep = 1 << 17;
const partsStep = 32;

/**
 * `text`: the texts by rank, one behind the other; `ends`: where each ends, 32-bit; `nodes`: the tree of grams (grams.ts), 32-bit
 * numbers; `lists`: its lists (lists.ts). Yields how far it is between pieces of work of about 0.1 s, so that
 * the caller's thread can answer others. Memory: the texts twice over, the index, and 16 bytes an object, at least 16 MB.
 */
export function* buildSearch(
  input: SearchInput,
  write: WriteSearch,
  limits: GramLimits = gramLimits(input.names.length),
): Generator<SearchProgress, void> {
  const arena = yield* layTexts(input);
  yield* writeTexts(write, arena);
  const lists = new ListSink(input.names.length);
  const nodes = yield* buildGrams(arena, triplesOf(arena.text), lists, limits);
  yield* writeGrams(write, { nodes, lists: lists.chunks() });
}

/** The texts in the order of names, in memory that threads share. */
export function* layTexts({ names, texts }: SearchInput): Generator<SearchProgress, TextArena> {
  const ends = new Uint32Array(new SharedArrayBuffer(names.length * 4));
  let length = 0;
  for (let rank = 0; rank < names.length; rank++)
    ends[rank] = length += Math.max(1, texts.length(names[rank]!));
  // One boundary more, so that the last text is followed by one as all others are.
  const text = new Uint8Array(new SharedArrayBuffer(length + 1));
  for (let rank = 0, at = 0; rank < names.length; at = ends[rank++]!) {
    if (texts.length(names[rank]!) === 0) text[at] = boundary;
    else texts.copy(names[rank]!, text, at);
    if (rank % ranksStep === 0) yield { done: 0, total: length };
  }
  return { text, ends };
}

export function* writeTexts(write: WriteSearch, { text, ends }: TextArena): Generator<SearchProgress> {
  yield* writeParts(write, 'text', text.subarray(0, text.length - 1));
  yield* writeParts(write, 'ends', bytesOf(ends));
}

/** What is built of a share of the grams: a tree of its own, and its lists in chunks of `partSize`, the last one shorter. */
export interface BuiltGrams {
  readonly nodes: Int32Array<ArrayBuffer>;
  readonly lists: Uint8Array[];
}

/** Divides the grams in two by their first bytes; the first share has about `part` of the work. */
export function sharesOf({ symbols, counts }: Triples, part: number): [GramShare, GramShare] {
  const size = symbols.bytes.length;
  const ofFirst = symbols.bytes.map((_, first) =>
    counts.subarray(first * size * size, (first + 1) * size * size).reduce((sum, one) => sum + one, 0),
  );
  const wanted = ofFirst.reduce((sum, one) => sum + one, 0) * part;
  let middle = 0;
  for (let sum = 0; middle < size && sum + ofFirst[middle]! / 2 < wanted; middle++) sum += ofFirst[middle]!;
  return [
    [0, middle],
    [middle, size],
  ];
}

/** The grams of two shares as one tree: the root's children are those of both, then the rest of each. */
export function joinGrams(first: BuiltGrams, second: BuiltGrams): BuiltGrams {
  const rootOf = ({ nodes }: BuiltGrams) => nodes[2]!;
  const [a, b] = [first, second].map(rootOf) as [number, number];
  const countOf = ({ nodes }: BuiltGrams) => nodes.length / nodeFields;
  const nodes = new Int32Array(first.nodes.length + second.nodes.length - nodeFields);
  // What is behind the last full chunk stays empty: a part is as long as any other.
  const bytes = first.lists.length * partSize;
  const put = (built: BuiltGrams, children: number, childrenTo: number, restTo: number, more: number) => {
    const to = (node: number) => (node <= children ? node + childrenTo - 1 : node - children - 1 + restTo);
    for (let node = 1; node < countOf(built); node++) {
      const from = node * nodeFields;
      const at = to(node) * nodeFields;
      nodes.set(built.nodes.subarray(from, from + nodeFields), at);
      if (nodes[at + 2]! > 0) nodes[at + 1] = to(nodes[at + 1]!);
      nodes[at + 3]! += more;
    }
  };
  put(first, a, 1, 1 + a + b, 0);
  put(second, b, 1 + a, countOf(first) + b, bytes);
  nodes.set([0, a + b > 0 ? 1 : 0, a + b], 0);
  const lists = first.lists.map((chunk) => {
    if (chunk.length === partSize) return chunk;
    const whole = new Uint8Array(partSize);
    whole.set(chunk);
    return whole;
  });
  return { nodes, lists: [...lists, ...second.lists] };
}

export function* writeGrams(write: WriteSearch, { nodes, lists }: BuiltGrams): Generator<SearchProgress> {
  yield* writeParts(write, 'nodes', bytesOf(nodes));
  yield* writeParts(write, 'lists', ...lists);
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Int32Array | Uint32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

function* writeParts(write: WriteSearch, name: SearchPart, ...runs: Uint8Array[]): Generator<SearchProgress> {
  let part = 0;
  for (const bytes of runs) {
    for (let at = 0; at < bytes.length; at += partSize) {
      write(name, part++, bytes.subarray(at, at + partSize));
      if (part % partsStep === 0) yield { done: 1, total: 1 };
    }
  }
}
