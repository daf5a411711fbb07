import { expect, it } from 'vitest';
import { sessionNamed } from './sessionNamed.ts';

const sessions = [
  { id: '1', name: 'audit' },
  { id: '2', name: 'build' },
  { id: '3', name: 'build' },
  { id: '4', name: '1' },
];

it.each([
  ['1', '1'],
  ['audit', '1'],
  ['3', '3'],
])('%s is %s', (wanted, id) => {
  expect(sessionNamed(sessions, wanted).id).toBe(id);
});

it.each([
  ['build', { code: 'session.ambiguous', params: { name: 'build', candidates: ['2', '3'] } }],
  ['none', { code: 'session.notFound', params: { name: 'none' } }],
])('%s is none, and why', (wanted, fault) => {
  expect(() => sessionNamed(sessions, wanted)).toThrow(expect.objectContaining(fault));
});
