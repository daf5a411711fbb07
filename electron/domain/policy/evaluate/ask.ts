/** What one set says to one request, in three values. */
import type { CompiledStatement } from '../compile/statement.ts';
import { no, open, yes } from '../condition/test.ts';
import type { Three } from '../condition/test.ts';
import type { GrantKind } from '../explanation.ts';
import type { Asking } from './asking.ts';
import type { AskedSet } from './sets.ts';

export const both = (a: Three, b: Three): Three =>
  a === no || b === no ? no : a === yes && b === yes ? yes : open;
export const either = (a: Three, b: Three): Three =>
  a === yes || b === yes ? yes : a === no && b === no ? no : open;

/** What the resource's own policy grants, by what the grant is worth. */
export type Grants = Readonly<Record<GrantKind, Three>>;

/** What sets say to a request: looked for when it is asked for, or read off an explanation. */
export interface Voices {
  readonly denies: (set: AskedSet) => Three;
  readonly allows: (set: AskedSet) => Three;
  readonly grants: (set: AskedSet) => Grants;
}

/** Looks no further than what is asked for needs. */
export class Looking implements Voices {
  readonly #asking: Asking;

  constructor(asking: Asking) {
    this.#asking = asking;
  }

  denies({ set }: AskedSet): Three {
    return anyOf(set.candidates(this.#asking.action).denies, this.#asking);
  }

  allows({ set }: AskedSet): Three {
    return anyOf(set.candidates(this.#asking.action).allows, this.#asking);
  }

  grants({ set }: AskedSet): Grants {
    const { request, hasBoundary, action } = this.#asking;
    const found: Record<GrantKind, Three> = { direct: no, role: no, delegates: no };
    for (const statement of set.candidates(action).allows) {
      const kind = statement.matchesPrincipal?.(request.principal, hasBoundary) ?? null;
      if (kind === null || found[kind] === yes) continue;
      const said = matches(statement, this.#asking);
      if (said !== no) found[kind] = said;
    }
    return found;
  }
}

function anyOf(statements: readonly CompiledStatement[], asking: Asking): Three {
  let found: Three = no;
  for (let at = 0; at < statements.length; at++) {
    const said = matches(statements[at]!, asking);
    if (said === yes) return yes;
    if (said === open) found = open;
  }
  return found;
}

/** Whether a statement matches, its action aside. */
function matches(statement: CompiledStatement, asking: Asking): Three {
  const { matchesPrincipal, tests } = statement;
  const { assumed, keys, request } = asking;
  if (matchesPrincipal !== null && matchesPrincipal(request.principal, asking.hasBoundary) === null)
    return no;
  let result = statement.matchesResource(request.resource, keys);
  if (result === open && assumed !== null) result = assumed.resource(statement, request.resource);
  for (let at = 0; at < tests.length && result !== no; at++) {
    const test = tests[at]!;
    let said = test.evaluate(keys);
    if (said === open && assumed !== null) said = assumed.test(test, statement);
    if (said === no) return no;
    if (said === open) result = open;
  }
  return result;
}
