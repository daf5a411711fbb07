/** What changes and steps are told from. */
import type { Case, Finding } from './finding.ts';
import type { TravelCounts } from './travel.ts';

export interface About extends Case {
  readonly findings: readonly Finding[];
  readonly travel: { readonly moves: TravelCounts; readonly left: TravelCounts } | null;
  readonly waves: number;
}

/** How many objects or names a finding counts; 0 = not found. */
export const countOf = ({ findings }: About, code: Finding['code']): number => {
  const found = findings.find((each) => each.code === code);
  return found ? Math.max(1, found.count) : 0;
};
