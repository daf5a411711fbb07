import { expect, it } from 'vitest';
import { groupScope, isSecurityGroup } from './groupType.ts';

it.each([
  [-2147483646, 'global', true],
  [-2147483644, 'domainLocal', true],
  [-2147483640, 'universal', true],
  [-2147483643, 'builtin', true],
  [2, 'global', false],
  [8, 'universal', false],
  [null, 'unknown', true],
] as const)('groupType %s is %s', (value, scope, security) => {
  expect(groupScope(value)).toBe(scope);
  expect(isSecurityGroup(value)).toBe(security);
});
