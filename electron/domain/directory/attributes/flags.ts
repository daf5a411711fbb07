/** Bit fields: the number in hex, and the codes of the bits that are set. */
import { bitCodes } from '../bits.ts';
import type { BitTable } from '../bits.ts';
import { integerOf } from '../values.ts';
import type { FlagCode, ValueCode } from './codes.ts';
import { ofText } from './syntax.ts';
import type { DecodeContext, Syntax } from './syntax.ts';

type Table = BitTable<Exclude<FlagCode, 'unknownBits'>>;

/** A 32-bit field, signed or not, as a number; null for what is none. */
export function fieldOf(text: string): number | null {
  const value = integerOf(text);
  return value === null || value < -0x8000_0000 || value > 0xffff_ffff ? null : value;
}

/** A syntax of bits by one table. `code` adds the words for what the whole field means. */
export function flagsSyntax<Name extends string>(
  name: Name,
  attributes: readonly string[],
  table: Table | ((context: DecodeContext) => Table | null),
  code: (value: number) => ValueCode | null = () => null,
): Syntax<Name> {
  return {
    name,
    attributes,
    decode: ofText((text, context) => {
      const value = fieldOf(text);
      const bits = typeof table === 'function' ? table(context) : table;
      if (value === null || !bits) return null;
      const decoded = { text: `0x${(value >>> 0).toString(16)}`, flags: bitCodes(bits, value) };
      const words = code(value);
      return words ? { ...decoded, code: words } : decoded;
    }),
  };
}
