import { expect, it } from 'vitest';
import { likelyBases } from './likelyBases.ts';
import type { Places } from './likelyBases.ts';

const forest = 'DC=corp,DC=example';
const copy = 'OU=corp,DC=aws,DC=example';
const people = (unit: string, count: number, from = forest, to = copy): Places[] =>
  Array.from({ length: count }, (_, n) => ({ a: `CN=p${n},${unit},${from}`, b: `CN=p${n},${unit},${to}` }));

it.each<[string, readonly Places[], [string, string, number] | null]>([
  [
    'offices that were copied below the unit of a Managed AD',
    [...people('OU=Users,OU=Berlin', 10), ...people('OU=Users,OU=Seoul', 10)],
    [forest, copy, 20],
  ],
  [
    'one office: the office itself',
    [...people('OU=Users,OU=Berlin', 10), ...people('OU=Groups,OU=Berlin', 10)],
    [`OU=Berlin,${forest}`, `OU=Berlin,${copy}`, 20],
  ],
  [
    'almost all in one office',
    [...people('OU=Users,OU=Berlin', 19), ...people('OU=Users,OU=Seoul', 1)],
    [`OU=Users,OU=Berlin,${forest}`, `OU=Users,OU=Berlin,${copy}`, 19],
  ],
  [
    'objects that have another name as well, and names in another spelling',
    people('OU=Users', 8).map(({ a, b }) => ({ a, b: b.replace('CN=p', 'CN=new p').replace('OU=Users', 'ou=users') })),
    [`OU=Users,${forest}`, `ou=users,${copy}`, 8],
  ],
  [
    'commas in names are no ends of names',
    people('OU=R\\, D', 6),
    [`OU=R\\, D,${forest}`, `OU=R\\, D,${copy}`, 6],
  ],
  ['every object for itself', ['u', 'v', 'w', 'x', 'y', 'z'].flatMap((unit) => people(`OU=${unit}`, 1, forest, `OU=other ${unit},${copy}`)), null],
  ['too few to say', people('OU=Users', 4), null],
  ['no place at all', [{ a: 'CN=x', b: 'CN=x' }], null],
  ['nothing', [], null],
])('%s', (_, moved, expected) => {
  const found = likelyBases(moved);
  expect(found && [found.a, found.b, found.kept]).toEqual(expected);
  if (found) expect(found.of).toBe(moved.length);
}); // prettier-ignore
