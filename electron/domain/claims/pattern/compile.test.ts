import { describe, expect, it } from 'vitest';
import { compilePattern } from './compile.ts';

const compiled = (text: string) => {
  const { pattern, problem } = compilePattern(text);
  if (!pattern) throw new Error(`${text}: ${problem.code} at ${problem.offset}`);
  return pattern;
};
const groupsOf = (text: string, input: string) =>
  compiled(text)
    .all(input)
    .map(({ groups }) => groups.map((group) => group && input.substr(group.offset, group.length)));

describe('patterns of claim rules', () => {
  it.each([
    [
      '(?i)^AWS-(\\d{12})-(.+)',
      'aws-123456789012-Admin',
      [['aws-123456789012-Admin', '123456789012', 'Admin']],
    ],
    ['^a$', 'a\n', [['a']]],
    ['^a\\z', 'a\n', []],
    ['\\d+', '7\u0663', [['7\u0663']]],
    ['(?i)k', '\u212a', [['\u212a']]],
    ['(?i)s', '\u017f', []],
    ['[a-z-[aeiou]]+', 'hello', [['h'], ['ll']]],
    ['(?<n>a)(b)', 'ab', [['ab', 'b', 'a']]],
    [
      '(a*)+',
      'aa',
      [
        ['aa', ''],
        ['', ''],
      ],
    ],
    ['b*', 'abc', [[''], ['b'], [''], ['']]],
    ['a{,2}', 'a{,2}', [['a{,2}']]],
    ['.', '\ud83d\ude00', [['\ud83d'], ['\ude00']]],
  ])('%s over %j', (pattern, input, expected) => {
    expect(groupsOf(pattern, input)).toEqual(expected);
    expect(compiled(pattern).matches(input)).toBe(expected.length > 0);
  });

  it.each([
    ['a**', 'syntax', 2, 1],
    ['(?P<n>a)', 'syntax', 0, 3],
    ['(a', 'syntax', 0, 1],
    ['(a)\\1', 'backreference', 3, 2],
    ['x(?=a)', 'lookaround', 1, 3],
    ['(?<!a)', 'lookaround', 0, 4],
    ['(?>a)', 'atomic', 0, 3],
    ['(?<a>x)(?<b-a>y)', 'balancing', 7, 5],
    ['(?(a)b|c)', 'conditional', 0, 3],
    ['\\Ga', 'unsupported', 0, 2],
    ['(a{1000}){1000}', 'tooLong', 0, 15],
  ])('refuses %s', (text, code, offset, length) => {
    expect(compilePattern(text)).toEqual({ pattern: null, problem: { code, offset, length } });
  });

  it.each([
    ['(a)(b)?', 'ab', '$2$1', 'ba'],
    ['(a)', 'a', '$10', '$10'],
    ['(a)', 'a', '${1}0', 'a0'],
    ['(?<n>a)', 'xay', "[${n}|$$|$&|$`|$'|$+|$_|${m}]", 'x[a|$|a|x|y|a|xay|${m}]y'],
  ])('%s in %s as %s', (text, input, replacement, expected) => {
    expect(compiled(text).replace(input, replacement)).toBe(expected);
  });
});
