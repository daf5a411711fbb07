/** What one statement whose action fits says to a request, and by which of its parts it fails. */
import type { CompiledStatement } from '../compile/statement.ts';
import { no, open, yes } from '../condition/test.ts';
import type { Three } from '../condition/test.ts';
import { both } from '../evaluate/ask.ts';
import type { Asking } from '../evaluate/asking.ts';
import { statementParts } from '../explanation.ts';
import type { StatementPart, TestedCondition, TestedStatement, Truth } from '../explanation.ts';

const truths: Readonly<Record<Three, Truth>> = { [no]: 'false', [yes]: 'true', [open]: 'unknown' };

/** The parts that failed, by their bits: resource 1, principal 2, condition 4. */
const failures: readonly (readonly StatementPart[])[] = Array.from({ length: 8 }, (_, bits) =>
  statementParts.filter((_part, at) => (bits & (1 << at)) !== 0),
);
const noConditions: readonly TestedCondition[] = [];

/** What a statement without conditions and principals says, by what its resource says: the same to every request. */
const plain = new WeakMap<CompiledStatement, (TestedStatement | undefined)[]>();

export function testedStatement(compiled: CompiledStatement, asking: Asking): TestedStatement {
  const { matchesPrincipal, tests } = compiled;
  const { request, keys } = asking;
  const resource = compiled.matchesResource(request.resource, keys);
  if (matchesPrincipal === null && tests.length === 0) {
    let known = plain.get(compiled);
    if (!known) plain.set(compiled, (known = []));
    return (known[resource] ??= told(compiled, resource, resource === no ? 1 : 0, noConditions, null));
  }
  const grant = matchesPrincipal && matchesPrincipal(request.principal, asking.hasBoundary);
  const named = matchesPrincipal === null || grant !== null;
  const conditions: TestedCondition[] = [];
  let condition: Three = yes;
  for (const test of tests) {
    const said = test.evaluate(keys);
    condition = both(condition, said);
    conditions.push({
      test: test.test,
      result: truths[said],
      given: keys.valuesOf(test.key) ?? null,
      compared: test.compared(keys),
    });
  }
  const result = named ? both(resource, condition) : no;
  const failed = (resource === no ? 1 : 0) | (named ? 0 : 2) | (condition === no ? 4 : 0);
  return told(compiled, result, failed, conditions, grant);
}

const told = (
  { statement, policy }: CompiledStatement,
  result: Three,
  failed: number,
  conditions: readonly TestedCondition[],
  grant: TestedStatement['grant'],
): TestedStatement => ({
  policy,
  path: statement.path,
  sid: statement.sid,
  effect: statement.effect,
  result: truths[result],
  failed: failures[failed]!,
  conditions,
  grant,
});
