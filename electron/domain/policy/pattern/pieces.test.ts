import { describe, expect, it } from 'vitest';
import { anyCharacter as one, anyRun as run, brokenVariables, filled, piecesOf } from './pieces.ts';
import type { Piece } from './pieces.ts';

const variable = (key: string, fallback: string | null = null) => ({ key, fallback });
const all = { wildcards: true, variables: true };

describe('what a pattern is made of', () => {
  it.each<[text: string, options: Parameters<typeof piecesOf>[1], pieces: readonly Piece[]]>([
    ['', all, []],
    ['a*b?', all, ['a', run, 'b', one]],
    ['***', all, [run]],
    ['a*b?', { wildcards: false, variables: true }, ['a*b?']],
    ['a/${aws:UserName}/*', all, ['a/', variable('aws:username'), '/', run]],
    ['a/${aws:UserName}/*', { wildcards: true, variables: false }, ['a/${aws:UserName}/', run]],
    ["${aws:PrincipalTag/Team, 'All'}", all, [variable('aws:principaltag/team', 'All')]],
    ["${a,'b'}", all, [variable('a', 'b')]],
    ["${a , ''}", all, [variable('a', '')]],
    ['${ a }', all, [variable('a')]],
    ['${aws:PrincipalTag/a b}', all, [variable('aws:principaltag/a b')]],
    ['${a}${b}', all, [variable('a'), variable('b')]],
    ['${*}${?}${$}', all, ['*?$']],
    ['${$}{a}', all, ['${a}']],
    // What is no variable stays as it is, but for the wildcards in it.
    ['${}', all, ['${}']],
    ['${ }', all, ['${ }']],
    ['${a', all, ['${a']],
    ['${a, b}', all, ['${a, b}']],
    ['${a*', all, ['${a', run]],
    ['$a{b}', all, ['$a{b}']],
    ['${${a}}', all, ['${', variable('a'), '}']],
    [`\${${'a'.repeat(2000)}}`, all, [`\${${'a'.repeat(2000)}}`]],
  ])('%s %o', (text, options, pieces) => {
    expect(piecesOf(text, options)).toEqual(pieces);
  });

  it.each<[text: string, broken: readonly string[]]>([
    ['a', []],
    ["${a}${*}${$}${b, 'c'}", []],
    ['${$}{a', []],
    ['${', ['${']],
    ['x${a/b', ['${a/b']],
    ['${a, b}/${}', ['${a, b}', '${}']],
    ['${${a}}', ['${${a}']],
  ])('broken in %s', (text, broken) => {
    expect(brokenVariables(text)).toEqual(broken);
  });
});

describe('filling', () => {
  const values: Readonly<Record<string, string | null | undefined>> = { a: 'A*', b: null, c: undefined };
  it.each<[text: string, filledWith: readonly Piece[] | null | undefined]>([
    ['x', ['x']],
    ['${a}*', ['A*', run]],
    ['${b}', null],
    ["${b, 'B'}", ['B']],
    ["${a, 'B'}", ['A*']],
    ['${c}', undefined],
    ["${c, 'C'}", undefined],
    ['${a}${b}', null],
  ])('%s', (text, expected) => {
    expect(filled(piecesOf(text, all), (key) => values[key])).toEqual(expected);
  });
});
