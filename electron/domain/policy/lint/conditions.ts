/** Conditions against conditions, and what rules ask of them. */
import { comparisons } from '../condition/comparisons.ts';
import type { ConditionTest, Operator } from '../document.ts';

export const isNegated = (operator: Operator): boolean =>
  operator !== 'Null' && comparisons[operator].negated;

/** Keys are compared without regard to case. */
export const keyOf = ({ key }: ConditionTest): string => key.toLowerCase();

/** Whether `test` holds wherever `given` does. Never yes wrongly. */
function follows(test: ConditionTest, given: ConditionTest): boolean {
  if (keyOf(test) !== keyOf(given)) return false;
  if (test.operator !== given.operator || test.quantifier !== given.quantifier) return false;
  if (given.ifExists && !test.ifExists) return false;
  const within = (some: readonly string[], all: readonly string[]): boolean => {
    const known = new Set(all);
    return some.every((value) => known.has(value));
  };
  if (test.operator === 'Null') return within(test.values, given.values) && within(given.values, test.values);
  return isNegated(test.operator) ? within(test.values, given.values) : within(given.values, test.values);
}

/** Whether conditions `weak` all hold wherever `strict` do. */
export const allFollow = (weak: readonly ConditionTest[], strict: readonly ConditionTest[]): boolean =>
  weak.every((test) => strict.some((given) => follows(test, given)));

const anythingAtAll = /^[*?]*$/;

/** Whether the test makes sure that the key is there and is something: an absent key fails it, and so do most values. */
export const narrows = (test: ConditionTest): boolean =>
  test.operator !== 'Null' &&
  !isNegated(test.operator) &&
  !test.ifExists &&
  test.quantifier !== 'all' &&
  !test.values.some((value) => anythingAtAll.test(value));

export const narrowedBy = (conditions: readonly ConditionTest[], isKey: (key: string) => boolean): boolean =>
  conditions.some((test) => isKey(keyOf(test)) && narrows(test));
