import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duplicateName } from './duplicates.ts';

describe('a name that stands twice in one object', () => {
  it.each([
    ['{"a":1,"b":2}', null],
    ['{"a":1,"a":2}', 'a'],
    ['{"a":{"b":1},"b":[{"b":1},{"b":2}]}', null],
    ['{"a":[0,{"b":1,"b":2}]}', 'a[1].b'],
    ['[{"a":1},{"a":1,"a":2}]', '[1].a'],
    ['{"a":1,"\\u0061":2}', 'a'],
    ['{"a":"b","b":"a","c":["a","a"]}', null],
    ['{"a\\"":1,"a\\\\":2,"a":3}', null],
    ['{"a":"\\",\\"a\\":1","b":"\\\\","a" : 2}', 'a'],
    ['{ "" : 1 , "" : 2 }', ''],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
    ['"a"', null],
    ['{"Statement":[{"Effect":"Deny","Effect":"Allow"}]}', 'Statement[0].Effect'],
  ])('%s', (text, path) => {
    expect(duplicateName(text)).toBe(path);
  });

  it('is in no text that JSON.stringify wrote, and found where one is put in', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), (object) => {
        const text = JSON.stringify(object);
        expect(duplicateName(text)).toBeNull();
        const name = Object.keys(object)[0]!;
        expect(duplicateName(`${text.slice(0, -1)},${JSON.stringify(name)}:0}`)).toBe(name);
      }),
    );
  });

  it('is looked for in time that grows with the text', () => {
    const nested = `${'{"a":['.repeat(50_000)}1${']}'.repeat(50_000)}`;
    expect(duplicateName(nested)).toBeNull();
    expect(duplicateName(`{"a":"${'\\\\'.repeat(200_000)}","a":1}`)).toBe('a');
  });
});
