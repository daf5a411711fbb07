/**
 * Whether whatever one may do by policies of its own another may by its own as well. Proved statement by statement, and never
 * yes wrongly: the other must be held back by nothing that could tell the two apart.
 */
import type { CompiledStatement } from '../compile/statement.ts';
import type { AskedSet } from '../evaluate/sets.ts';
import { budgetOf } from '../lint/cover.ts';
import type { Budget } from '../lint/cover.ts';
import { actionElement, comparablesOf, coversElement, resourceElement } from '../lint/patterns.ts';
import type { Comparables } from '../lint/patterns.ts';
import type { Asker } from './asked.ts';

const mostSteps = 2_000_000;

export function allWithin(narrow: Asker, wide: Asker): boolean {
  const { kind, account, serviceLinked } = narrow.principal;
  const { identity, boundary, session, endpoint } = wide.sets;
  const mayBe = wide.principal.kind === 'user' || wide.principal.kind === 'role-session';
  // Service-linked roles are bound by less, and root users by other policies.
  if (!mayBe || kind !== 'role-session' || serviceLinked || account !== wide.principal.account) return false;
  if (narrow.partlyRead || wide.partlyRead || narrow.sets.identity?.unreadable) return false;
  if (boundary !== null || session !== null || endpoint !== null) return false;
  if (!equallyBound(narrow.sets.serviceControl, wide.sets.serviceControl)) return false;
  if (!equallyBound(narrow.sets.resourceControl, wide.sets.resourceControl)) return false;
  const allows = narrow.sets.identity?.set.statements.filter(({ denies }) => !denies) ?? [];
  if (allows.length === 0) return true;
  if (identity === null || identity.unreadable) return false;
  if (identity.set.statements.some(({ denies }) => denies)) return false;
  const free = identity.set.statements.filter(isUnconditional);
  const budget = budgetOf(mostSteps);
  // Variables may be filled otherwise for each: those of the narrow one may become anything, the wide one has none.
  const of = { '2008-10-17': comparables('2008-10-17'), '2012-10-17': comparables('2012-10-17') };
  return allows.every((one) => free.some((other) => takesIn(other, one, of[one.version], budget)));
}

const comparables = (version: CompiledStatement['version']): Comparables =>
  comparablesOf({ use: 'identity', version, statements: [] });

const isUnconditional = ({ statement: { conditions, resource } }: CompiledStatement): boolean =>
  conditions.length === 0 && !(resource?.patterns ?? []).some((pattern) => pattern.includes('${'));

const takesIn = (
  { statement: wide }: CompiledStatement,
  { statement: narrow }: CompiledStatement,
  of: Comparables,
  budget: Budget,
): boolean =>
  coversElement(actionElement(wide.action, of), actionElement(narrow.action, of), budget) &&
  coversElement(resourceElement(wide.resource, of), resourceElement(narrow.resource, of), budget);

/** Levels that say the same of both, whoever asks: nothing in them hangs on the request but its action and resource. */
function equallyBound(a: readonly AskedSet[], b: readonly AskedSet[]): boolean {
  const said = (sets: readonly AskedSet[]): string =>
    JSON.stringify(
      sets.map(({ level, set }) => [
        level,
        set.statements.map(({ statement: { effect, action, resource, principal } }) => [
          effect,
          [action.negated, action.patterns],
          resource && [resource.negated, resource.patterns],
          principal && principal.entries.map(({ value }) => value),
        ]),
      ]),
    );
  const plain = b.every(
    ({ set, unreadable }) =>
      !unreadable &&
      set.statements.every(
        (one) =>
          isUnconditional(one) &&
          (one.statement.principal?.entries.every(({ value }) => value === '*') ?? true),
      ),
  );
  return (
    plain &&
    a.every(({ unreadable }) => !unreadable) &&
    said(a) === said(b) &&
    a.every(({ set }) => set.statements.every(isUnconditional))
  );
}
