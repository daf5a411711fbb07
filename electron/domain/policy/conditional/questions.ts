/** Open questions of a request: tests of unknown keys, and resources with unknown variables. Equal questions are one. */
import type { CompiledStatement } from '../compile/statement.ts';
import type { CompiledTest } from '../condition/test.ts';
import type { OpenCondition } from '../explanation.ts';

export interface Question {
  readonly id: string;
  /** Null: it is about `resource`. */
  readonly test: CompiledTest | null;
  readonly resource: string;
  readonly statement: CompiledStatement;
}

const named = new WeakMap<CompiledTest | CompiledStatement, string>();

const idOf = (of: CompiledTest | CompiledStatement, parts: () => unknown[]): string => {
  let id = named.get(of);
  if (id === undefined) named.set(of, (id = JSON.stringify(parts())));
  return id;
};

export function testQuestion(test: CompiledTest, statement: CompiledStatement): Question {
  const { operator, quantifier, ifExists, values } = test.test;
  const id = idOf(test, () => [
    test.key,
    operator,
    quantifier,
    ifExists,
    // The same text is a variable in one version and plain in another.
    test.hasVariables,
    values.toSorted(),
  ]);
  return { id, test, resource: '', statement };
}

export function resourceQuestion(statement: CompiledStatement, resource: string): Question {
  const { resource: asked } = statement.statement;
  const id = idOf(statement, () => [asked?.negated, asked?.patterns.toSorted()]);
  return { id: `${id} ${resource}`, test: null, resource, statement };
}

export function conditionOf({ test, resource, statement }: Question, holds: boolean): OpenCondition {
  if (test === null) {
    const { patterns, negated } = statement.statement.resource ?? { patterns: [], negated: false };
    return { kind: 'resource', resource, patterns, holds: holds !== negated };
  }
  const { path: _path, ...asked } = test.test;
  return { kind: 'test', test: asked, holds };
}
