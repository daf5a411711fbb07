/** Findings that somebody answers for, until a day. */

export interface Suppression {
  readonly key: string;
  readonly reason: string;
  /** Who answers for it. */
  readonly owner: string;
  /** Last day it holds, `2026-12-31`; null = without end. */
  readonly until: string | null;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
}

/** `expired`: it came back, because nobody said it may stay. */
export type SuppressionState = 'active' | 'expired';

/** The last day counts whole; `asOf` is ISO 8601 UTC. */
export const suppressionState = ({ until }: Suppression, asOf: string): SuppressionState =>
  until === null || asOf.slice(0, 10) <= until ? 'active' : 'expired';
