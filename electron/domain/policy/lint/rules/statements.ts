/** Statements that change nothing: wholly denied by another, or implied by one. */
import type { PrincipalElement, Statement } from '../../document.ts';
import { allFollow } from '../conditions.ts';
import { budgetOf } from '../cover.ts';
import type { Budget } from '../cover.ts';
import type { LintRule } from '../model.ts';
import { actionElement, comparablesOf, coversElement, resourceElement } from '../patterns.ts';
import type { ComparableElement } from '../patterns.ts';

interface Compared {
  readonly statement: Statement;
  readonly action: ComparableElement;
  readonly resource: ComparableElement;
}

/** Documents that AWS takes have a few hundred statements at most. */
const mostStatements = 1000;
const mostSteps = 8_000_000;

export const statements: LintRule = ({ document }, report) => {
  if (document.statements.length > mostStatements) {
    report('notCompared', '', { most: String(mostStatements) });
    return;
  }
  const budget = budgetOf(mostSteps);
  const of = comparablesOf(document);
  const compared = document.statements.map((statement): Compared => ({
    statement,
    action: actionElement(statement.action, of),
    resource: resourceElement(statement.resource, of),
  }));
  const denies = compared.filter(({ statement }) => statement.effect === 'Deny');
  for (const [index, one] of compared.entries()) {
    const { path, effect } = one.statement;
    const denying = effect === 'Allow' ? denies.find((deny) => takesIn(deny, one, budget)) : undefined;
    if (denying) {
      report('alwaysDenied', path, nameOf(denying.statement));
      continue;
    }
    const wider = compared.find(
      (other, at) =>
        other !== one &&
        other.statement.effect === effect &&
        takesIn(other, one, budget) &&
        // Of two that say the same the later one is told.
        (at < index || !takesIn(one, other, budget)),
    );
    if (wider) report('implied', path, nameOf(wider.statement));
    if (budget.left < 0) {
      report('notCompared', '', { most: String(index + 1) });
      return;
    }
  }
};

const nameOf = ({ path, sid }: Statement) => ({ by: sid === null || sid === '' ? path : `${sid} (${path})` });

/** Whether `wide` matches every request that `narrow` does. */
const takesIn = (wide: Compared, narrow: Compared, budget: Budget): boolean =>
  budget.left >= 0 &&
  allFollow(wide.statement.conditions, narrow.statement.conditions) &&
  coversPrincipal(wide.statement.principal, narrow.statement.principal) &&
  coversElement(wide.action, narrow.action, budget) &&
  coversElement(wide.resource, narrow.resource, budget);

function coversPrincipal(wide: PrincipalElement | null, narrow: PrincipalElement | null): boolean {
  if (wide === null) return true;
  const names = ({ entries }: PrincipalElement) =>
    new Set(entries.map(({ type, value }) => `${type} ${value}`));
  const known = names(wide);
  if (!wide.negated && known.has('AWS *')) return true;
  if (narrow === null || narrow.negated !== wide.negated) return false;
  const asked = names(narrow);
  const within = (some: ReadonlySet<string>, all: ReadonlySet<string>) =>
    [...some].every((name) => all.has(name));
  return within(asked, known) && (!wide.negated || within(known, asked));
}
