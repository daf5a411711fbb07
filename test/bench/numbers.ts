/** The few statistics that the figures use. */

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** The value below which the given part of all lies (nearest rank); of none, NaN. */
export function percentile(values: readonly number[], part: number): number {
  const all = sorted(values);
  return all[Math.max(0, Math.ceil(all.length * part) - 1)] ?? NaN;
}

export function median(values: readonly number[]): number {
  const all = sorted(values);
  const middle = all.length >> 1;
  return all.length % 2 === 1 ? all[middle]! : (all[middle - 1]! + all[middle]!) / 2;
}
