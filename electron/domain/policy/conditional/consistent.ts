/**
 * Whether answers to several tests of one key can all be true: a region cannot be two regions. Values that could make a
 * difference are tried one by one; where patterns are asked, not finding one proves nothing.
 */
import { addressOf, rangeOf } from '../condition/addresses.ts';
import { dateOf } from '../condition/dates.ts';
import type { Keys } from '../condition/keys.ts';
import { open, yes } from '../condition/test.ts';
import type { CompiledTest } from '../condition/test.ts';

export interface Answered {
  readonly test: CompiledTest;
  readonly holds: boolean;
}

/** Operators whose tests are told apart by the values tried. */
const told = /^(String(Not)?Equals(IgnoreCase)?|Numeric.*|Date.*|Bool|Null|(Not)?IpAddress|BinaryEquals)$/;

/** `answers` are all of the same key. */
export function consistent(answers: readonly Answered[], keys: Keys): boolean {
  if (answers.length < 2) return true;
  const key = answers[0]!.test.key;
  const fits = (values: readonly string[] | null): boolean => {
    const tried: Keys = {
      isThere: keys.isThere,
      valuesOf: (name) => (name === key ? values : keys.valuesOf(name)),
    };
    return answers.every(({ test, holds }) => {
      const said = test.evaluate(tried);
      return said === open || (said === yes) === holds;
    });
  };
  if (!keys.isThere(key) && fits(null)) return true;
  const values = [...new Set(answers.flatMap(({ test }) => candidates(test)))];
  if (values.some((value) => fits([value]))) return true;
  const several = answers.some(({ test }) => test.test.quantifier !== null);
  if (several && values.some((a, at) => values.slice(at + 1).some((b) => fits([a, b])))) return true;
  if (several && fits(values)) return true;
  return (
    !answers.every(({ test: { test } }) => told.test(test.operator)) ||
    answers.some(({ test }) => hasVariable(test))
  );
}

const hasVariable = ({ test }: CompiledTest): boolean => test.values.some((value) => value.includes('${'));
const fresh = 'another value';

/** Values on either side of each border that a test draws. */
function candidates({ test: { operator, values } }: CompiledTest): string[] {
  if (operator === 'Null' || operator === 'Bool') return ['true', 'false'];
  if (operator.startsWith('Numeric'))
    return values.flatMap((value) => [value, String(Number(value) - 1), String(Number(value) + 1)]);
  if (operator.startsWith('Date'))
    return values.flatMap((value) => {
      const time = dateOf(value);
      return time === null ? [] : [0, -1, 1].map((step) => String(time / 1000 + step));
    });
  if (operator.endsWith('IpAddress')) return [...values.flatMap(besideRange), '192.0.2.1', '2001:db8::1'];
  const filledIn = values.flatMap((value) => [
    value.replaceAll('*', '').replaceAll('?', 'x'),
    value.replaceAll('*', fresh).replaceAll('?', 'x'),
  ]);
  return [...values, ...filledIn, fresh, ''];
}

/** An address in the range and, for IPv4, the two beside it. */
function besideRange(text: string): string[] {
  const range = rangeOf(text);
  const address = text.split('/')[0]!;
  if (!range || !addressOf(address)) return [];
  if (range.bits === 128) return [address];
  const size = 1n << BigInt(32 - range.prefix);
  const start = (range.value / size) * size;
  return [start, start - 1n, start + size].flatMap((value) =>
    value < 0n || value > 0xffffffffn ? [] : [dotted(value)],
  );
}
const dotted = (value: bigint): string =>
  [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join('.');
