/** Rules made ready to run: identifiers are slots, patterns are compiled, queries are read. */
import type { ClaimPattern, CompiledPattern } from '../pattern/pattern.ts';
import type {
  Action,
  Assignment,
  ClaimPart,
  Comparison,
  CountOperator,
  Expression,
  Rule,
  RuleSet,
  Selector,
  Verb,
} from '../parse/rules.ts';
import type { ClaimPolicy } from '../policy.ts';
import type { OpenCode } from './open.ts';
import { patternCache } from './patterns.ts';
import type { CompilePattern } from './patterns.ts';
import { readQuery } from './query.ts';
import type { QueryProblem, StoreQueryTemplate } from './query.ts';

/** `slot`: which of the rule's conditions selects the claim. `patterns` stand for texts that are not literals too. */
export type Operand =
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: 'part'; readonly slot: number; readonly part: ClaimPart }
  | { readonly kind: 'concat'; readonly parts: readonly Operand[] }
  | {
      readonly kind: 'replace';
      readonly input: Operand;
      readonly pattern: Operand;
      /** Null where the pattern is no literal. */
      readonly compiled: CompiledPattern | null;
      readonly replacement: Operand;
    };

export interface CompiledComparison {
  readonly part: ClaimPart;
  readonly negated: boolean;
  /** By pattern, or plainly. */
  readonly byPattern: boolean;
  readonly value: Operand;
  /** Null where the pattern is no literal, or the comparison is plain. */
  readonly compiled: CompiledPattern | null;
}

export interface CompiledSelector {
  readonly comparisons: readonly CompiledComparison[];
  /** The type that it asks for by `==` and a literal; null = none, or not plainly. */
  readonly type: string | null;
  /** Whether its comparisons name claims of other conditions. */
  readonly depends: boolean;
}

export type CompiledGuard =
  | { readonly kind: 'exists'; readonly negated: boolean; readonly selector: CompiledSelector }
  | {
      readonly kind: 'count';
      readonly selector: CompiledSelector;
      readonly operator: CountOperator;
      readonly number: number;
    };

export type CompiledAction =
  | { readonly kind: 'copy'; readonly verb: Verb; readonly slot: number }
  | {
      readonly kind: 'new';
      readonly verb: Verb;
      readonly fields: Readonly<
        Partial<Record<'type' | 'value' | 'issuer' | 'originalIssuer' | 'valueType', Operand>>
      >;
      readonly properties: readonly { readonly name: string; readonly value: Operand }[];
    }
  | {
      readonly kind: 'store';
      readonly verb: Verb;
      readonly store: string;
      readonly types: readonly string[];
      readonly query: Operand;
      /** Null where the query is no literal. */
      readonly read: StoreQueryTemplate | QueryProblem | null;
      readonly params: readonly Operand[];
    };

export type CompiledRule =
  | {
      readonly runs: true;
      readonly selectors: readonly CompiledSelector[];
      readonly guards: readonly CompiledGuard[];
      readonly action: CompiledAction;
    }
  | {
      readonly runs: false;
      readonly code: Extract<OpenCode, 'ruleUnreadable' | 'ruleRefused'>;
      readonly verb: Verb | null;
      /** What it could add; null = anything. */
      readonly types: readonly string[] | null;
    };

export interface CompiledRules {
  readonly set: RuleSet;
  readonly rules: readonly CompiledRule[];
  readonly compilePattern: CompilePattern;
}

/** Compile once, run often. */
export function compileRules(set: RuleSet): CompiledRules {
  const compilePattern = patternCache();
  return { set, rules: set.rules.map((rule) => compileRule(rule, compilePattern)), compilePattern };
}

export interface CompiledPolicy {
  readonly policy: ClaimPolicy;
  readonly acceptance: CompiledRules | null;
  readonly authorization: CompiledRules | null;
  readonly issuance: CompiledRules;
}

export function compilePolicy(policy: ClaimPolicy): CompiledPolicy {
  const { acceptance, authorization, issuance } = policy;
  return {
    policy,
    acceptance: acceptance && compileRules(acceptance),
    authorization: authorization?.kind === 'rules' ? compileRules(authorization.rules) : null,
    issuance: compileRules(issuance),
  };
}

/** Makes AD FS refuse a rule. */
class Refused extends Error {}

class Scope {
  /** By the identifier's spelling; the language is said to be one without regard to case ([MS-CTA] 2.1.4.1.1). */
  readonly #slots = new Map<string, number>();
  readonly compilePattern: CompilePattern;

