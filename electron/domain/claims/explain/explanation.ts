/** A run told step by step: plain data that can be sent and kept. Numbers of claims are `id`s. */
import type { Claim } from '../claim.ts';
import type { Place } from '../parse/place.ts';
import type { ClaimPart, ComparisonOperator, CountOperator } from '../parse/rules.ts';
import type { PatternMatch } from '../pattern/pattern.ts';
import type { Stage } from '../policy.ts';
import type { OpenClaim, OpenReason } from '../run/open.ts';
import type { ClaimOrigin, Decision, RuleOutcome, StageRun } from '../run/result.ts';
import type { StoreAttribute } from '../run/store.ts';

/** The beginning of a list, and how long it is. */
export interface Listed<T> {
  readonly items: readonly T[];
  readonly count: number;
}

export interface ExplainedClaim {
  readonly id: number;
  readonly claim: Claim;
  readonly from: ClaimOrigin;
}

export interface ExplainedOpen extends OpenClaim {
  readonly id: number;
}

export type ExplainedAnswer =
  | {
      readonly state: 'read';
      readonly attributes: readonly (
        | { readonly state: 'read'; readonly values: Listed<string> }
        | { readonly state: 'notReadable'; readonly code: string }
      )[];
    }
  | { readonly state: 'notReadable'; readonly code: string };

export interface ExplainedQuery {
  readonly id: number;
  readonly account: string;
  /** As LDAP writes it (RFC 4515), parameters filled in; null = the account itself. */
  readonly filter: string | null;
  readonly attributes: readonly StoreAttribute[];
  readonly answer: ExplainedAnswer;
}

/** Where a pattern matched: the comparison's place in the text of rules, and places in the claim's part. */
export interface PatternSpans {
  readonly comparison: Place;
  readonly part: ClaimPart;
  readonly matches: readonly PatternMatch[];
  /** By number of the group; null = it has no name. */
  readonly groupNames: readonly (string | null)[];
}

export interface MatchedClaim {
  readonly claim: number;
  readonly spans: readonly PatternSpans[];
}

/** A comparison that does not hold. */
export interface FailedComparison {
  readonly comparison: Place;
  readonly part: ClaimPart;
  readonly operator: ComparisonOperator;
  /** Null: not known. */
  readonly wanted: string | null;
  readonly found: string;
  /** It would hold if capital letters did not count. */
  readonly onlyCase: boolean;
}

/** A claim of the type that is asked for, or of nearly that type, which does not fit. */
export interface NearClaim {
  readonly claim: number;
  readonly failed: readonly FailedComparison[];
}

export interface ExplainedCondition {
  readonly kind: 'claim' | 'exists' | 'count';
  readonly place: Place;
  readonly negated: boolean;
  /** Of `COUNT`. */
  readonly count: { readonly operator: CountOperator; readonly number: number } | null;
  /** Null: not known. A condition that names claims of others holds if the rule ran. */
  readonly holds: boolean | null;
  readonly matched: Listed<MatchedClaim>;
  /** Open claims that may fit. */
  readonly maybe: Listed<number>;
  readonly near: Listed<NearClaim>;
}

/** One combination of claims that a rule ran on: one a condition that selects a claim. */
export interface ExplainedRunOfRule {
  readonly sources: readonly number[];
  readonly added: readonly number[];
}

export interface ExplainedRule {
  readonly index: number;
  readonly name: string | null;
  readonly template: string | null;
  readonly place: Place;
  readonly text: string;
  readonly outcome: RuleOutcome;
  readonly because: readonly OpenReason[];
  readonly conditions: readonly ExplainedCondition[];
  /** Those that added something; `count` is that of all. */
  readonly runs: Listed<ExplainedRunOfRule>;
  readonly added: Listed<number>;
  readonly addedOpen: Listed<number>;
  readonly queries: readonly number[];
}

export interface ExplainedStage {
  readonly stage: Stage;
  readonly state: StageRun['state'];
  readonly rules: readonly ExplainedRule[];
  readonly output: Listed<number>;
  readonly openOutput: Listed<number>;
}

export interface Explanation {
  readonly decision: Decision;
  readonly stages: readonly ExplainedStage[];
  /** Every claim that is named above, and those it comes from; by `id`. */
  readonly claims: readonly ExplainedClaim[];
  readonly open: readonly ExplainedOpen[];
  readonly queries: readonly ExplainedQuery[];
}
