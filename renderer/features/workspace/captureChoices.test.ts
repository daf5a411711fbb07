import { describe, expect, it } from 'vitest';
import { askedFor, domainsIn, nextWay, reachOf } from './captureChoices.ts';

describe('what a capture of a connection can be asked for', () => {
  it.each([
    ['a controller', { port: 636, base: null }, 'domains', true],
    ['a controller on a port of its own', { port: 10_636, base: null }, 'domains', true],
    ['a base', { port: 636, base: 'OU=People,DC=example,DC=com' }, 'base', false],
    ['a global catalog', { port: 3269, base: null }, 'catalog', false],
    ['a global catalog without encryption at first', { port: 3268, base: null }, 'catalog', false],
    ['a base in a global catalog', { port: 3269, base: 'DC=example,DC=com' }, 'catalog', false],
  ] as const)('%s', (_what, connection, reach, allDomains) => {
    expect(reachOf(connection)).toBe(reach);
    expect(askedFor({ allDomains: true, changesOnly: true }, connection)).toEqual({
      allDomains,
      changesOnly: true,
    });
  });
});

it('counts domains among naming contexts', () => {
  expect(
    domainsIn([
      'DC=corp,DC=com',
      'CN=Configuration,DC=corp,DC=com',
      'CN=Schema,CN=Configuration,DC=corp,DC=com',
      'dc=eu,DC=corp,DC=com',
    ]),
  ).toBe(2);
});

it.each([
  [[], 'whole'],
  [[null, null], 'whole'],
  [['dirSync', 'dirSync'], 'dirSync'],
  [['usn'], 'usn'],
  [['usn', 'dirSync'], 'mixed'],
  [['usn', null], 'mixed'],
] as const)('of contexts marked %j changes are asked for: %s', (marks, way) => {
  expect(nextWay(marks.map((changesBy) => ({ changesBy })))).toBe(way);
});
