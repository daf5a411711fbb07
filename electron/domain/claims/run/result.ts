/** What a run gives: plain data, with every claim's origin. */
import type { Claim } from '../claim.ts';
import type { Stage } from '../policy.ts';
import type { OpenClaim, OpenReason } from './open.ts';
import type { StoreAnswer, StoreQuery } from './store.ts';

/** Where a claim comes from. Numbers are indices into the run's `claims` and `queries`. */
export type ClaimOrigin =
  | { readonly kind: 'initial' }
  | {
      readonly kind: 'rule';
      readonly stage: Stage;
      readonly rule: number;
      /** One a condition that selects a claim, in their order. */
      readonly sources: readonly number[];
      /** The store's answer: which query, which of its attributes. */
      readonly answer: { readonly query: number; readonly attribute: number } | null;
    };

export interface RunClaim {
  readonly claim: Claim;
  readonly from: ClaimOrigin;
}

export interface AskedQuery {
  readonly query: StoreQuery;
  readonly answer: StoreAnswer;
}

/**
 * What became of a rule. `fired`: it ran on at least one combination of claims. `idle`: its conditions did not hold. `open`: it is
 * not known whether they hold, or what it adds; claims may have been added for certain beside that. `refused`: it could not be run.
 */
export type RuleOutcome = 'fired' | 'idle' | 'open' | 'refused';

export interface RuleRun {
  readonly outcome: RuleOutcome;
  /** Combinations of claims it ran on. */
  readonly combinations: number;
  /** Claims of the input set before it: that many of the stage's `input`, and of its `openInput`. */
  readonly before: number;
  readonly openBefore: number;
  /** Indices into `claims` and `open`. */
  readonly added: readonly number[];
  readonly addedOpen: readonly number[];
  /** Why it is `open` or `refused`. */
  readonly because: readonly OpenReason[];
}

export interface StageRun {
  readonly stage: Stage;
  /** `notGiven`: its rules are not known. `notReadable`: an access control policy, of which the name alone is known. */
  readonly state: 'ran' | 'notGiven' | 'notReadable';
  readonly rules: readonly RuleRun[];
  /** The input set when the last rule has run, in the order in which claims came. Indices into `claims` and `open`. */
  readonly input: readonly number[];
  readonly openInput: readonly number[];
  /** The output set: each claim once, the first of its equals. */
  readonly output: readonly number[];
  readonly openOutput: readonly number[];
}

export interface ClaimRun {
  readonly claims: readonly RunClaim[];
  readonly open: readonly OpenClaim[];
  readonly queries: readonly AskedQuery[];
  /** Acceptance, authorization, issuance. */
  readonly stages: readonly [StageRun, StageRun, StageRun];
  /** Whether AD FS gives a token. Issuance is run whatever it says. */
  readonly decision: Decision;
}

/**
 * `denied`: a deny claim, which overrides every permit, or no permit at all (When to Use an Authorization Claim Rule).
 * `open`: the rules are not known, or something that they depend on.
 */
export interface Decision {
  readonly is: 'permitted' | 'denied' | 'open';
  readonly why: 'permit' | 'deny' | 'noPermit' | 'notGiven' | 'notReadable' | 'open';
  /** The claims that decide. */
  readonly claims: readonly number[];
  /** What may yet decide otherwise. */
  readonly open: readonly number[];
}
