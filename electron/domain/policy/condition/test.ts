/**
 * One test of a statement's Condition, compiled: three-valued, so that a key that is not known leaves the answer open.
 * Source: facts/iam-policy-evaluation.md §3 (missing keys, set operators).
 */
import type { ConditionTest } from '../document.ts';
import { filled, isVariable, piecesOf } from '../pattern/pieces.ts';
import type { Piece } from '../pattern/pieces.ts';
import { comparisons } from './comparisons.ts';
import type { Compare, Comparison } from './family.ts';
import type { Keys } from './keys.ts';

/** False, true, not known: Kleene's three values, as numbers because they are asked millions of times. */
export const no = 0;
export const yes = 1;
export const open = 2;
export type Three = typeof no | typeof yes | typeof open;

export interface CompiledTest {
  readonly test: ConditionTest;
  /** In lower case. */
  readonly key: string;
  /** The values as pieces, one list or one a part; of `Null` none. */
  readonly pieces: readonly (readonly (readonly Piece[])[])[];
  /** Variables are to be filled in one of the values. */
  readonly hasVariables: boolean;
  /** None of the values may match. */
  readonly negated: boolean;
  /** It is true when it is so for each value of the request, and not for one of them. */
  readonly ofEvery: boolean;
  readonly evaluate: (keys: Keys) => Three;
  /** The values as they were compared, variables filled; null: a variable had nothing to be filled with. */
  readonly compared: (keys: Keys) => readonly (string | null)[];
}

export function compileTest(test: ConditionTest, version: '2008-10-17' | '2012-10-17'): CompiledTest {
  const key = test.key.toLowerCase();
  if (test.operator === 'Null')
    return {
      test,
      key,
      pieces: [],
      hasVariables: false,
      negated: false,
      ofEvery: true,
      evaluate: (keys) => isNull(test, key, keys),
      compared: () => test.values,
    };
  const comparison = comparisons[test.operator];
  const values = test.values.map((value) => wantedOf(value, comparison, version === '2012-10-17'));
  const fixed = values.every(({ compare }) => compare !== undefined)
    ? values.map(({ compare }) => compare ?? never)
    : null;
  const written = fixed && values.map(({ parts }) => comparedText(parts, withoutKeys));
  const compared = (keys: Keys): readonly (string | null)[] =>
    written ?? values.map(({ parts }) => comparedText(parts, keys));
  return {
    test,
    key,
    pieces: values.map(({ parts }) => parts),
    hasVariables: fixed === null,
    negated: comparison.negated,
    ofEvery: ofEvery(test, comparison.negated),
    evaluate: (keys) => {
      const given = keys.valuesOf(key);
      if (given === undefined) return open;
      if (given === null || given.length === 0) return withoutValue(test, comparison.negated);
      if (fixed) return overGiven(given, test, comparison.negated, fixed, false);
      const compares: Compare[] = [];
      let unknown = false;
      for (const { parts, compare } of values) {
        const now = compare === undefined ? filledCompare(parts, comparison, keys) : compare;
        if (now === undefined) unknown = true;
        else if (now !== null) compares.push(now);
      }
      return overGiven(given, test, comparison.negated, compares, unknown);
    },
    compared,
  };
}

const never: Compare = () => false;
/** For values that hold no variable. */
const withoutKeys: Keys = { valuesOf: () => null, isThere: () => false };

interface Wanted {
  readonly parts: readonly (readonly Piece[])[];
  /** Undefined: it has variables, which are filled at each question. */
  readonly compare: Compare | null | undefined;
}

function wantedOf(value: string, comparison: Comparison, filling: boolean): Wanted {
  const { wildcards, variables, byParts } = comparison;
  const pieces = piecesOf(value, { wildcards, variables: variables && filling });
  const parts = byParts ? atColons(pieces) : [pieces];
  const compare = pieces.some(isVariable) ? undefined : comparison.compare(parts);
  return { parts, compare };
}

/** At the first five colons that stand in the policy's own text. */
function atColons(pieces: readonly Piece[]): Piece[][] {
  const parts: Piece[][] = [[]];
  for (const piece of pieces) {
    if (typeof piece !== 'string') {
      parts.at(-1)!.push(piece);
      continue;
    }
    let from = 0;
    while (parts.length < 6) {
      const colon = piece.indexOf(':', from);
      if (colon < 0) break;
      if (colon > from) parts.at(-1)!.push(piece.slice(from, colon));
      parts.push([]);
      from = colon + 1;
    }
    if (from < piece.length) parts.at(-1)!.push(piece.slice(from));
  }
  return parts;
}

/** The value that a variable is filled with; null: absent, or several; undefined: not known. */
export const singleValue =
  (keys: Keys) =>
  (key: string): string | null | undefined => {
    const values = keys.valuesOf(key);
    return values === undefined ? undefined : values?.length === 1 ? values[0]! : null;
  };

function filledCompare(
  parts: readonly (readonly Piece[])[],
  comparison: Comparison,
  keys: Keys,
): Compare | null | undefined {
  const done: Piece[][] = [];
  for (const part of parts) {
    const now = filled(part, singleValue(keys));
    if (!now) return now;
    done.push(now);
  }
  return comparison.compare(done);
}

function comparedText(parts: readonly (readonly Piece[])[], keys: Keys): string | null {
  const texts = parts.map((part) => {
    const now = filled(part, singleValue(keys));
    return now && now.map((piece) => (typeof piece === 'string' ? piece : wildcardText(piece))).join('');
  });
  return texts.every((text) => typeof text === 'string') ? texts.join(':') : null;
}
const wildcardText = (piece: Piece): string =>
  typeof piece === 'symbol' ? (piece.description === 'any run' ? '*' : '?') : '';

/** A key that is absent, or there without a value. */
function withoutValue({ quantifier, ifExists }: ConditionTest, negated: boolean): Three {
  if (ifExists || quantifier === 'all') return yes;
  return quantifier === null && negated ? yes : no;
}

function isNull({ values }: ConditionTest, key: string, keys: Keys): Three {
  const given = keys.valuesOf(key);
  if (!given && keys.isThere(key)) return values.some((value) => !wantsAbsent(value)) ? yes : no;
  if (given === undefined) return open;
  const absent = given === null || given.length === 0;
  return values.some((value) => wantsAbsent(value) === absent) ? yes : no;
}
const wantsAbsent = (value: string): boolean => value.trim().toLowerCase() === 'true';

const ofEvery = ({ quantifier }: ConditionTest, negated: boolean): boolean =>
  quantifier === 'all' || (quantifier === null && negated);

/** Any value of the request for positive operators; all of them for negated ones and `ForAllValues`. */
function overGiven(
  given: readonly string[],
  test: ConditionTest,
  negated: boolean,
  wanted: readonly Compare[],
  unknown: boolean,
): Three {
  const every = ofEvery(test, negated);
  let left: Three = every ? yes : no;
  for (const value of given) {
    const matched = wanted.some((compare) => compare(value));
    const passes: Three = matched ? (negated ? no : yes) : unknown ? open : negated ? yes : no;
    if (passes === (every ? no : yes)) return passes;
    if (passes === open) left = open;
  }
  return left;
}
