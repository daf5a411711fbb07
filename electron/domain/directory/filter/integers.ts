/** Whole numbers of up to 64 bits as LDAP writes them: compared as text, since a FILETIME exceeds a double. */
import type { ByteTest } from './match.ts';

const form = /^[+-]?\d{1,64}$/;

/** Canonical: no leading zeros, no `+`, no `-0`; null for what is no whole number. */
export function canonicalInteger(text: string): string | null {
  const trimmed = text.trim();
  if (!form.test(trimmed)) return null;
  const negative = trimmed.startsWith('-');
  const digits = trimmed.replace(/^[+-]?0*/, '');
  if (digits === '') return '0';
  return negative ? `-${digits}` : digits;
}

/** Order of two canonical numbers. */
export function compareIntegers(a: string, b: string): number {
  const negative = a.startsWith('-');
  if (negative !== b.startsWith('-')) return negative ? -1 : 1;
  const size = a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
  return Math.sign(negative ? -size : size);
}

/**
 * The order of stored digits and a canonical number, told by `fits`; undefined where the stored ones are not canonical.
 */
export function integerBytes(wanted: string, fits: (order: number) => boolean): ByteTest {
  const negative = wanted.startsWith('-');
  const digits = Uint8Array.from(negative ? wanted.slice(1) : wanted, (char) => char.charCodeAt(0));
  return (bytes, at, end) => {
    const minus = bytes[at] === 0x2d;
    const from = minus ? at + 1 : at;
    const length = end - from;
    const first = bytes[from];
    if (length === 0 || first === undefined || (first === 0x30 && (length > 1 || minus))) return undefined;
    let order = length - digits.length;
    for (let i = 0; i < length; i++) {
      const byte = bytes[from + i]!;
      if (byte < 0x30 || byte > 0x39) return undefined;
      // The first difference decides; what follows is only looked at, whether it is digits.
      if (order === 0) order = byte - digits[i]!;
    }
    if (minus !== negative) return fits(minus ? -1 : 1);
    return fits(Math.sign(minus ? -order : order));
  };
}

/** A whole number of stored bytes with at most 15 digits; NaN for anything else. */
function smallInteger(bytes: Uint8Array, at: number, end: number): number {
  const minus = bytes[at] === 0x2d;
  let from = minus ? at + 1 : at;
  if (from >= end || end - from > 15) return Number.NaN;
  let value = 0;
  for (; from < end; from++) {
    const byte = bytes[from]! - 0x30;
    if (byte < 0 || byte > 9) return Number.NaN;
    value = value * 10 + byte;
  }
  return minus ? -value : value;
}

const isWord = (value: bigint): boolean => value >= -0x8000_0000n && value <= 0xffff_ffffn;

/** Bits of a value and a mask. Where both fit in 32 bits, signed or not, they are 32-bit words: groupType comes in both forms. */
export function bitsFit(value: bigint, mask: bigint, all: boolean): boolean {
  const width = isWord(value) && isWord(mask) ? 32 : 64;
  const wanted = BigInt.asUintN(width, mask);
  const found = BigInt.asUintN(width, value) & wanted;
  return all ? found === wanted : found !== 0n;
}

export function bitBytes(mask: bigint, all: boolean): ByteTest | undefined {
  if (!isWord(mask)) return undefined;
  const wanted = Number(BigInt.asIntN(32, mask)) | 0;
  return (bytes, at, end) => {
    const value = smallInteger(bytes, at, end);
    if (!(value >= -0x8000_0000 && value <= 0xffff_ffff)) return undefined;
    const found = value & wanted;
    return all ? found === wanted : found !== 0;
  };
}
