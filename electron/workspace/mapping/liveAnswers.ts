/** What the live claim test tells the thread that runs the rules, and is told by it. */
import type { ClaimTest, ClaimTestAsked } from '#contract/claimTest.ts';
import type { AskedQuery } from '#domain/claims/run/result.ts';
import type { SignInSubject } from '#domain/claims/run/signIn.ts';
import type { StoreQuery } from '#domain/claims/run/store.ts';
import type { RowFacts } from '#domain/directory/row.ts';

export type LiveClaimTestAsked = Pick<ClaimTestAsked, 'rules' | 'caseOf'>;

/** The user as read, and what the directory answered so far. */
export interface LiveAnswers {
  /** What the directory is called: its server. */
  readonly sourceName: string;
  readonly object: RowFacts;
  readonly subject: SignInSubject;
  readonly answers: readonly AskedQuery[];
}

export interface LiveClaimTest {
  readonly test: Omit<ClaimTest, 'server'>;
  /** None: the test is whole. */
  readonly unanswered: readonly StoreQuery[];
}
