import { describe, expect, it } from 'vitest';
import { globOf } from './glob.ts';
import { piecesOf } from './pieces.ts';

const matcher = (pattern: string) => globOf(piecesOf(pattern, { wildcards: true, variables: false }));
const long = 'a'.repeat(3000);

describe('a whole text against a pattern', () => {
  it.each<[pattern: string, takes: readonly string[], leaves: readonly string[]]>([
    ['', [''], ['a']],
    ['*', ['', 'a', '*', 'a:b/c\n'], []],
    ['**', ['', 'a'], []],
    ['?', ['a', '?', ':'], ['', 'ab']],
    ['??', ['ab'], ['a', 'abc']],
    ['?*', ['a', 'ab'], ['']],
    ['*?', ['a', 'ab'], ['']],
    ['get*', ['get', 'getobject'], ['ge', 'Get', 'aget']],
    ['*object', ['object', 'getobject'], ['objects']],
    ['*object*', ['object', 'getobjectacl'], ['objec', 'obj ect']],
    ['a*b', ['ab', 'axb', 'abab'], ['a', 'b', 'aba']],
    ['a*a', ['aa', 'aba'], ['a', 'ab']],
    ['ab*ba', ['abba', 'abxba'], ['aba', 'ab', 'ba']],
    ['a*b*c', ['abc', 'aXbXc', 'abbcc'], ['acb', 'ab', 'bc']],
    ['*ab*ab*', ['abab', 'xabxabx'], ['aba', 'ab']],
    ['a?c*', ['abc', 'a?cd'], ['ac', 'abd']],
    ['*a?c*e', ['abce', 'xabcxe', 'aabce'], ['abde', 'abce ']],
    ['[a]+(b)', ['[a]+(b)'], ['ab', '[a]']],
    ['é*', ['é', 'éa'], ['e']],
    [`*${'b'.repeat(100)}*`, [`${long}${'b'.repeat(100)}${long}`], [`${long}${'b'.repeat(99)}a${long}`]],
    [
      `*${'b'.repeat(50)}?${'b'.repeat(50)}*`,
      [`${long}${'b'.repeat(50)}x${'b'.repeat(50)}`],
      [`${long}${'b'.repeat(50)}xx${'b'.repeat(50)}`],
    ],
  ])('%s', (pattern, takes, leaves) => {
    const matches = matcher(pattern);
    expect(takes.filter((text) => !matches(text))).toEqual([]);
    expect(leaves.filter(matches)).toEqual([]);
  });
});
