import { expect, it } from 'vitest';
import type { Context } from './command.ts';
import { runVerb } from './verbs.ts';
import type { Verbs } from './verbs.ts';

const said: unknown[] = [];
const verbs: Verbs = {
  one: { takes: [1], does: async ({ positionals }) => void said.push(positionals) },
  some: { takes: [0, 2], does: async ({ engine }) => void said.push(engine) },
};
/** An engine that says when it is started. */
const context = (...positionals: string[]) =>
  ({
    positionals,
    values: {},
    get engine() {
      said.push('started');
      return 'engine';
    },
  }) as unknown as Context;

it.each([
  [['one', 'WS'], [['WS']]],
  [['some'], ['started', 'engine']],
  [
    ['some', 'a', 'b'],
    ['started', 'engine'],
  ],
])('%j does what its first word says, and starts no engine unless it is asked for', async (given, does) => {
  said.length = 0;
  await runVerb(verbs, context(...given), 'use');
  expect(said).toEqual(does);
});

it.each([
  [[]],
  [['one']],
  [['one', 'a', 'b']],
  [['some', 'a']],
  [['other', 'a']],
  [['constructor']],
  [['toString', 'a']],
])('%j is told how it is used', async (given) => {
  await expect(runVerb(verbs, context(...given), 'use `x`')).rejects.toMatchObject({
    code: 'usage.invalid',
    params: { detail: 'use `x`' },
  });
});
