/**
 * FILETIME attributes: 100 ns since 1601-01-01 UTC as int64 text; and spans of the same unit, stored negative
 * (facts/active-directory.md §7; MS-ADTS 2.2.18 Interval syntax). BigInt, since int64 exceeds a double.
 */

/** The largest int64: "never" in accountExpires and its like. */
export const filetimeNever = 0x7fff_ffff_ffff_ffffn;
/** The smallest int64: a span without end. */
export const endlessSpan = -0x8000_0000_0000_0000n;
const epochTicks = 116_444_736_000_000_000n;

/** int64 text as a BigInt; null for anything else. */
export function parseInt64(text: string): bigint | null {
  if (!/^-?\d{1,19}$/.test(text)) return null;
  const value = BigInt(text);
  return value >= endlessSpan && value <= filetimeNever ? value : null;
}

/** Milliseconds since 1970, rounded down; null for values that are no time (negative, never). Zero is 1601. */
export function filetimeToMs(value: bigint): number | null {
  if (value < 0n || value === filetimeNever) return null;
  const ticks = value - epochTicks;
  const ms = ticks / 10_000n;
  return Number(ticks % 10_000n < 0n ? ms - 1n : ms);
}

/** 100 ns units since 1601 of a time in milliseconds since 1970. */
export function msToFiletime(ms: number): bigint {
  return BigInt(ms) * 10_000n + epochTicks;
}

/** ISO 8601 UTC, without a fraction when it is zero. `ms` must be within the range of Date. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

/** When an account expires: milliseconds since 1970, `never` (0 or the largest int64), or null when unreadable. */
export function accountExpiresAt(text: string | null): number | 'never' | null {
  const value = text === null ? null : parseInt64(text);
  if (value === null) return null;
  return value === 0n || value === filetimeNever ? 'never' : filetimeToMs(value);
}

/** A span in whole seconds, whatever its sign; `endless` for the smallest int64. */
export function spanSeconds(value: bigint): number | 'endless' {
  if (value === endlessSpan) return 'endless';
  return Number((value < 0n ? -value : value) / 10_000_000n);
}
