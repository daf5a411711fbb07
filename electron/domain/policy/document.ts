/**
 * A policy document as it was read: nothing is left of JSON's liberties (one or many, strings or numbers), everything still
 * says where it stood. Source: facts/iam-policy-evaluation.md §2, §3.
 */
import type { PolicyUse, ProblemCode } from './codes.ts';

/** What is wrong, and where: `Statement[2].Condition.StringLike`; empty = the document itself. */
export interface PolicyProblem {
  readonly code: ProblemCode;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
}

/** A problem of one document among several: `policy` is its index in its set or level. */
export type SetProblem = PolicyProblem & {
  readonly use: PolicyUse;
  readonly level: string | null;
  /** Of the level among those of its use. */
  readonly levelIndex: number | null;
  readonly policy: number;
};

/** Action or NotAction, Resource or NotResource: patterns as written. */
export interface Patterns {
  readonly negated: boolean;
  /** `Statement[0].NotAction`; each pattern's own path is this and its index. */
  readonly path: string;
  readonly patterns: readonly string[];
}

export const principalTypes = ['AWS', 'Service', 'Federated', 'CanonicalUser'] as const;
export type PrincipalType = (typeof principalTypes)[number];

/** Principal or NotPrincipal. `"*"` is `{"AWS":"*"}`. */
export interface PrincipalElement {
  readonly negated: boolean;
  readonly path: string;
  readonly entries: readonly {
    readonly type: PrincipalType;
    readonly value: string;
    readonly path: string;
  }[];
}

export const operators = [
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
  'StringLike',
  'StringNotLike',
  'NumericEquals',
  'NumericNotEquals',
  'NumericLessThan',
  'NumericLessThanEquals',
  'NumericGreaterThan',
  'NumericGreaterThanEquals',
  'DateEquals',
  'DateNotEquals',
  'DateLessThan',
  'DateLessThanEquals',
  'DateGreaterThan',
  'DateGreaterThanEquals',
  'Bool',
  'BinaryEquals',
  'IpAddress',
  'NotIpAddress',
  'ArnEquals',
  'ArnLike',
  'ArnNotEquals',
  'ArnNotLike',
  'Null',
] as const;
export type Operator = (typeof operators)[number];

/** One operator asked of one key: the values are alternatives (for negated operators: none may match). */
export interface ConditionTest {
  readonly operator: Operator;
  /** `ForAllValues:` and `ForAnyValue:`. */
  readonly quantifier: 'all' | 'any' | null;
  readonly ifExists: boolean;
  /** As written; keys are compared without regard to case. */
  readonly key: string;
  /** Numbers and booleans of JSON as their text. */
  readonly values: readonly string[];
  readonly path: string;
}

export interface Statement {
  /** `Statement[3]`, or `Statement` where there is one alone. */
  readonly path: string;
  readonly sid: string | null;
  readonly effect: 'Allow' | 'Deny';
  /** Null where documents of this use have none. */
  readonly principal: PrincipalElement | null;
  readonly action: Patterns;
  /** Null in a trust policy: it is about the role that it belongs to. */
  readonly resource: Patterns | null;
  readonly conditions: readonly ConditionTest[];
}

export interface PolicyDocument {
  readonly use: PolicyUse;
  /** Variables are filled in `2012-10-17` alone; a document without Version is `2008-10-17`. */
  readonly version: '2008-10-17' | '2012-10-17';
  readonly statements: readonly Statement[];
}

/** A document with any problem is none: a part that cannot be read might be a Deny. */
export type ParsedPolicy =
  | { readonly document: PolicyDocument; readonly problems: readonly [] }
  | { readonly document: null; readonly problems: readonly PolicyProblem[] };
