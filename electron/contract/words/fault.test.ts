import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exitCodeOf, Fault, faultCodes, faultParams } from '../faults.ts';
import { fault as en } from './en/fault.ts';
import { fill } from './format.ts';
import { fault as ko } from './ko/fault.ts';

const places = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);

describe.each(faultCodes)('fault %s', (code) => {
  const known = Object.keys((faultParams[code] as z.ZodObject).shape);

  it('has a sentence in every language that names only its own parameters', () => {
    for (const words of [en, ko]) {
      expect(words[code].length).toBeGreaterThan(10);
      expect(known).toEqual(expect.arrayContaining(places(words[code])));
    }
    expect(new Set(places(ko[code]))).toEqual(new Set(places(en[code])));
  });

  it('has no Korean particle glued to a variable', () => {
    expect(ko[code]).not.toMatch(/\}(은|는|이|가|을|를|과|와|로|으로)(?![가-힣])/);
  });

  it('ends the command line with a code other than success', () => {
    expect([2, 3, 4, 5]).toContain(exitCodeOf(code));
  });
});

it('crosses a border and comes back', () => {
  const fault = new Fault('ldap.closedPort', { host: 'dc1', port: 636 });
  expect(Fault.fromData(fault.toData())).toMatchObject({
    code: 'ldap.closedPort',
    params: { host: 'dc1', port: 636 },
  });
  expect(Fault.fromData({ code: 'ldap.closedPort', params: {} })).toMatchObject({ code: 'internal' });
});

it('keeps a place visible when its value is missing', () => {
  expect(fill('{a} and {b}', { a: ['x', 'y'] })).toBe('x, y and {b}');
});
