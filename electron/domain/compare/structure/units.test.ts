import { describe, expect, it } from 'vitest';
import { matchUnits, unitPath } from './units.ts';

describe('units', () => {
  it.each([
    ['DC=x', ''],
    ['OU=A,DC=x', 'A'],
    ['OU=B,OU=A,DC=x', 'A/B'],
    ['OU=B\\, c,OU=A,DC=x', 'A/B, c'],
  ])('%s has the path "%s"', (dn, path) => {
    expect(unitPath(dn, 'DC=x')).toBe(path);
  });

  it.each([
    ['the same path, whatever its case', ['A/B'], ['a/b'], [['A/B', 'a/b']]],
    ['a tree below another unit', ['Boston'], ['CLOUD/Boston'], [['Boston', 'CLOUD/Boston']]],
    ['a tree above another', ['CLOUD/Boston'], ['Boston'], [['CLOUD/Boston', 'Boston']]],
    [
      'an end that two have is of neither',
      ['Users'],
      ['A/Users', 'B/Users'],
      [
        [null, 'A/Users'],
        [null, 'B/Users'],
        ['Users', null],
      ],
    ],
    [
      'nothing alike',
      ['A'],
      ['B'],
      [
        ['A', null],
        [null, 'B'],
      ],
    ],
  ])('match: %s', (_what, a, b, pairs) => {
    expect(matchUnits(a, b).map((pair) => [pair.a, pair.b])).toEqual(pairs);
  });
});
