import { expect, it } from 'vitest';
import { accountsRead } from './accountsRead.ts';

it('makes rows of accounts and columns of services, failures first, what is done last', () => {
  const { services, accounts } = accountsRead([
    { name: '1', done: 5, state: 'read' },
    { name: '1 ds', done: 2, state: 'read', code: 'aws.accessDenied' },
    { name: '1 iam', done: 3, state: 'read' },
    { name: '2', done: 0, state: 'reading' },
    { name: '2 sso', done: 0, state: 'reading' },
    { name: '3', done: 0, state: 'failed', code: 'aws.throttled' },
    { name: '4', done: 9, state: 'read' },
  ]);
  expect(services).toEqual(['iam', 'ds', 'sso']);
  expect(accounts.map(({ id, state, code }) => [id, state, code])).toEqual([
    ['3', 'failed', 'aws.throttled'],
    ['2', 'reading', null],
    ['4', 'read', null],
    ['1', 'read', null],
  ]);
  expect(accounts[3]!.services.get('ds')).toEqual({ done: 2, state: 'read', code: 'aws.accessDenied' });
});

it('is empty where nothing has been told', () => {
  expect(accountsRead([])).toEqual({ services: [], accounts: [] });
});
