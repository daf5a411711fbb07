/** Values that a key may have, one for each way in which tests of a family can come out together. */
import { rangeOf } from '../condition/addresses.ts';
import { dateOf } from '../condition/dates.ts';
import { decimalOf } from '../condition/numbers.ts';
import type { ConditionTest, Operator } from '../document.ts';

export type Family = 'text' | 'number' | 'date' | 'address' | 'bool' | 'bytes' | 'none';

export function familyOf(operator: Operator): Family {
  if (operator === 'Null') return 'none';
  if (operator === 'Bool') return 'bool';
  if (operator === 'BinaryEquals') return 'bytes';
  if (operator.startsWith('Numeric')) return 'number';
  if (operator.startsWith('Date')) return 'date';
  return operator.endsWith('IpAddress') ? 'address' : 'text';
}

/** Null: too much to try. Texts are found by their patterns, and not here. */
export function candidatesOf(
  family: Exclude<Family, 'text'>,
  tests: readonly ConditionTest[],
): string[] | null {
  const values = [...new Set(tests.flatMap((test) => (test.operator === 'Null' ? [] : test.values)))];
  switch (family) {
    case 'none':
      return ['any'];
    case 'bool':
      return ['true', 'false'];
    case 'bytes':
      return [...values, freshBytes(values)];
    case 'number':
      return besideNumbers(values);
    case 'date':
      return besideDates(values);
    case 'address':
      return besideRanges(values);
  }
}

function freshBytes(values: readonly string[]): string {
  let fresh = 'QQQQ';
  while (values.some((value) => value.startsWith(fresh))) fresh += 'QQQQ';
  return fresh;
}

/** Longer numbers are not worth trying. */
const mostDigits = 400;

/** Each number, what is a little more, and what is less than all: exact, since they may have any number of digits. */
function besideNumbers(values: readonly string[]): string[] | null {
  const decimals = values.flatMap((value) => decimalOf(value) ?? []);
  const digits = 1 + Math.max(0, ...decimals.map(({ fraction }) => fraction.length));
  if (decimals.some(({ whole }) => whole.length + digits > mostDigits)) return null;
  const scaled = decimals.map(({ negative, whole, fraction }) => {
    const size = BigInt(`${whole}${fraction.padEnd(digits, '0')}`);
    return negative ? -size : size;
  });
  const least = scaled.reduce((a, b) => (b < a ? b : a), 0n) - 1n;
  const text = (value: bigint): string => {
    const size = String(value < 0n ? -value : value).padStart(digits + 1, '0');
    return `${value < 0n ? '-' : ''}${size.slice(0, -digits)}.${size.slice(-digits)}`;
  };
  return [...values, ...[least, ...scaled.map((value) => value + 1n)].map(text)];
}

/** Each time, what lies between two, and before and after all. */
function besideDates(values: readonly string[]): string[] {
  const times = [...new Set(values.flatMap((value) => dateOf(value) ?? []))].toSorted((a, b) => a - b);
  const beside = times.flatMap((time, at) => [(time + (times[at + 1] ?? time + 2000)) / 2]);
  return [...values, ...[(times[0] ?? 0) - 1000, ...beside].map((time) => (time / 1000).toFixed(6))];
}

/** The first address of each range, and those beside the range. */
function besideRanges(values: readonly string[]): string[] {
  return ['192.0.2.1', '2001:db8::1', '0.0.0.0', '::'].concat(
    values.flatMap((value) => {
      const range = rangeOf(value);
      if (!range) return [];
      const size = 1n << BigInt(range.bits - range.prefix);
      const start = (range.value / size) * size;
      const end = 1n << BigInt(range.bits);
      return [start, start - 1n, start + size].flatMap((address) =>
        address < 0n || address >= end ? [] : [range.bits === 32 ? dotted(address) : grouped(address)],
      );
    }),
  );
}
const dotted = (value: bigint): string =>
  [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join('.');
const grouped = (value: bigint): string =>
  Array.from({ length: 8 }, (_, at) => ((value >> BigInt(16 * (7 - at))) & 0xffffn).toString(16)).join(':');
