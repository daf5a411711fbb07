import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encodeFolded } from './alphabet.ts';
import { joinGrams, layTexts, sharesOf, writeGrams, writeTexts } from './build.ts';
import type { BuiltGrams, SearchPart } from './build.ts';
import { GramIndex } from './gramIndex.ts';
import { buildGrams } from './grams.ts';
import type { GramShare, TextArena } from './grams.ts';
import { ListSink } from './lists.ts';
import { partSize, StoredBytes } from './stored.ts';
import { SearchTexts } from './texts.ts';
import { triplesOf } from './triples.ts';

const numRuns = 100 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const limits = { dense: 2, places: 40, step: 64 };

function finished<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function laid(names: readonly string[]): TextArena {
  const texts = new SearchTexts();
  names.forEach((name, at) => {
    texts.begin(Buffer.from('CN='), 0);
    texts.value(name);
    texts.end(at + 1);
  });
  return finished(layTexts({ names: Int32Array.from(names, (_, at) => at + 1), texts }));
}

function built(arena: TextArena, share?: GramShare): BuiltGrams {
  const lists = new ListSink(arena.ends.length);
  const nodes = finished(buildGrams(arena, triplesOf(arena.text), lists, limits, share));
  return { nodes, lists: lists.chunks() };
}

function indexOf(arena: TextArena, grams: BuiltGrams): GramIndex {
  const parts = new Map<SearchPart, Uint8Array[]>();
  const write = (name: SearchPart, _: number, bytes: Uint8Array) =>
    void parts.set(name, [...(parts.get(name) ?? []), bytes.slice()]);
  finished(writeTexts(write, arena));
  finished(writeGrams(write, grams));
  return new GramIndex(arena.ends.length, (name) => {
    const stored = parts.get(name) ?? [];
    expect(stored.slice(0, -1).every(({ length }) => length === partSize)).toBe(true);
    return new StoredBytes(
      stored.reduce((sum, { length }) => sum + length, 0),
      (part) => stored[part] ?? null,
    );
  });
}

const name = fc.stringMatching(/^[abc ]{1,9}$/);

it('makes of two shares what is made of the whole', () => {
  fc.assert(
    fc.property(
      fc.array(name, { minLength: 1, maxLength: 30 }),
      fc.array(name, { minLength: 1, maxLength: 20 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (names, needles, part) => {
        const arena = laid(names);
        const [first, second] = sharesOf(triplesOf(arena.text), part);
        const whole = indexOf(arena, built(arena));
        const joined = indexOf(arena, joinGrams(built(arena, first), built(arena, second)));
        const asked = needles.map((text) => encodeFolded(text).slice()).filter(({ length }) => length > 0);
        expect(asked.map((bytes) => joined.having(bytes))).toEqual(asked.map((bytes) => whole.having(bytes)));
      },
    ),
    { numRuns },
  );
});
