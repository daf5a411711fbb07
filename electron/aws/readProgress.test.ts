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
    { name: '1 iam', done: 9 },
    { name: '1 ds', done: 3 },
  ]);
});

it('counts accounts where there are several; one that is read is one line', () => {
  const { on, progress, parts } = told();
  on.several(3, ['1']);
  on.count('2', 'iam', 'details', 5);
  on.count('3', 'ds', 'eu-west-1', 1);
  on.finished('2');
  expect(progress.at(-1)).toEqual(['accounts', 2, 3]);
  expect(parts()).toEqual([
    { name: '1', done: 0 },
    { name: '2', done: 5 },
    { name: '3 ds', done: 1 },
  ]);
});
