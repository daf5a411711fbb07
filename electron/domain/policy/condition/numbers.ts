/** NumericEquals and its kin: decimal numbers of any length, compared exactly. */
import { ordered } from './family.ts';

/** Whole digits without leading zeros, and digits after the point without trailing ones. */
interface Decimal {
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

/** Null: not a decimal number. */
export function decimalOf(text: string): Decimal | null {
  const found = /^\s*([+-]?)(\d*)(?:\.(\d*))?\s*$/.exec(text);
  if (!found || (found[2] === '' && (found[3] ?? '') === '')) return null;
  const whole = withoutLeading(found[2]!);
  const fraction = withoutTrailing(found[3] ?? '');
  return { negative: found[1] === '-' && (whole !== '' || fraction !== ''), whole, fraction };
}

function withoutLeading(digits: string): string {
  let at = 0;
  while (digits[at] === '0') at++;
  return digits.slice(at);
}
function withoutTrailing(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === '0') end--;
  return digits.slice(0, end);
}

export function compareDecimals(a: Decimal, b: Decimal): number {
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  const size = a.whole.length - b.whole.length || order(a.whole, b.whole) || order(a.fraction, b.fraction);
  return a.negative ? -size : size;
}
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const numeric = ordered(decimalOf, compareDecimals);

export const numbers = {
  NumericEquals: numeric((order) => order === 0),
  NumericNotEquals: numeric((order) => order === 0, { negated: true }),
  NumericLessThan: numeric((order) => order < 0),
  NumericLessThanEquals: numeric((order) => order <= 0),
  NumericGreaterThan: numeric((order) => order > 0),
  NumericGreaterThanEquals: numeric((order) => order >= 0),
};
