import { expect, it } from 'vitest';
import { suppressionState } from './suppression.ts';

const until = (day: string | null) => ({ key: 'k', reason: 'r', owner: 'o', until: day, createdAt: '' });

it.each([
  [null, '2999-01-01T00:00:00Z', 'active'],
  ['2026-12-31', '2026-12-30T23:59:59Z', 'active'],
  ['2026-12-31', '2026-12-31T00:00:00Z', 'active'],
  ['2026-12-31', '2026-12-31T23:59:59.999Z', 'active'],
  ['2026-12-31', '2027-01-01T00:00:00Z', 'expired'],
  ['2026-12-31', '2027-01-01', 'expired'],
  ['2026-12-31', '2026-12-31', 'active'],
  ['2026-02-28', '2026-03-01T00:00:00Z', 'expired'],
])('until %s, on %s: %s', (day, asOf, state) => {
  expect(suppressionState(until(day), asOf)).toBe(state);
});
