/**
 * How much AWS recommends a directory to hold at most: approximate, enforced by no service (facts/aws-directory-service.md §1).
 * One home for the table of limits and for plans.
 */
export interface Guidance {
  readonly objects: number;
  /** Null: the guide says nothing of users. */
  readonly users: number | null;
}

export const guidance = {
  managedStandard: { objects: 30_000, users: 5_000 },
  managedEnterprise: { objects: 500_000, users: null },
  simpleSmall: { objects: 2_000, users: 500 },
  simpleLarge: { objects: 20_000, users: 5_000 },
} as const satisfies Record<string, Guidance>;
