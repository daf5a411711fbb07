import { describe, expect, it } from 'vitest';
import type { MatrixUser } from '#contract/access.ts';
import { byOf, cellsOf, faceOf, nextFilled } from './cellFaces.ts';

const user = {
  cells: { saml: [2, 7], delegation: [7], 'identity-center': [40] },
} as unknown as MatrixUser;

it('has the filled cells of the columns in sight, each with its mechanisms', () => {
  expect(cellsOf(user, { first: 0, last: 10 }).map((cell) => [cell.at, faceOf(cell)])).toEqual([
    [2, 'S'],
    [7, 'SD'],
  ]);
  expect(cellsOf(user, { first: 3, last: 7 })).toEqual([]);
  expect(byOf(user, 7)).toEqual(['saml', 'delegation']);
  expect(byOf(user, 8)).toEqual([]);
});

describe('the next filled cell', () => {
  it.each([
    [-1, 1, 2],
    [2, 1, 7],
    [7, 1, 40],
    [40, 1, 40],
    [40, -1, 7],
    [2, -1, 2],
  ] as const)('from %i by %i is %i', (from, step, to) => expect(nextFilled(user, from, step)).toBe(to));
});
