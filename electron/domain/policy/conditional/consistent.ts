/**
 * Whether answers to several tests of one key can all be true: a region cannot be two regions. A value is looked for that gives
 * these answers; of a key with several values, values that each give some. Where none can be looked for, nothing is said against.
 */
import type { Keys } from '../condition/keys.ts';
import { open, yes } from '../condition/test.ts';
import type { CompiledTest } from '../condition/test.ts';
import { boolOf } from '../condition/bools.ts';
import type { Operator } from '../document.ts';
import { anyRun } from '../pattern/pieces.ts';
import type { Piece } from '../pattern/pieces.ts';
import { candidatesOf, familyOf } from './candidates.ts';
import type { Family } from './candidates.ts';
import { patternOf, wordOf } from './words.ts';
import type { Searching } from './words.ts';

export interface Answered {
  readonly test: CompiledTest;
  readonly holds: boolean;
}

/** Steps to find one text: those that patterns of policies need are far fewer. */
const mostSteps = 20_000;

/**
 * `answers` are all of the same key, at least one. `several`: the key may have several values. `searching`: what this costs is
 * counted there; when it is used up, nothing is said against.
 */
export function consistent(
  answers: readonly Answered[],
  keys: Keys,
  several: boolean,
  searching: Searching,
): boolean {
  const key = answers[0]!.test.key;
  const asked = (values: readonly string[] | null): Keys => ({
    isThere: (name) => keys.isThere(name),
    valuesOf: (name) => (name === key ? values : keys.valuesOf(name)),
  });
  /** As one value by itself answers; a test that hangs on another key, too, is no hindrance. */
  const answersOf = (values: readonly string[] | null, some = answers): boolean[] => {
    searching.left -= some.length;
    return some.map(({ test, holds }) => {
      const said = test.evaluate(asked(values));
      return said === open || (said === yes) === holds;
    });
  };
  if (!keys.isThere(key) && answersOf(null).every(Boolean)) return true;
  // What hangs on a second key, and values of different kinds, are not looked at together.
  const plain = answers.filter(({ test }) => !test.hasVariables);
  const families = new Set(plain.map(({ test }) => familyOf(test.test.operator)));
  if (families.size > 1) families.delete('none');
  return [...families].every((family) =>
    fitTogether(
      plain.filter(({ test }) => [family, 'none'].includes(familyOf(test.test.operator))),
      family,
    ),
  );

  function fitTogether(some: readonly Answered[], family: Family): boolean {
    const find =
      family === 'text'
        ? textFinder(some, searching)
        : valueFinder(
            candidatesOf(
              family,
              some.map(({ test }) => test.test),
            ),
            (value) => answersOf([value], some),
          );
    if (!several) return find((given) => given.every(Boolean));
    // Of several values every one must give the answers that speak of all, and one each of those that speak of some.
    const speaksOfAll = some.map(({ test, holds }) => test.ofEvery === holds);
    const fits = (given: readonly boolean[]): boolean => given.every((said, at) => said || !speaksOfAll[at]);
    if (speaksOfAll.every(Boolean)) return find(fits);
    return speaksOfAll.every((all, at) => all || find((given) => fits(given) && given[at]!));
  }
}

/** Whether there is a value whose answers are as wanted; true also where that cannot be told. */
type Find = (wanted: (given: readonly boolean[]) => boolean) => boolean;

const valueFinder = (candidates: readonly string[] | null, answersOf: (value: string) => boolean[]): Find => {
  let known: boolean[][] | null = null;
  return (wanted) => {
    if (candidates === null) return true;
    known ??= candidates.map(answersOf);
    return known.some(wanted);
  };
};

function textFinder(answers: readonly Answered[], searching: Searching): Find {
  const patterns = answers.flatMap(({ test }, of) =>
    test.pieces
      .filter((parts) => canMatch(parts, test.test.operator))
      .map((parts) => ({ of, ...patternOf(parts, test.test.operator.endsWith('IgnoreCase')) })),
  );
  const answered = (takenIn: readonly boolean[]): boolean[] =>
    answers.map(({ test, holds }, at) => {
      if (test.test.operator === 'Null')
        return test.test.values.some((value) => boolOf(value) === false) === holds;
      const matched = takenIn.some((taken, pattern) => taken && patterns[pattern]!.of === at);
      return (matched !== test.negated) === holds;
    });
  return (wanted) => {
    const steps = Math.min(mostSteps, searching.left);
    const own: Searching = { left: steps };
    const word = wordOf(patterns, (takenIn) => wanted(answered(takenIn)), own);
    searching.left -= steps - own.left;
    return word !== null;
  };
}

/** An ARN's pattern has six parts, or is `*`. */
const canMatch = (parts: readonly (readonly Piece[])[], operator: Operator): boolean =>
  !operator.startsWith('Arn') ||
  parts.length === 6 ||
  (parts.length === 1 && parts[0]![0] === anyRun && parts[0]!.length === 1);
