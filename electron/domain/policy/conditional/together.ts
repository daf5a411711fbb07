/** Several resources of one action: all of them must be allowed, so the worst outcome is that of the whole. */
import type { Decision } from '../codes.ts';
import type { Outcome } from '../evaluate/decide.ts';

const rank: Readonly<Record<Decision, number>> = {
  allowed: 0,
  conditional: 1,
  implicitDeny: 2,
  explicitDeny: 3,
};

/** Of equally bad ones the first. At least one is given. */
export function together(outcomes: readonly Outcome[]): Outcome {
  let worst = outcomes[0]!;
  for (const outcome of outcomes) if (rank[outcome.decision] > rank[worst.decision]) worst = outcome;
  return worst;
}
