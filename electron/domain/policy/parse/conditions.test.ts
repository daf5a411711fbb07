import { describe, expect, it } from 'vitest';
import { parseConditions } from './conditions.ts';

function parsed(json: unknown) {
  const problems: string[] = [];
  const tests = parseConditions(json, 'C', (code, path) => void problems.push(`${code} ${path}`));
  return { tests, problems };
}

describe('a Condition element', () => {
  it.each<[name: string, operator: string, quantifier: 'all' | 'any' | null, ifExists: boolean]>([
    ['StringEquals', 'StringEquals', null, false],
    ['StringEqualsIfExists', 'StringEquals', null, true],
    ['ForAllValues:StringLike', 'StringLike', 'all', false],
    ['ForAnyValue:StringNotEqualsIfExists', 'StringNotEquals', 'any', true],
  ])('%s', (name, operator, quantifier, ifExists) => {
    const { tests, problems } = parsed({ [name]: { 'aws:X': ['a', 'b'] } });
    expect(problems).toEqual([]);
    expect(tests).toEqual([
      { operator, quantifier, ifExists, key: 'aws:X', values: ['a', 'b'], path: `C.${name}.aws:X` },
    ]);
  });

  it.each<[json: unknown, problems: readonly string[]]>([
    [undefined, []],
    [{}, []],
    [{ Bool: {} }, []],
    [{ Bool: { k: true } }, []],
    [{ Bool: { k: ' TRUE ' } }, []],
    [{ Bool: { k: '${aws:SecureTransport}' } }, []],
    [{ NumericEquals: { k: [1, '2.50', -3] } }, []],
    [{ DateLessThan: { k: ['2026-01-01T00:00:00Z', 1767225600] } }, []],
    [{ IpAddress: { k: ['10.0.0.0/8', '2001:db8::/32', '10.0.0.1'] } }, []],
    [{ BinaryEquals: { k: 'QUJD' } }, []],
    [{ Null: { k: false } }, []],
    [null, ['conditionInvalid C']],
    [[], ['conditionInvalid C']],
    ['x', ['conditionInvalid C']],
    [{ StringEquals: 'x' }, ['conditionInvalid C.StringEquals']],
    [{ StringEqual: { k: 'x' } }, ['operatorUnknown C.StringEqual']],
    [{ stringequals: { k: 'x' } }, ['operatorUnknown C.stringequals']],
    [{ NullIfExists: { k: true } }, ['operatorUnknown C.NullIfExists']],
    [{ 'ForAnyValue:Null': { k: true } }, ['operatorUnknown C.ForAnyValue:Null']],
    [{ 'ForNoValue:Bool': { k: true } }, ['operatorUnknown C.ForNoValue:Bool']],
    [{ StringEquals: { ' ': 'x' } }, ['keyInvalid C.StringEquals. ']],
    [{ StringEquals: { k: [] } }, ['emptyList C.StringEquals.k']],
    [{ StringEquals: { k: null } }, ['valueInvalid C.StringEquals.k']],
    [{ StringEquals: { k: ['a', { b: 1 }] } }, ['valueInvalid C.StringEquals.k[1]']],
    [{ Bool: { k: 'yes' } }, ['valueInvalid C.Bool.k']],
    [{ Null: { k: '${a}' } }, ['valueInvalid C.Null.k']],
    [{ NumericEquals: { k: ['1', 'one'] } }, ['valueInvalid C.NumericEquals.k[1]']],
    [{ NumericEquals: { k: 1e21 } }, ['valueInvalid C.NumericEquals.k']],
    [{ StringEquals: { k: 2 ** 64 } }, ['valueInvalid C.StringEquals.k']],
    [{ DateEquals: { k: '2026-02-30' } }, ['valueInvalid C.DateEquals.k']],
    [{ IpAddress: { k: '10.0.0.0/33' } }, ['valueInvalid C.IpAddress.k']],
    [{ BinaryEquals: { k: 'a b' } }, ['valueInvalid C.BinaryEquals.k']],
  ])('%j', (json, problems) => {
    expect(parsed(json).problems).toEqual(problems);
  });

  it('takes numbers and booleans as their text', () => {
    expect(parsed({ StringEquals: { k: [true, 1.5, 'x'] } }).tests[0]!.values).toEqual(['true', '1.5', 'x']);
  });
});
