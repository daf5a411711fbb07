import { expect, it } from 'vitest';
import type { PartRead } from './api.ts';
import { ReadProgress } from './readProgress.ts';

function told() {
  const progress: [string, number, number | null][] = [];
  let parts: readonly PartRead[] = [];
  const tell = {
    onProgress: (...one: [string, number, number | null]) => void progress.push(one),
    onParts: (all: readonly PartRead[]) => void (parts = all),
  };
  return { on: new ReadProgress(tell), progress, parts: () => parts };
}

it('counts the objects of one account over its services', () => {
  const { on, progress, parts } = told();
  on.count('1', 'iam', 'details', 5);
  on.count('1', 'ds', 'eu-west-1', 1);
  on.count('1', 'ds', 'us-east-1', 2);
  on.count('1', 'iam', 'details', 9);
  expect(progress.at(-1)).toEqual(['reading', 12, null]);
  expect(parts()).toEqual([
    { name: '1', done: 12, state: 'reading' },
    { name: '1 iam', done: 9, state: 'reading' },
    { name: '1 ds', done: 3, state: 'reading' },
  ]);
});

it('tells which service is read, and why not all of it could be', () => {
  const { on, parts } = told();
  on.count('1', 'iam', 'details', 5);
  on.lacks('1', 'ds', 'aws.accessDenied');
  on.lacks('1', 'ds', 'aws.throttled');
  on.readAll('1', 'ds');
  expect(parts().slice(1)).toEqual([
    { name: '1 iam', done: 5, state: 'reading' },
    { name: '1 ds', done: 0, state: 'read', code: 'aws.accessDenied' },
  ]);
});

it('counts accounts where there are several', () => {
  const { on, progress, parts } = told();
  on.several(3, ['1']);
  on.count('2', 'iam', 'details', 5);
  on.readAll('2', 'iam');
  on.count('3', 'ds', 'eu-west-1', 1);
  on.finished('2');
  expect(progress.at(-1)).toEqual(['accounts', 2, 3]);
  expect(parts()).toEqual([
    { name: '1', done: 0, state: 'read' },
    { name: '3', done: 1, state: 'reading' },
    { name: '3 ds', done: 1, state: 'reading' },
    { name: '2', done: 5, state: 'read' },
    { name: '2 iam', done: 5, state: 'read' },
  ]);
  on.finished('3', 'aws.accessDenied');
  expect(parts().slice(-2)).toEqual([
    { name: '3', done: 1, state: 'failed', code: 'aws.accessDenied' },
    { name: '3 ds', done: 1, state: 'failed' },
  ]);
  // What is one for the organization goes on under the account that reads it.
  on.count('2', 'sso', 'users', 7);
  expect(parts()).toContainEqual({ name: '2 sso', done: 7, state: 'reading' });
  expect(parts().filter(({ name }) => name === '2')).toEqual([{ name: '2', done: 12, state: 'read' }]);
});

it('tells of no more than a page, however many accounts there are', () => {
  const { on, progress, parts } = told();
  on.several(10_000, []);
  for (let i = 0; i < 1200; i++) {
    for (const service of ['ds', 'ec2', 'iam', 'organizations', 'sso']) on.count(`${i}`, service, 'all', 1);
    on.finished(`${i}`, i % 2 ? 'aws.accessDenied' : null);
  }
  expect(progress.at(-1)).toEqual(['accounts', 1200, 10_000]);
  expect(parts().length).toBeLessThanOrEqual(1000);
  expect(parts().map(({ name }) => name)).toEqual(expect.arrayContaining(['1198', '1199']));
});
