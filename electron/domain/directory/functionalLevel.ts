/** Functional levels of domains, forests and controllers (facts/active-directory.md §4; MS-ADTS 6.1.4.2–6.1.4.4). */

const levels = [
  [0, '2000'],
  [1, '2003interim'],
  [2, '2003'],
  [3, '2008'],
  [4, '2008R2'],
  [5, '2012'],
  [6, '2012R2'],
  [7, '2016'],
  [10, '2025'],
] as const;
export type FunctionalLevel = (typeof levels)[number][1];
export type FunctionalLevelCode = `functionalLevel.${FunctionalLevel}`;

const byValue = new Map<number, FunctionalLevel>(levels);

/** The Windows Server version that a level is named after; null for unused numbers. An absent attribute means 0. */
export function functionalLevel(value: number): FunctionalLevel | null {
  return byValue.get(value) ?? null;
}
