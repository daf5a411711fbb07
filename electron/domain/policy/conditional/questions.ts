/** Open questions of a request: tests of unknown keys, and resources with unknown variables. Equal questions are one. */
import type { CompiledStatement } from '../compile/statement.ts';
import type { CompiledTest } from '../condition/test.ts';
import type { OpenCondition } from '../explanation.ts';

export interface Question {
  readonly id: string;
  /** Null: it is about a resource. */
  readonly test: CompiledTest | null;
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
  const id = idOf(test, () => [test.key, operator, quantifier, ifExists, values.toSorted()]);
  return { id, test, statement };
}

export function resourceQuestion(statement: CompiledStatement): Question {
  const { resource } = statement.statement;
  return {
    id: idOf(statement, () => [resource?.negated, resource?.patterns.toSorted()]),
    test: null,
    statement,
  };
}

export function conditionOf({ test, statement }: Question, holds: boolean): OpenCondition {
  const { resource } = statement.statement;
  if (test === null)
    return {
      kind: 'resource',
      patterns: resource?.patterns ?? [],
      holds: holds !== (resource?.negated ?? false),
    };
  const { path: _path, ...asked } = test.test;
  return { kind: 'test', test: asked, holds };
}
