import { holds, setOf, unionOf, unitsWhere, withoutOf, type UnitSet } from './unitSet.ts';

/**
 * How .NET ignores case, unit by unit: the text's unit is lowered and then compared with what the pattern says, lowered too.
 * So the Kelvin sign is `k`, and `İ` is `i` (any culture but Turkish ones and the invariant: AD FS runs in the server's own),
 * but `ß` is not `SS`, long s is not `s` and `ı` is not `i`: none of them is what another is lowered to.
 * Source: MS "Best practices for regular expressions", "Compare case-insensitively"; .NET's `RegexCaseBehavior.NonTurkish`.
 */
const lowered = new Map<number, number>();

function lowerMap(): ReadonlyMap<number, number> {
  if (lowered.size === 0) {
    for (let unit = 0; unit <= 0xffff; unit++) {
      const lower = unit === 0x130 ? 'i' : String.fromCharCode(unit).toLowerCase();
      if (lower.length === 1 && lower.charCodeAt(0) !== unit) lowered.set(unit, lower.charCodeAt(0));
    }
  }
  return lowered;
}

export const lowerUnit = (unit: number): number => lowerMap().get(unit) ?? unit;

let changing: UnitSet | null = null;
const changingUnits = (): UnitSet => (changing ??= unitsWhere((unit) => lowerMap().has(unit)));

/** .NET lowers these when they stand alone; its table for ranges of a class does not have them. Seen in Debian's mono. */
const lostInRanges = new Set([0x1e9e, 0x2126, 0x212a, 0x212b]);

/** A class's ranges, as they are written, with what they are lowered to: what .NET keeps of a class when it ignores case. */
export function withLower(pairs: readonly number[]): UnitSet {
  const out: number[] = [];
  const ranges: number[] = [];
  for (let i = 0; i < pairs.length; i += 2) {
    if (pairs[i] === pairs[i + 1]) out.push(lowerUnit(pairs[i]!), lowerUnit(pairs[i]!));
    else ranges.push(pairs[i]!, pairs[i + 1]!);
  }
  const inRanges = setOf(ranges);
  for (const [unit, lower] of lowerMap())
    if (!lostInRanges.has(unit) && holds(inRanges, unit)) out.push(lower, lower);
  return unionOf(inRanges, setOf(out));
}

/** The units of a text that a set takes once they are lowered. */
export function takenLowered(set: UnitSet): UnitSet {
  const pairs: number[] = [];
  for (const [unit, lower] of lowerMap()) if (holds(set, lower)) pairs.push(unit, unit);
  return unionOf(withoutOf(set, changingUnits()), setOf(pairs));
}
