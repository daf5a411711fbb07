import { expect, it } from 'vitest';
import { unreplicated } from './unreplicated.ts';

it.each([
  ['lastLogon', 'notReplicated'],
  ['BADPWDCOUNT', 'notReplicated'],
  ['whenChanged', 'notReplicated'],
  ['msDS-User-Account-Control-Computed', 'constructed'],
  ['memberOf', 'backLink'],
  ['memberOf;range=0-1499', 'backLink'],
  ['member', null],
  ['lastLogonTimestamp', null],
  ['whenCreated', null],
  ['userAccountControl', null],
] as const)('a change of %s goes unseen because: %s', (name, reason) => {
  expect(unreplicated(name)).toBe(reason);
});
