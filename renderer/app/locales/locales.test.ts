import { readFileSync } from 'node:fs';
import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import en from './en.ts';
import ko from './ko.ts';

type Tree = { readonly [key: string]: string | Tree };
const flat = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  );
const places = (text: string) => new Set([...text.matchAll(/\{(\w+)/g)].map((match) => match[1]));

const english = new Map(flat(en));
const korean = new Map(flat(ko as unknown as Tree));
const root = fileURLToPath(new URL('../..', import.meta.url));
const sources = globSync('**/*.{vue,ts}', { cwd: root }).filter(
  (file) => !file.endsWith('.test.ts') && !file.includes('locales/'),
);
const literal = sources.flatMap((file) =>
  [...readFileSync(`${root}/${file}`, 'utf8').matchAll(/\bt\(\s*'([\w.-]+)'/g)].map((match) => match[1]!),
);

describe('the words of the window', () => {
  it('are the same keys in both languages', () => {
    expect([...korean.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  it('name the same values in both languages', () => {
    for (const [key, text] of english)
      expect({ key, places: places(korean.get(key)!) }).toEqual({ key, places: places(text) });
  });

  it('exist for every key that is written in the sources', () => {
    expect(literal.length).toBeGreaterThan(200);
    expect(literal.filter((key) => !english.has(key))).toEqual([]);
  });

  it('have no Korean particle glued to a value', () => {
    for (const [key, text] of korean)
      expect({ key, glued: /\}(은|는|이|가|을|를|과|와|로|으로)(?![가-힣])/.test(text) }).toEqual({
        key,
        glued: false,
      });
  });
});
