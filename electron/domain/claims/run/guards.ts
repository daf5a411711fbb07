/** `EXISTS`, `NOT EXISTS` and `COUNT`: whether they hold is true, false, or not known. */
import type { CountOperator } from '../parse/rules.ts';
import type { ClaimSet } from './claimSet.ts';
import type { CompiledGuard } from './compile.ts';
import type { Evaluator } from './evaluate.ts';
import type { Journal } from './journal.ts';
import { joinReasons } from './open.ts';
import type { OpenReason } from './open.ts';

export interface Guarded {
  readonly holds: boolean | null;
  /** Claims that fit for certain; for `exists` no further than the first. */
  readonly sure: number;
  /** The open claims that may fit. */
  readonly maybe: readonly number[];
  readonly because: readonly OpenReason[];
}

export function guard(
  { selector, ...test }: CompiledGuard,
  set: ClaimSet,
  journal: Journal,
  evaluator: Evaluator,
): Guarded {
  let sure = 0;
  let most = 0;
  for (const id of set.of(selector.type)) {
    const fits = evaluator.selects(selector, journal.claims[id]!.claim, []);
    if (fits === true) sure++;
    else if (fits === null) most++;
    if (sure > 0 && test.kind === 'exists') return { holds: !test.negated, sure, maybe: [], because: [] };
  }
  const maybe = set
    .openOf(selector.type)
    .filter((index) => evaluator.selects(selector, journal.open[index]!.claim, []) !== false);
  for (const index of maybe) most += journal.open[index]!.many ? Infinity : 1;
  const because = joinReasons(maybe.map((index) => journal.open[index]!.because));
  most += sure;
  if (test.kind === 'exists') return { holds: most > 0 ? null : test.negated, sure, maybe, because };
  return { holds: compareCount(sure, most, test.operator, test.number), sure, maybe, because };
}

/** A count that is at least one number and at most another, compared; null: that depends. */
export function compareCount(
  least: number,
  most: number,
  operator: CountOperator,
  number: number,
): boolean | null {
  const both = (one: boolean, other: boolean) => (one === other ? one : null);
  switch (operator) {
    case '>=':
      return both(least >= number, most >= number);
    case '>':
      return both(least > number, most > number);
    case '<':
      return both(least < number, most < number);
    case '<=':
      return both(least <= number, most <= number);
    default: {
      const equal = least === most ? least === number : number < least || number > most ? false : null;
      return equal === null ? null : equal === (operator === '==');
    }
  }
}
