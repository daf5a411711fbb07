/** The two ways of dividing what a search found: by the index's lists and by looking into texts. */
import { describe, expect, test } from 'vitest';
import { boundary, encodeFolded, space } from './alphabet.ts';
import { build, openIndex } from './fixtures.ts';
import { emptySet, isIn } from './set.ts';

const size = 6_000;
const surnames = ['Kim', 'Okafor', 'Smith', 'Kimball', 'Ng'];
const built = build(
  Array.from({ length: size }, (_, n) => ({
    dn: `CN=User ${n}`,
    name: n % 7 === 0 ? surnames[n % 5]! : `Ann ${surnames[n % 5]} ${n}`,
    samAccountName: n % 3 === 0 ? `user${n}` : `kim${n}`,
    mail: `x${n % 10}kim@corp.example`,
  })),
  { dense: 500 },
);
const index = openIndex(built);

const includes = (text: Uint8Array, ...pieces: (number | Uint8Array)[]): boolean =>
  Buffer.from(text).includes(
    Buffer.from(pieces.flatMap((one) => (typeof one === 'number' ? [one] : [...one]))),
  );

/** 0 to 3, as the groups stand; -1: it does not have the value. */
function expected(rank: number, value: Uint8Array): number {
  const text = index.text(rank);
  if (includes(text, boundary, value, boundary)) return 0;
  if (includes(text, boundary, value)) return 1;
  if (includes(text, space, value)) return 2;
  return includes(text, value) ? 3 : -1;
}

const found = (text: string, members: (rank: number) => boolean) => {
  const value = encodeFolded(text).slice();
  const all = index.having(value);
  const wanted = emptySet(size);
  for (let rank = 0; rank < size; rank++)
    if (isIn(all, rank) && members(rank)) wanted[rank >>> 5]! |= 1 << (rank & 31);
  const groups = index.divide(wanted, [value]);
  return Array.from({ length: size }, (_, rank) => {
    if (!members(rank)) return -1;
    const own = groups.flatMap((group, at) => (isIn(group, rank) ? [at] : []));
    return own.length === 0 ? -1 : own.length === 1 ? own[0] : own;
  });
};

describe('dividing what was found', () => {
  // Few are looked at, of many the index is asked.
  test.each(['kim', 'k', 'user', 'im', 'okafor', 'smith', 'ann', 'ann kim', 'kim1', 'ng', 'xample'])(
    '%s: many and few',
    (text) => {
      const value = encodeFolded(text).slice();
      for (const every of [1, 2, 29]) {
        const members = (rank: number): boolean => rank % every === 0;
        expect(found(text, members)).toEqual(
          Array.from({ length: size }, (_, rank) => (members(rank) ? expected(rank, value) : -1)),
        );
      }
    },
  );
});
