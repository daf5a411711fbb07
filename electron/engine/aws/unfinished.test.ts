import { expect, it } from 'vitest';
import { unread } from '#domain/estate/facts.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import { questionOf, UnfinishedReadings } from './unfinished.ts';

const input = { profile: null, regions: ['b', 'a'], accounts: null, resume: false, credentialReport: false };
const question = questionOf('111122223333', input);
const facts = (id: string): EstateFacts => ({
  ...unread('notAsked'),
  partition: 'aws',
  accounts: [{ id, name: null, alias: null }],
  reach: { regions: [], accounts: [{ id, code: null }], allAccounts: false },
});
const early = '2026-11-20T10:00:00.000Z';
const late = '2026-11-20T10:30:00.000Z';

it('keeps the accounts of an attempt until it ends, or an hour has passed', () => {
  const readings = new UnfinishedReadings();
  readings.begin(question, early, null);
  expect(readings.of(question, early)).toBeNull();
  readings.add(question, facts('1'), [['1/iam', 'aws.accessDenied']]);
  expect(readings.of(question, late)).toEqual({
    readAt: early,
    facts: [facts('1')],
    missing: [['1/iam', 'aws.accessDenied']],
  });
  expect(readings.of(question, '2026-11-20T11:00:01.000Z')).toBeNull();
  readings.end(question);
  expect(readings.of(question, late)).toBeNull();
});

it('goes on from what an attempt took over, as old as that is', () => {
  const readings = new UnfinishedReadings();
  readings.begin(question, early, null);
  readings.add(question, facts('1'), []);
  readings.begin(question, late, readings.of(question, late));
  readings.add(question, facts('2'), []);
  expect(readings.of(question, late)).toMatchObject({ readAt: early, facts: [facts('1'), facts('2')] });
});

it('begins anew where nothing is taken over', () => {
  const readings = new UnfinishedReadings();
  readings.begin(question, early, null);
  readings.add(question, facts('1'), []);
  readings.begin(question, late, null);
  readings.add(question, facts('2'), []);
  expect(readings.of(question, late)).toMatchObject({ readAt: late, facts: [facts('2')] });
});

it('asks the same whatever the order of Regions, and another thing of other accounts', () => {
  expect(questionOf('111122223333', { ...input, regions: ['a', 'b'] })).toBe(question);
  expect(questionOf('111122223333', { ...input, regions: 'all' })).not.toBe(question);
  expect(questionOf('111122223333', { ...input, credentialReport: true })).not.toBe(question);
  expect(questionOf('444455556666', input)).not.toBe(question);
});
