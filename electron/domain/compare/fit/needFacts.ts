/** What needs are told from, and small makers of them. */
import type { AwsDirectory, DirectoryLimit } from '../../estate/directory.ts';
import type { DelegationAssignment } from '../../estate/delegation.ts';
import type { IdentityCenter } from '../../estate/identityCenter.ts';
import type { Reading } from '../../estate/reading.ts';
import type { StructureInput } from '../structure/input.ts';
import type { Need, NeedCount, NeedEvidence } from './model.ts';

/** A number with its first witnesses, or why there is none. */
export type Counted =
  | { readonly state: 'read'; readonly count: number; readonly evidence: readonly NeedEvidence[] }
  | { readonly state: 'notReadable'; readonly why: string };

export interface EstateOfFit {
  readonly snapshotId: number;
  readonly readAt: string;
  readonly directories: Reading<readonly AwsDirectory[]>;
  readonly identityCenter: Reading<IdentityCenter>;
  readonly delegations: Reading<readonly DelegationAssignment[]>;
  readonly directoryLimits: Reading<readonly DirectoryLimit[]>;
}

export interface FitFacts {
  readonly structure: StructureInput;
  /** By filters over the snapshot, and of its schema. */
  readonly counted: ReadonlyMap<NeedCount, Counted>;
  readonly objects: number;
  readonly users: number;
  readonly estates: readonly EstateOfFit[];
}

/** How many witnesses an answer carries. */
export const mostEvidence = 20;

export function needOf(of: NeedCount, counted: Counted, readAt: string): Need {
  if (counted.state === 'notReadable')
    return { state: 'notReadable', of, count: null, evidence: [], why: counted.why, readAt };
  const { count, evidence } = counted;
  return {
    state: count > 0 ? 'needed' : 'notSeen',
    of,
    count,
    evidence: evidence.slice(0, mostEvidence),
    why: null,
    readAt,
  };
}

export const notVisible: Need = {
  state: 'notVisible',
  of: null,
  count: null,
  evidence: [],
  why: null,
  readAt: null,
};

export const seen = (evidence: readonly NeedEvidence[], count = evidence.length): Counted => ({
  state: 'read',
  count,
  evidence,
});
export const unseen = (why: string): Counted => ({ state: 'notReadable', why });
