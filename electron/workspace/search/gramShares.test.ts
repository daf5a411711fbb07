import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encodeFolded } from './alphabet.ts';
import { joinGrams, sharesOf } from './build.ts';
import { built, finished, indexOf, laid } from './gramFixtures.ts';
import { patchGrams } from './patch.ts';
import { triplesOf } from './triples.ts';

const numRuns = 100 * Number(process.env['TREELINE_FUZZ'] ?? 1);
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

it('makes of an older index and what changed what is made of the whole', () => {
  const change = fc.record({ at: fc.nat(30), remove: fc.nat(2), add: fc.array(name, { maxLength: 2 }) });
  fc.assert(
    fc.property(
      fc.array(name, { minLength: 1, maxLength: 30 }),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      fc.array(name, { minLength: 1, maxLength: 20 }),
      (names, changes, needles) => {
        const now = names.map((text, before) => ({ text, before }));
        for (const { at, remove, add } of changes)
          now.splice(at, remove, ...add.map((text) => ({ text, before: -1 })));
        fc.pre(now.length > 0);
        const rankNow = Int32Array.from(names, (_, rank) => now.findIndex(({ before }) => before === rank));
        const newRanks = now.flatMap(({ before }, rank) => (before < 0 ? [rank] : []));
        const { nodes, lists } = built(laid(names));
        const older = { nodes, lists: Buffer.concat(lists), rankNow };
        const arena = laid(now.map(({ text }) => text));
        const patched = indexOf(arena, finished(patchGrams(older, arena, newRanks)));
        const whole = indexOf(arena, built(arena));
        const asked = [...needles, ...now.map(({ text }) => text)].flatMap((text) => {
          const bytes = encodeFolded(text).slice();
          return bytes.length === 0 ? [] : [bytes, Uint8Array.of(0, ...bytes), Uint8Array.of(...bytes, 0)];
        });
        expect(asked.map((bytes) => patched.having(bytes))).toEqual(
          asked.map((bytes) => whole.having(bytes)),
        );
      },
    ),
    { numRuns },
  );
});
