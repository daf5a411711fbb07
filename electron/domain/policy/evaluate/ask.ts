/** What one set says to one request, in three values. */
import type { CompiledStatement } from '../compile/statement.ts';
import { no, open, yes } from '../condition/test.ts';
import type { CompiledTest, Three } from '../condition/test.ts';
import type { Keys } from '../condition/keys.ts';
import type { GrantKind } from '../explanation.ts';
import type { Principal } from '../request.ts';
import type { AskedSet } from './sets.ts';

/** A request as sets are asked it: made once a decision. */
export interface Asking {
  /** In lower case. */
  readonly action: string;
  readonly resource: string;
  readonly principal: Principal;
  readonly hasBoundary: boolean;
  readonly keys: Keys;
  /** What is assumed of questions that are open; null: nothing. */
  readonly assumed: Assumed | null;
}

/** Answers to open questions, while the conditions under which a request is allowed are looked for. */
export interface Assumed {
  readonly test: (test: CompiledTest, statement: CompiledStatement) => Three;
  /** Whether the statement's resources take in the resource, which a variable of unknown value leaves open. */
  readonly resource: (statement: CompiledStatement, resource: string) => Three;
}

export const both = (a: Three, b: Three): Three =>
  a === no || b === no ? no : a === yes && b === yes ? yes : open;
export const either = (a: Three, b: Three): Three =>
  a === yes || b === yes ? yes : a === no && b === no ? no : open;

/** Whether a statement matches, its action aside. */
export function matches(statement: CompiledStatement, asking: Asking): Three {
  const { matchesPrincipal, tests } = statement;
  if (matchesPrincipal !== null && matchesPrincipal(asking.principal, asking.hasBoundary) === null) return no;
  const { assumed, keys } = asking;
  let result = statement.matchesResource(asking.resource, keys);
  if (result === open && assumed !== null) result = assumed.resource(statement, asking.resource);
  for (let at = 0; at < tests.length && result !== no; at++) {
    const test = tests[at]!;
    let said = test.evaluate(keys);
    if (said === open && assumed !== null) said = assumed.test(test, statement);
    if (said === no) return no;
    if (said === open) result = open;
  }
  return result;
}

const anyOf = (statements: readonly CompiledStatement[], asking: Asking): Three => {
  let found: Three = no;
  for (const statement of statements) {
    const said = matches(statement, asking);
    if (said === yes) return yes;
    if (said === open) found = open;
  }
  return found;
};

export const denies = ({ set }: AskedSet, asking: Asking): Three => {
  const { denies: statements } = set.candidates(asking.action);
  return statements.length === 0 ? no : anyOf(statements, asking);
};
export const allows = ({ set }: AskedSet, asking: Asking): Three =>
  anyOf(set.candidates(asking.action).allows, asking);

/** What the resource's own policy grants, by what the grant is worth. */
export type Grants = Record<GrantKind, Three>;
export function grants({ set }: AskedSet, asking: Asking): Grants {
  const found: Grants = { direct: no, role: no, delegates: no };
  for (const statement of set.candidates(asking.action).allows) {
    const kind = statement.matchesPrincipal?.(asking.principal, asking.hasBoundary) ?? null;
    if (kind === null || found[kind] === yes) continue;
    const said = matches(statement, asking);
    if (said !== no) found[kind] = said;
  }
  return found;
}
