/** Actions that nobody knows, patterns that match nothing, lists that say a thing twice, Allow for all but some. */
import type { Patterns } from '../../document.ts';
import { budgetOf } from '../cover.ts';
import { isExact, matching } from '../expanded.ts';
import { pathOf } from '../model.ts';
import type { Linted, LintRule, Report } from '../model.ts';
import { comparablesOf, coversPattern } from '../patterns.ts';

export const actions: LintRule = (linted, report) => {
  const budget = budgetOf(5_000_000);
  const of = comparablesOf(linted.document);
  for (const { action, effect, path } of linted.document.statements) {
    if (effect === 'Allow' && action.negated) report('allowNotAction', action.path);
    lookUp(action, linted, report);
    const known = action.patterns.map(of.action);
    for (const [index, one] of known.entries()) {
      const wider = known.find(
        (other, at) =>
          at !== index &&
          coversPattern(other, one, budget) &&
          (at < index || !coversPattern(one, other, budget)),
      );
      if (wider)
        report('patternCovered', pathOf(action.path, index, action.patterns), {
          pattern: action.patterns[index]!,
          by: action.patterns[known.indexOf(wider)]!,
        });
      if (budget.left < 0) {
        report('notCompared', path, { most: String(index + 1) });
        return;
      }
    }
  }
};

function lookUp(action: Patterns, { catalog }: Linted, report: Report): void {
  for (const [index, pattern] of action.patterns.entries()) {
    if (pattern === '*' || pattern === '*:*') continue;
    const at = pathOf(action.path, index, action.patterns);
    const service = pattern.slice(0, pattern.indexOf(':'));
    if (service !== '*' && catalog.service(service) === null)
      report('unknownService', at, { service, action: pattern });
    else if (matching(catalog, pattern).length === 0)
      report(isExact(pattern) ? 'unknownAction' : 'patternMatchesNothing', at, { action: pattern });
  }
}
