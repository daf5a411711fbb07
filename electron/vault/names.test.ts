import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretKinds } from '../contract/sessions/vault.ts';
import { accountOf, nameOf, namesOf } from './names.ts';

const numRuns = Math.ceil(200 * Number(process.env['TREELINE_FUZZ'] ?? 1));

describe('accountOf', () => {
  const names: [id: string, account: string][] = [
    ['a-1', 'sts-session/a-1'],
    ['감사 계정', `sts-session/${encodeURIComponent('감사 계정')}`],
    ['x#a1', 'sts-session/x%23a1'],
    ['../ldap-password/x', 'sts-session/..%2Fldap-password%2Fx'],
  ];
  it.each(names)('%s', (id, account) => expect(accountOf({ kind: 'sts-session', id })).toBe(account));
});

describe('nameOf', () => {
  const strangers = [
    '',
    'sts-session',
    'sts-session/',
    'sts-session/#a1',
    'sts-session/a#c1',
    'sts-session/a#a1#a2',
    'sts-session/a b',
    'sts-session/%61',
    'sts-session/%zz',
    'sts-session/%ff',
    'constructor/a',
    'check-1-x',
    `sts-session/${'x'.repeat(201)}`,
  ];
  it.each(strangers)('never was ours: %j', (account) => expect(nameOf(account)).toBeNull());

  it('reads every name that accountOf writes, whole and in parts', () => {
    const names = fc.record({
      kind: fc.constantFrom(...secretKinds),
      id: fc.string({ unit: 'binary', minLength: 1, maxLength: 100 }),
    });
    fc.assert(
      fc.property(names, fc.constantFrom('', '#a1', '#b12'), (name, part) => {
        expect(nameOf(accountOf(name) + part)).toEqual(name);
      }),
      { numRuns },
    );
  });
});

it('folds parts into their item, and puts names in order', () => {
  const accounts = [
    'sts-session/b#b1',
    'sts-session/b',
    'x',
    'ldap-password/z',
    'sts-session/a#a1',
    'sts-session/a#a2',
  ];
  expect(namesOf(accounts).map((name) => `${name.kind} ${name.id}`)).toEqual([
    'ldap-password z',
    'sts-session a',
    'sts-session b',
  ]);
});
