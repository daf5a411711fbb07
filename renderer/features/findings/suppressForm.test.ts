import { expect, it } from 'vitest';
import { dayAfter, lastOwner, problemsOf } from './suppressForm.ts';

const today = '2026-11-23';
it.each([
  [{ reason: 'r', owner: 'o', until: '' }, {}],
  [{ reason: 'r', owner: 'o', until: today }, {}],
  [{ reason: ' ', owner: '', until: '2026-11-22' }, { reason: 'reason', owner: 'owner', until: 'past' }],
  [{ reason: 'r'.repeat(1001), owner: 'o'.repeat(257), until: '2026-13-01' }, { reason: 'reason', owner: 'owner', until: 'until' }],
])('%j', (form, problems) => expect(problemsOf(form, today)).toEqual(problems)); // prettier-ignore

it('counts days over the end of a year', () => {
  expect(dayAfter(today, 90)).toBe('2027-02-21');
});

it('remembers who answered last', () => {
  const one = (owner: string, createdAt: string) => ({
    key: owner,
    reason: '',
    owner,
    until: null,
    createdAt,
  });
  const kept = { suppressions: [one('kim', '2026-02-01T00:00:00Z'), one('lee', '2026-01-01T00:00:00Z')] };
  expect(lastOwner({ ...kept, settings: {} as never, baselineAt: null, kept: true })).toBe('kim');
  expect(lastOwner(null)).toBe('');
});
