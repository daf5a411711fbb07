import { expect, it } from 'vitest';
import { dnSteps } from './dnSteps.ts';

it.each([
  ['DC=corp,DC=example', [['corp.example', 'DC=corp,DC=example']]],
  [
    'OU=A,DC=corp',
    [
      ['corp', 'DC=corp'],
      ['A', 'OU=A,DC=corp'],
    ],
  ],
  [
    'CN=Kim\\, Minji,OU=A,DC=corp',
    [
      ['corp', 'DC=corp'],
      ['A', 'OU=A,DC=corp'],
      ['Kim, Minji', 'CN=Kim\\, Minji,OU=A,DC=corp'],
    ],
  ],
  ['CN=x', [['x', 'CN=x']]],
  ['', []],
] as [string, string[][]][])('%s', (dn, steps) => {
  expect(dnSteps(dn).map((step) => [step.name, step.dn])).toEqual(steps);
});
