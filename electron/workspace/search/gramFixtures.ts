/** Indexes over a few names, for tests of how they are made. */
import { layTexts, writeGrams, writeTexts } from './build.ts';
import type { BuiltGrams, SearchPart } from './build.ts';
import { GramIndex } from './gramIndex.ts';
import { buildGrams } from './grams.ts';
import type { GramShare, TextArena } from './grams.ts';
import { ListSink } from './lists.ts';
import { StoredBytes } from './stored.ts';
import { SearchTexts } from './texts.ts';
import { triplesOf } from './triples.ts';

/** Small ones, so that few texts meet them. */
const limits = { dense: 2, places: 40, step: 64 };

export function finished<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The texts of names as they come, without other values. */
export function laid(names: readonly string[]): TextArena {
  const texts = new SearchTexts();
  names.forEach((name, at) => {
    texts.begin(Buffer.from('CN='), 0);
    texts.value(name);
    texts.end(at + 1);
  });
  return finished(layTexts({ names: Int32Array.from(names, (_, at) => at + 1), texts }));
}

export function built(arena: TextArena, share?: GramShare): BuiltGrams {
  const lists = new ListSink(arena.ends.length);
  const nodes = finished(buildGrams(arena, triplesOf(arena.text), lists, limits, share));
  return { nodes, lists: lists.chunks() };
}

export function indexOf(arena: TextArena, grams: BuiltGrams): GramIndex {
  const parts = new Map<SearchPart, Uint8Array[]>();
  const write = (name: SearchPart, _: number, bytes: Uint8Array) =>
    void parts.set(name, [...(parts.get(name) ?? []), bytes.slice()]);
  finished(writeTexts(write, arena));
  finished(writeGrams(write, grams));
  return new GramIndex(arena.ends.length, (name) => {
    const stored = parts.get(name) ?? [];
    return new StoredBytes(
      stored.reduce((sum, { length }) => sum + length, 0),
      (part) => stored[part] ?? null,
    );
  });
}
