/**
 * Claim rules of AD FS as a tree. Sources: Microsoft, "The Role of the Claim Rule Language" and "Understanding Claim Rule
 * Language in AD FS 2.0 & Higher"; [MS-CTA] 2.1.4.1 has the grammar of a subset (terminals, identifiers, strings, conditions).
 */
import type { Place } from './place.ts';
import type { RuleProblem } from './problems.ts';

export const claimFields = ['type', 'value', 'issuer', 'originalIssuer', 'valueType'] as const;
export type ClaimField = (typeof claimFields)[number];

/** What of a claim is meant: a field, or `Properties["name"]`, which is empty where the claim has no such property. */
export type ClaimPart =
  | { readonly kind: 'field'; readonly field: ClaimField }
  | { readonly kind: 'property'; readonly name: string };

/** A name that a condition gives to a claim. */
export interface Identifier {
  readonly name: string;
  readonly place: Place;
}

/** Everything is text: numbers and times are not known to the language. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string; readonly place: Place }
  | {
      readonly kind: 'part';
      readonly identifier: Identifier;
      readonly part: ClaimPart;
      readonly place: Place;
    }
  /** Two or more, joined by `+`; none of them is a `concat`. */
  | { readonly kind: 'concat'; readonly parts: readonly Expression[]; readonly place: Place }
  | {
      readonly kind: 'call';
      /** As written; `RegExReplace` is the only function that is documented. */
      readonly name: string;
      readonly arguments: readonly Expression[];
      readonly place: Place;
    };

export const comparisonOperators = ['==', '!=', '=~', '!~'] as const;
export type ComparisonOperator = (typeof comparisonOperators)[number];

/** One test of a claim. */
export interface Comparison {
  readonly part: ClaimPart;
  readonly operator: ComparisonOperator;
  readonly value: Expression;
  readonly place: Place;
}

/** `[…]`: every comparison has to hold for one claim. None at all fits every claim. */
export interface Selector {
  readonly identifier: Identifier | null;
  readonly comparisons: readonly Comparison[];
  readonly place: Place;
}

export const countOperators = ['==', '!=', '<', '<=', '>', '>='] as const;
export type CountOperator = (typeof countOperators)[number];

export type Condition =
  | { readonly kind: 'claim'; readonly selector: Selector; readonly place: Place }
  | {
      readonly kind: 'exists';
      readonly negated: boolean;
      readonly selector: Selector;
      readonly place: Place;
    }
  | {
      readonly kind: 'count';
      readonly selector: Selector;
      readonly operator: CountOperator;
      readonly number: number;
      readonly place: Place;
    };

export interface Assignment {
  readonly part: ClaimPart;
  readonly value: Expression;
  readonly place: Place;
}

/** A string with its place. */
export interface Literal {
  readonly value: string;
  readonly place: Place;
}

/** `issue`: into both sets of claims. `add`: into the input set alone, for rules that follow. */
export type Verb = 'issue' | 'add';

export type Action =
  | { readonly kind: 'copy'; readonly verb: Verb; readonly identifier: Identifier; readonly place: Place }
  | {
      readonly kind: 'new';
      readonly verb: Verb;
      readonly assignments: readonly Assignment[];
      readonly place: Place;
    }
  | {
      readonly kind: 'store';
      readonly verb: Verb;
      readonly store: Literal;
      readonly types: readonly Literal[];
      readonly query: Expression;
      /** For `{0}`, `{1}` … of the query. */
      readonly params: readonly Expression[];
      readonly place: Place;
    };

/** `@RuleName = "…"` and the like, without the `@`. */
export interface RuleAttribute {
  readonly name: string;
  readonly value: string;
  readonly place: Place;
}

interface RuleBase {
  /** Comments before the rule, as written. */
  readonly comments: readonly string[];
  readonly attributes: readonly RuleAttribute[];
  /** From the first attribute or condition to the semicolon. */
  readonly place: Place;
}

export interface ReadableRule extends RuleBase {
  readonly readable: true;
  /** None = always. */
  readonly conditions: readonly Condition[];
  readonly action: Action;
}

/** A rule that cannot be read. What it could have added is not known to whatever follows. */
export interface UnreadableRule extends RuleBase {
  readonly readable: false;
  /** The only types of claims that it can add; null = any. */
  readonly types: readonly string[] | null;
  /** Null: not known. */
  readonly verb: Verb | null;
}

export type Rule = ReadableRule | UnreadableRule;

/** Rules in their order. Places count in `text`. */
export interface RuleSet {
  readonly text: string;
  readonly rules: readonly Rule[];
  readonly problems: readonly RuleProblem[];
}

/** Value of `@RuleName`; null = it has none. */
export function ruleName(rule: Rule): string | null {
  return attributeOf(rule, 'rulename');
}

/** Value of `@RuleTemplate`: which form of the console made the rule; null = none, or a custom rule. */
export function ruleTemplate(rule: Rule): string | null {
  return attributeOf(rule, 'ruletemplate');
}

function attributeOf(rule: Rule, name: string): string | null {
  return rule.attributes.find((one) => one.name.toLowerCase() === name)?.value ?? null;
}
