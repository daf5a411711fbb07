import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processorSeconds } from '#test/support/processorTime.ts';
import { codePoint } from '#test/support/text.ts';
import { patternInputs, soundPatterns, wildPatterns } from '#test/support/patternCases.ts';
import { compilePattern } from './compile.ts';
import { javascriptOf } from './javascript.fixture.ts';
import { machineOf } from './machine.ts';
import { parsePattern } from './parse.ts';
import { compileProgram } from './program.ts';
import { neededText } from './shape.ts';

const numRuns = 200 * Number(process.env.TREELINE_FUZZ ?? 1);

const parts = (text: string) => {
  const { root, groups } = parsePattern(text);
  const slots = groups.slots.filter((slot) => slot >= 0).length;
  return { root, slots, machine: machineOf(compileProgram(root, slots, text.length)) };
};

it('finds what JavaScript finds, where the two mean the same', () => {
  let compared = 0;
  fc.assert(
    fc.property(soundPatterns, patternInputs, (text, input) => {
      if (!compilePattern(text).pattern) return;
      const { root, slots, machine } = parts(text);
      const javascript = javascriptOf(root, slots);
      if (!javascript) return;
      compared++;
      const expected = javascript(input);
      expect(machine.all(input)).toEqual(expected);
      expect(machine.matches(input)).toBe(expected.length > 0);
    }),
    { numRuns: 3 * numRuns },
  );
  expect(compared).toBeGreaterThan(numRuns / 2);
});

it('finds the same in a text that is noted in pieces', () => {
  const { root, slots, machine } = parts('(x{2000})c|(a+)b|x{2000}(?:y|$)');
  const input = `${'ab'.repeat(9_000)}${'x'.repeat(2_500)}cab${'aab'.repeat(2_000)}${'x'.repeat(2_100)}`;
  const expected = javascriptOf(root, slots)!(input);
  expect(expected).toHaveLength(11_003);
  expect(machine.all(input)).toEqual(expected);
});

it('finds the same when there are more states than are kept', () => {
  const { root, slots, machine } = parts('a[ab]{14}c');
  let seed = 1;
  const letters = Array.from({ length: 60_000 }, () => {
    seed = (seed * 48_271) % 0x7fffffff;
    return seed & 64 ? 'a' : 'b';
  });
  const expected = javascriptOf(root, slots)!;
  for (const end of ['c', 'd']) {
    const input = `${letters.join('')}a${'b'.repeat(14)}${end}`;
    expect(machine.all(input)).toEqual(expected(input));
  }
});

describe('time', () => {
  it.each([
    ['(a+)+$', 'a', 'b'],
    ['(a|a)*b', 'a', ''],
    ['(a|aa)+$', 'a', 'b'],
    ['(.*a){12}$', 'a', 'b'],
    ['a*b|a', 'a', ''],
    ['(x+x+)+y', 'x', ''],
    ['(?i)(.*)(.*)(.*)(.*)!', 'k', ''],
    ['\\b(\\w+\\s?)+$', 'ab ', '!'],
    ['^.*?,.*?,.*?,.*?,P', 'a,', ''],
    ['(\\d+-?)+x', '1', ''],
    ['a', 'a', ''],
    ['(a?){20}a{20}', 'a', ''],
    ['((((a*)*)*)*)*b', 'a', ''],
  ])('%s over ever more of %j grows no faster than the text', (text, unit, end) => {
    const { pattern } = compilePattern(text);
    const of = (length: number) => unit.repeat(length / unit.length) + end;
    const run = (input: string) => () => {
      pattern!.matches(input);
      pattern!.all(input);
    };
    const [short, long] = [of(3_000), of(24_000)].map((input) => processorSeconds(run(input)));
    // Eight times the text; what is more than 40 times the time would be its square. A few milliseconds tell nothing.
    expect(long).toBeLessThan(40 * Math.max(short!, 0.01));
  });
});

describe('any text', () => {
  it('as a pattern is an answer or a problem with its place', () => {
    fc.assert(
      fc.property(fc.oneof(wildPatterns, fc.string({ unit: codePoint })), patternInputs, (text, input) => {
        const { pattern, problem } = compilePattern(text);
        if (!pattern) {
          expect(problem.offset).toBeGreaterThanOrEqual(0);
          expect(problem.length).toBeGreaterThanOrEqual(0);
          expect(problem.offset + problem.length).toBeLessThanOrEqual(text.length);
          return;
        }
        const all = pattern.all(input);
        expect(pattern.matches(input)).toBe(all.length > 0);
        expect(pattern.replace(input, '$&')).toBe(input);
        let done = 0;
        for (const { offset, length, groups } of all) {
          expect(offset).toBeGreaterThanOrEqual(done);
          done = offset + length;
          expect(groups).toHaveLength(pattern.groupNames.length);
        }
        expect(done).toBeLessThanOrEqual(input.length);
      }),
      { numRuns: 3 * numRuns },
    );
  });

  it('holds what it needs wherever it matches', () => {
    let matched = 0;
    fc.assert(
      fc.property(soundPatterns, patternInputs, (text, input) => {
        const { pattern } = compilePattern(text);
        if (!pattern?.matches(input)) return;
        matched++;
        expect(input.toLowerCase()).toContain(pattern.needs);
      }),
      { numRuns: 3 * numRuns },
    );
    expect(matched).toBeGreaterThan(numRuns / 10);
  });

  it.each(['(?i)[\\w-[k]]', '(?i)\\W', '[^\\P{L}]', '\\b', '(?:.|\\n)', '(?i)\\p{IsGreek}'])(
    'however often it holds %s is compiled soon',
    (part) => {
      const compile = () =>
        expect(compilePattern(part.repeat(Math.floor(30_000 / part.length))).problem?.code ?? null).toSatisfy(
          (code) => code === null || code === 'tooLong',
        );
      expect(processorSeconds(compile)).toBeLessThan(5);
    },
  );

  it.each([
    ['(?i)^AWS-(\\d{12})-(.+)', 'aws-'],
    ['ADFS-', 'adfs-'],
    ['(?i)Admin', 'adm'],
    ['a|b', ''],
    ['(ab)+c', 'ab'],
    ['x{3}y', 'xxxy'],
  ])('%s needs %j', (text, needs) => {
    expect(neededText(parsePattern(text).root)).toBe(needs);
  });

  it.each([
    ['('.repeat(5_000), 'tooLong'],
    ['['.repeat(50_000), 'tooLong'],
    ['[a-['.repeat(5_000), 'tooLong'],
    ['a{2147483647}', 'tooLong'],
    ['a{99999999999}', 'syntax'],
    ['((((a{99}){99}){99}){99}){99}', 'tooLong'],
    ['(?<999999>a)', 'tooLong'],
    [`(${'a|'.repeat(16_000)}a)`, 'tooLong'],
    [String.fromCharCode(...Array.from({ length: 10_000 }, (_, i) => 0x4e00 + i)), 'tooLong'],
    ['(?:(?:(?:(?:(?:(?:(?:a?)*)*)*)*)*)*)*', 'unsupported'],
  ])('%.20s… is refused as %s', (text, code) => {
    expect(compilePattern(text).problem?.code).toBe(code);
  });
});
