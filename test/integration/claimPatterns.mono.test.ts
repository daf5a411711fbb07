import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compilePattern } from '#domain/claims/pattern/compile.ts';
import { monoRegex, type MonoRegex, type RegexAnswer, type RegexCase } from '../support/monoRegex.ts';
import { pickedCases, randomCases } from '../support/patternCases.ts';

/**
 * The meaning of patterns against .NET's own code, as Debian's mono has it (`System.Text.RegularExpressions`, MIT). Where it and we
 * differ on purpose: characters that Unicode got after version 6, which mono's tables do not know (.NET Framework 4.6.2 and later
 * know version 8), and the lower case of Georgian capitals, which .NET's table for ranges still has as of Unicode 3.
 */
let mono: MonoRegex;
beforeAll(() => {
  mono = monoRegex();
});
afterAll(() => mono?.close());

interface Outcome {
  equal: number;
  bothRefuse: number;
  weRefuse: Record<string, number>;
  readonly wrong: string[];
}

function compared(cases: readonly RegexCase[]): Outcome {
  const outcome: Outcome = { equal: 0, bothRefuse: 0, weRefuse: {}, wrong: [] };
  mono.ask(cases).forEach((theirs, i) => {
    const asked = cases[i]!;
    const { pattern, problem } = compilePattern(asked.pattern);
    if (problem) {
      if (theirs.error) outcome.bothRefuse++;
      else outcome.weRefuse[problem.code] = (outcome.weRefuse[problem.code] ?? 0) + 1;
      return;
    }
    const ours: RegexAnswer = {
      error: false,
      slow: false,
      isMatch: pattern.matches(asked.input),
      matches: pattern
        .all(asked.input)
        .map(({ groups }) =>
          groups.flatMap((group, number) =>
            number === 0 || exists(theirs, number)
              ? [[number, group?.offset ?? -1, group?.length ?? 0] as const]
              : [],
          ),
        ),
      replaced: pattern.replace(asked.input, asked.replacement),
    };
    if (!theirs.error && theirs.slow) return;
    if (JSON.stringify(ours) === JSON.stringify(theirs)) outcome.equal++;
    else
      outcome.wrong.push(
        `${JSON.stringify(asked)}\n  ours ${JSON.stringify(ours)}\n  .NET ${JSON.stringify(theirs)}`,
      );
  });
  return outcome;
}

/** Numbers may leave gaps, which we keep as null and .NET leaves out. */
const exists = (answer: RegexAnswer, number: number): boolean =>
  !answer.error && !answer.slow && (answer.matches[0]?.some((group) => group[0] === number) ?? false);

it('picked patterns mean what they mean to .NET, or are refused', () => {
  const { equal, bothRefuse, weRefuse, wrong } = compared(pickedCases());
  expect(wrong).toEqual([]);
  expect(equal).toBeGreaterThan(4_000);
  expect(bothRefuse).toBeGreaterThan(500);
  // Not for want of understanding: none of these is an error to .NET.
  expect(weRefuse.syntax).toBeUndefined();
});

// A second try would have other patterns, and hide what the first one found.
it('random patterns mean what they mean to .NET, or are refused', { retry: 0 }, () => {
  const numRuns = 3_000 * Math.min(20, Number(process.env.TREELINE_FUZZ ?? 1));
  const seed = Number(process.env.TREELINE_SEED ?? Date.now() % 1_000_000);
  const { equal, weRefuse, wrong } = compared(fc.sample(randomCases, { numRuns, seed }));
  expect(wrong, `seed ${seed}`).toEqual([]);
  expect(weRefuse.syntax).toBeUndefined();
  expect(equal).toBeGreaterThan(numRuns / 2);
});

/** Every unit of the plane, for the sets that patterns are made of: up to what Unicode added since mono's tables. */
it.each([
  ['\\s', 0],
  ['(?i)[a-z]', 0],
  ['(?i)[^A-Z]', 0],
  ['(?i)k', 0],
  ['(?i)i', 0],
  ['(?i)[\\u0100-\\u017f]', 0],
  ['(?i)[\\u0080-\\uffff]', 0],
  ['(?i)[\\u0400-\\u04ff]', 0],
  ['\\p{Zs}', 0],
  ['\\p{Pc}', 0],
  ['\\p{Lt}', 0],
  ['\\p{IsGreek}', 0],
  ['\\P{IsBasicLatin}', 0],
  ['\\d', 20],
  ['\\w', 800],
  ['\\p{Lu}', 200],
])('%s takes the same units of the whole plane', (pattern, newer) => {
  const input = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).join('');
  const theirs = mono.ask([{ pattern, input, replacement: '' }])[0]!;
  if (theirs.error || theirs.slow) throw new Error('not answered');
  const taken = new Set(theirs.matches.map((match) => match[0]![1]));
  const ours = compilePattern(pattern)
    .pattern!.all(input)
    .map(({ offset }) => offset);
  const differ =
    ours.filter((unit) => !taken.has(unit)).length +
    taken.size -
    ours.filter((unit) => taken.has(unit)).length;
  expect(ours.length).toBeGreaterThan(0);
  expect(differ).toBeLessThanOrEqual(newer);
  // None of it within Latin, Greek and Cyrillic as people use them.
  expect(ours.filter((unit) => unit < 0x370)).toEqual([...taken].filter((unit) => unit < 0x370));
});
