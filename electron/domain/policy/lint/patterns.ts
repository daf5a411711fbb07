/** Elements of a statement as patterns to compare: actions in lower case, resources as they are matched for the document's use. */
import type { Patterns, PolicyDocument } from '../document.ts';
import { splitArn } from '../pattern/resource.ts';
import { covers, meets, tokensOf } from './cover.ts';
import type { Budget, Tokens } from './cover.ts';

export interface Comparable {
  readonly text: string;
  readonly tokens: Tokens;
  /** A wildcard inside a part stops at colons: what the pattern takes in is not told by its tokens alone. */
  readonly irregular: boolean;
}

/** Made once a text: documents repeat themselves. */
export interface Comparables {
  readonly action: (text: string) => Comparable;
  /** Null: it matches nothing, since it is too short and nothing completes it. */
  readonly resource: (text: string) => Comparable | null;
}

export function comparablesOf(document: PolicyDocument): Comparables {
  return {
    action: once(actionComparable),
    resource: once((text) => resourceComparable(text, document)),
  };
}

function once<T>(make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    let one = made.get(text);
    if (one === undefined) made.set(text, (one = make(text)));
    return one;
  };
}

export interface ComparableElement {
  readonly negated: boolean;
  readonly patterns: readonly Comparable[];
}

const actionComparable = (text: string): Comparable => {
  const folded = text.toLowerCase();
  return { text: folded, tokens: tokensOf(folded === '*:*' ? '*' : folded, false), irregular: false };
};

const partCount = 6;
/** Documents in which ARNs of fewer parts are completed. */
export const completing: ReadonlySet<PolicyDocument['use']> = new Set(['identity', 'boundary']);

export const isShort = (text: string): boolean => text !== '*' && splitArn(text).length < partCount;

function resourceComparable(text: string, { use, version }: PolicyDocument): Comparable | null {
  const short = isShort(text);
  if (short && !completing.has(use)) return null;
  const parts = splitArn(text);
  const whole = short ? [...parts, ...Array.from({ length: partCount - parts.length }, () => '*')] : parts;
  const irregular = whole.slice(0, -1).some((part) => /\?|\*(?!$)/.test(part));
  return { text, tokens: tokensOf(whole.join(':'), version === '2012-10-17'), irregular };
}

export const actionElement = ({ negated, patterns }: Patterns, of: Comparables): ComparableElement => ({
  negated,
  patterns: patterns.map(of.action),
});

/** Statements without a resource are about the one that they belong to, whatever it is. */
export function resourceElement(resource: Patterns | null, of: Comparables): ComparableElement {
  if (resource === null) return { negated: false, patterns: [of.action('*')] };
  return {
    negated: resource.negated,
    patterns: resource.patterns.flatMap((text) => of.resource(text) ?? []),
  };
}

/** When the budget is spent, nothing is found any more. */
export function coversPattern(wide: Comparable, narrow: Comparable, budget: Budget): boolean {
  if (wide === narrow) return true;
  if (budget.left-- < 0) return false;
  return wide.text === narrow.text || (!wide.irregular && covers(wide.tokens, narrow.tokens, budget));
}

/** Whether all that `narrow` is about `wide` is about as well. Never yes wrongly. */
export function coversElement(wide: ComparableElement, narrow: ComparableElement, budget: Budget): boolean {
  const each = (of: readonly Comparable[], by: readonly Comparable[]): boolean =>
    of.every(
      (one) =>
        budget.left >= 0 && (by.includes(one) || by.some((other) => coversPattern(other, one, budget))),
    );
  if (!wide.negated) {
    if (!narrow.negated) return narrow.patterns.length > 0 && each(narrow.patterns, wide.patterns);
    return wide.patterns.some(({ text }) => text === '*' || text === '*:*');
  }
  if (narrow.negated) return each(wide.patterns, narrow.patterns);
  return (
    narrow.patterns.length > 0 &&
    !narrow.patterns.some((one) => wide.patterns.some((other) => meets(one.tokens, other.tokens, budget)))
  );
}
