import { describe, expect, it } from 'vitest';
import { bitsOf, firstOperator, helpFor, operatorsFor, pointOf, valueOfPoint } from './help.ts';

describe('help for a condition', () => {
  it.each([
    ['lastLogonTimestamp', 'time'],
    ['WHENCREATED', 'time'],
    ['userAccountControl', 'flags'],
    ['groupType', 'flags'],
    ['memberOf', 'dn'],
    ['objectSid', 'sid'],
    ['objectGUID', 'guid'],
    ['objectClass', 'class'],
    ['adminCount', 'number'],
    ['department', 'text'],
    ['', 'text'],
  ])('%s is %s', (attribute, kind) => {
    expect(helpFor(attribute).kind).toBe(kind);
  });

  it('offers the usual comparisons first and keeps the one that is there', () => {
    expect(firstOperator(helpFor('userAccountControl'))).toBe('allBits');
    expect(firstOperator(helpFor('pwdLastSet'))).toBe('atLeast');
    expect(operatorsFor(helpFor('memberOf'), 'inChain')).toContain('inChain');
    expect(operatorsFor(helpFor('department'), 'inChain')).toContain('inChain');
    expect(operatorsFor(helpFor('department'), 'equals')).not.toContain('inChain');
  });

  it.each([
    ['{now-90d:filetime}', 'filetime', { is: 'ago', days: 90 }],
    ['{now+30d:generalizedTime}', 'generalizedTime', { is: 'ahead', days: 30 }],
    ['{now:filetime}', 'filetime', { is: 'now' }],
    ['133801632000000000', 'filetime', { is: 'on', day: '2025-01-01' }],
    ['20250101000000.0Z', 'generalizedTime', { is: 'on', day: '2025-01-01' }],
  ] as const)('%s is read as a point in time and written back', (value, form, point) => {
    expect(pointOf(value, form)).toEqual(point);
    expect(valueOfPoint(point, form)).toBe(value);
  });

  it.each([
    ['{now-90d:generalizedTime}', 'filetime'],
    ['{now-5h:filetime}', 'filetime'],
    ['133801632000000001', 'filetime'],
    ['20250101101500.0Z', 'generalizedTime'],
    ['tomorrow', 'filetime'],
    ['', 'generalizedTime'],
    ['9223372036854775807', 'filetime'],
  ] as const)('%s stays text', (value, form) => {
    expect(pointOf(value, form)).toEqual({ is: 'text' });
  });

  it('reads bits of signed numbers', () => {
    expect(bitsOf('-2147483646')).toBe(0x8000_0002);
    expect(bitsOf('2147483650')).toBe(0x8000_0002);
    expect(bitsOf('x')).toBe(0);
  });
});
