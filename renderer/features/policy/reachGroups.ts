/** How far rights go, as a person asks for them. */
import type { Reach } from '#domain/policy/sweep/codes.ts';

export const reachGroupIds = ['may', 'all', 'some', 'conditional', 'denied', 'none', 'every'] as const;
export type ReachGroup = (typeof reachGroupIds)[number];

export const reachGroups: ReadonlyMap<ReachGroup, readonly Reach[]> = new Map<ReachGroup, readonly Reach[]>([
  ['may', ['all', 'some', 'conditional', 'someConditional']],
  ['all', ['all']],
  ['some', ['some', 'someConditional']],
  ['conditional', ['conditional', 'someConditional']],
  ['denied', ['denied']],
  ['none', ['none']],
  ['every', []],
]);