  constructor(identifiers: readonly (string | null)[], compilePattern: CompilePattern) {
    this.compilePattern = compilePattern;
    for (const [slot, name] of identifiers.entries()) {
      if (name === null) continue;
      if (this.#slots.has(name.toLowerCase())) throw new Refused();
      this.#slots.set(name.toLowerCase(), slot);
    }
  }

  slot(name: string): number {
    const slot = this.#slots.get(name.toLowerCase());
    if (slot === undefined) throw new Refused();
    return slot;
  }
}

function compileRule(rule: Rule, compilePattern: CompilePattern): CompiledRule {
  if (!rule.readable) return { runs: false, code: 'ruleUnreadable', verb: rule.verb, types: rule.types };
  try {
    const chosen = rule.conditions.filter((condition) => condition.kind === 'claim');
    const scope = new Scope(
      chosen.map(({ selector }) => selector.identifier?.name ?? null),
      compilePattern,
    );
    const selectors = chosen.map(({ selector }, slot) => compileSelector(selector, scope, slot));
    const guards = rule.conditions.flatMap((condition): CompiledGuard[] => {
      if (condition.kind === 'claim') return [];
      const selector = compileSelector(condition.selector, scope, 0);
      if (condition.kind === 'exists') return [{ kind: 'exists', negated: condition.negated, selector }];
      const { operator, number } = condition;
      return [{ kind: 'count', operator, number, selector }];
    });
    return { runs: true, selectors, guards, action: compileAction(rule.action, scope) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { runs: false, code: 'ruleRefused', verb: rule.action.verb, types: addedTypes(rule.action) };
  }
}

/** The only types that a statement can add, where they are plain. */
export function addedTypes(action: Action): readonly string[] | null {
  if (action.kind === 'store') return action.types.map(({ value }) => value);
  if (action.kind === 'copy') return null;
  const type = action.assignments.find(({ part }) => part.kind === 'field' && part.field === 'type');
  return type?.value.kind === 'literal' ? [type.value.value] : null;
}

/** `before`: only claims of conditions before this slot may be named in it. */
function compileSelector(selector: Selector, scope: Scope, before: number): CompiledSelector {
  const comparisons = selector.comparisons.map((one) => compileComparison(one, scope, before));
  const type = comparisons.find(
    ({ part, negated, byPattern, value }) =>
      part.kind === 'field' && part.field === 'type' && !negated && !byPattern && value.kind === 'literal',
  );
  return {
    comparisons,
    type: type?.value.kind === 'literal' ? type.value.value : null,
    depends: comparisons.some(({ value }) => dependsOnClaims(value)),
  };
}

function compileComparison(comparison: Comparison, scope: Scope, before: number): CompiledComparison {
  const { part, operator, value: expression } = comparison;
  const value = compileOperand(expression, scope, before);
  const byPattern = operator === '=~' || operator === '!~';
  return {
    part,
    negated: operator === '!=' || operator === '!~',
    byPattern,
    value,
    compiled: byPattern && value.kind === 'literal' ? scope.compilePattern(value.value) : null,
  };
}

function compileOperand(expression: Expression, scope: Scope, before: number): Operand {
  switch (expression.kind) {
    case 'literal':
      return { kind: 'literal', value: expression.value };
    case 'part': {
      const slot = scope.slot(expression.identifier.name);
      if (slot >= before) throw new Refused();
      return { kind: 'part', slot, part: expression.part };
    }
    case 'concat':
      return { kind: 'concat', parts: expression.parts.map((one) => compileOperand(one, scope, before)) };
    case 'call': {
      if (expression.name.toLowerCase() !== 'regexreplace' || expression.arguments.length !== 3)
        throw new Refused();
      const [input, pattern, replacement] = expression.arguments.map((one) =>
        compileOperand(one, scope, before),
      );
      const compiled = pattern!.kind === 'literal' ? scope.compilePattern(pattern!.value) : null;
      return { kind: 'replace', input: input!, pattern: pattern!, compiled, replacement: replacement! };
    }
  }
}

function dependsOnClaims(operand: Operand): boolean {
  switch (operand.kind) {
    case 'literal':
      return false;
    case 'part':
      return true;
    case 'concat':
      return operand.parts.some(dependsOnClaims);
    case 'replace':
      return [operand.input, operand.pattern, operand.replacement].some(dependsOnClaims);
  }
}

function compileAction(action: Action, scope: Scope): CompiledAction {
  const { verb } = action;
  const operand = (expression: Expression) => compileOperand(expression, scope, Infinity);
  switch (action.kind) {
    case 'copy':
      return { kind: 'copy', verb, slot: scope.slot(action.identifier.name) };
    case 'new':
      return { kind: 'new', verb, ...compileAssignments(action.assignments, operand) };
    case 'store': {
      const query = operand(action.query);
      return {
        kind: 'store',
        verb,
        store: action.store.value,
        types: action.types.map(({ value }) => value),
        query,
        read: query.kind === 'literal' ? readQuery(query.value) : null,
        params: action.params.map(operand),
      };
    }
  }
}

function compileAssignments(
  assignments: readonly Assignment[],
  operand: (expression: Expression) => Operand,
): Pick<Extract<CompiledAction, { kind: 'new' }>, 'fields' | 'properties'> {
  const fields: Partial<Record<'type' | 'value' | 'issuer' | 'originalIssuer' | 'valueType', Operand>> = {};
  const properties = new Map<string, Operand>();
  for (const { part, value } of assignments) {
    if (part.kind === 'property' ? properties.has(part.name) : part.field in fields) throw new Refused();
    if (part.kind === 'property') properties.set(part.name, operand(value));
    else fields[part.field] = operand(value);
  }
  // "Claim.Type must be specified; all other claim properties are optional."
  if (!fields.type) throw new Refused();
  return { fields, properties: Array.from(properties, ([name, value]) => ({ name, value })) };
}

/** Texts that a value has to hold, in lower case, before a pattern is worth trying. */
export function mayMatch(pattern: ClaimPattern, text: string): boolean {
  return pattern.needs === '' || text.toLowerCase().includes(pattern.needs);
}
