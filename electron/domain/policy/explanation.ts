/** Why a decision is what it is: data, replayable, no prose. */
import type { Decider, Decision, PolicyUse } from './codes.ts';
import type { ConditionTest, SetProblem } from './document.ts';
import type { PrincipalKind } from './request.ts';

/** The policy that must itself allow, an identity policy's Allow being never enough: a role's trust policy, a key's policy. */
export type OwnPolicy = 'trust' | 'key' | null;

/** Three values: a test of a key that is not known is `unknown`. */
export type Truth = 'true' | 'false' | 'unknown';

/** Parts by which a statement whose action fits may fail. */
export const statementParts = ['resource', 'principal', 'condition'] as const;
export type StatementPart = (typeof statementParts)[number];

export interface TestedCondition {
  readonly test: ConditionTest;
  readonly result: Truth;
  /** The key's values in the request; null = absent, or not known where `result` is unknown. */
  readonly given: readonly string[] | null;
  /** The test's values after variables were filled; null stands for one that had nothing to be filled with. */
  readonly compared: readonly (string | null)[];
}

/** A statement whose action fits: it matched, might match, or failed by other parts. */
export interface TestedStatement {
  /** Which document of its set: index in the order given. */
  readonly policy: number;
  readonly path: string;
  readonly sid: string | null;
  readonly effect: 'Allow' | 'Deny';
  readonly result: Truth;
  /** Empty unless `result` is false. */
  readonly failed: readonly StatementPart[];
  readonly conditions: readonly TestedCondition[];
  /** For a resource or trust policy: how the principal is named, which says what the grant is worth. */
  readonly grant: GrantKind | null;
}

/**
 * What an Allow of a resource's own policy is worth inside the account: `direct` is not cut by boundary or session policy;
 * `role` (the role's ARN, or the user a federated session came from) needs no identity policy and is cut by both; `delegates`
 * (the account) leaves it to identity policies.
 */
export const grantKinds = ['direct', 'role', 'delegates'] as const;
export type GrantKind = (typeof grantKinds)[number];

/** What one set of policies says. */
export interface TestedSet {
  readonly use: PolicyUse;
  /** Level of an organization's policies: `root`, `ou:…`, `account`; null for other sets. */
  readonly level: string | null;
  readonly outcome: 'allows' | 'denies' | 'silent' | 'conditional' | 'notApplicable';
  /** Why the set has no say (a code): none given, exempt principal, service without support … */
  readonly why: SetNote | null;
  readonly statements: readonly TestedStatement[];
}

export const setNotes = [
  'noneGiven',
  'managementAccount',
  'serviceLinked',
  'otherAccount',
  'noAccount',
  'serviceNotSupported',
  'actionNotReached',
  'rootUser',
  'directGrant',
  'noIdentity',
  'unreadable',
] as const;
export type SetNote = (typeof setNotes)[number];

/** One thing that must hold, or must not, for the answer to be "allowed". */
export type OpenCondition = { readonly holds: boolean } & (
  | { readonly kind: 'test'; readonly test: Omit<ConditionTest, 'path'> }
  /** One of the patterns must take in the resource once their variables are filled. */
  | { readonly kind: 'resource'; readonly resource: string; readonly patterns: readonly string[] }
);

export interface Explanation {
  readonly decision: Decision;
  readonly decidedBy: Decider;
  /** Steps in the order of evaluation. */
  readonly sets: readonly TestedSet[];
  readonly own: OwnPolicy;
  readonly principal: PrincipalKind;
  /** Principal and resource are of two accounts: both sides must allow. */
  readonly crossAccount: boolean;
  /** Conjunction that makes the answer "allowed"; none of it can be left out. Empty unless `conditional`. */
  readonly conditions: readonly OpenCondition[];
  /** Further such conjunctions, the shortest first, at most eight. */
  readonly alternatives: readonly (readonly OpenCondition[])[];
  readonly problems: readonly SetProblem[];
}
