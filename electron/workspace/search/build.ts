/** Makes the search of a snapshot: its texts in the order of names, and the grams over them. */
import { boundary } from './alphabet.ts';
import { buildGrams, gramLimits } from './grams.ts';
import type { GramLimits, SearchProgress } from './grams.ts';
import { ListSink } from './lists.ts';
import { partSize } from './stored.ts';
import type { TextSource } from './texts.ts';

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
  { names, texts }: SearchInput,
  write: WriteSearch,
  limits: GramLimits = gramLimits(names.length),
): Generator<SearchProgress, void> {
  const ends = new Uint32Array(names.length);
  let length = 0;
  for (let rank = 0; rank < names.length; rank++)
    ends[rank] = length += Math.max(1, texts.length(names[rank]!));
  // One boundary more, so that the last text is followed by one as all others are.
  const text = new Uint8Array(length + 1);
  for (let rank = 0, at = 0; rank < names.length; at = ends[rank++]!) {
    if (texts.length(names[rank]!) === 0) text[at] = boundary;
    else texts.copy(names[rank]!, text, at);
    if (rank % ranksStep === 0) yield { done: 0, total: length };
  }
  yield* writeParts(write, 'text', text.subarray(0, length));
  yield* writeParts(write, 'ends', bytesOf(ends));
  const lists = new ListSink(names.length);
  const nodes = yield* buildGrams({ text, ends }, lists, limits);
  yield* writeParts(write, 'nodes', bytesOf(nodes));
  yield* writeParts(write, 'lists', ...lists.parts());
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
