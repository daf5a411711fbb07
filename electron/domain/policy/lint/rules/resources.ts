/** Resources that the statement's actions do not touch, short ARNs, Allow for all but some. */
import type { Action } from '../../catalog.ts';
import type { Patterns, Statement } from '../../document.ts';
import { splitArn } from '../../pattern/resource.ts';
import { budgetOf, meets, templateTokens } from '../cover.ts';
import type { Budget, Tokens } from '../cover.ts';
import { actionsOf, matching } from '../expanded.ts';
import { pathOf } from '../model.ts';
import type { Linted, LintRule, Report } from '../model.ts';
import { comparablesOf, completing, isShort } from '../patterns.ts';
import type { Comparables } from '../patterns.ts';

export const resources: LintRule = (linted, report) => {
  const budget = budgetOf(8_000_000);
  const of = comparablesOf(linted.document);
  for (const statement of linted.document.statements) {
    const { resource, effect } = statement;
    if (resource === null) continue;
    if (effect === 'Allow' && resource.negated) report('allowNotResource', resource.path);
    shortOnes(resource, linted, report);
    if (!resource.negated) supported(statement, resource, linted, of, report, budget);
  }
};

function shortOnes({ patterns, path }: Patterns, { document }: Linted, report: Report): void {
  const completed = completing.has(document.use);
  for (const [index, arn] of patterns.entries())
    if (isShort(arn)) {
      const whole = `${arn}${':*'.repeat(6 - splitArn(arn).length)}`;
      report(completed ? 'shortArn' : 'shortArnMatchesNothing', pathOf(path, index, patterns), {
        arn,
        whole,
      });
    }
}

/** Where every one of the statement's actions is known: does each find a resource, and each resource an action? */
function supported(
  statement: Statement,
  resource: Patterns,
  { catalog }: Linted,
  of: Comparables,
  report: Report,
  budget: Budget,
): void {
  if (resource.patterns.includes('*') || statement.action.negated) return;
  const given = resource.patterns.map((text) => of.resource(text)?.tokens ?? null);
  if (given.some((tokens) => tokens === null)) return;
  const tokens = given as Tokens[];
  const meeting = meetingOf(tokens, budget);
  /** Whether the action may touch what the pattern at `index` names; without one: what any names. */
  const touches = (action: Action, index: number | null): boolean =>
    action.resources.some(({ type }) => {
      const met = meeting(type.arn);
      return index === null ? met.includes(true) : met[index]!;
    });
  const { patterns, path } = statement.action;
  for (const [index, pattern] of patterns.entries()) {
    const actions = matching(catalog, pattern);
    if (actions.length === 0 || actions.some((action) => touches(action, null))) continue;
    const at = pathOf(path, index, patterns);
    if (actions.every((action) => action.resources.length === 0))
      report('actionNeedsAnyResource', at, { action: pattern });
    else report('resourceNotOfAction', at, { action: pattern, types: typesOf(actions) });
  }
  const actions = actionsOf(catalog, statement);
  if (!actions || actions.size === 0 || patterns.some((one) => matching(catalog, one).length === 0)) return;
  const all = [...actions];
  if (!all.some((action) => touches(action, null))) return;
  for (const [index, arn] of resource.patterns.entries())
    if (!all.some((action) => touches(action, index)))
      report('resourceUnused', pathOf(resource.path, index, resource.patterns), { arn });
}

const typesOf = (actions: readonly Action[]): string =>
  [...new Set(actions.flatMap((action) => action.resources.map(({ type }) => type.arn)))]
    .slice(0, 5)
    .join(', ');

/** Which of the patterns may name something of a template: asked once a template, however many actions share it. */
function meetingOf(patterns: readonly Tokens[], budget: Budget): (arn: string) => readonly boolean[] {
  const known = new Map<string, readonly boolean[]>();
  return (arn) => {
    let met = known.get(arn);
    if (!met) {
      const template = templateTokens(arn);
      known.set(arn, (met = patterns.map((pattern) => meets(template, pattern, budget))));
    }
    return met;
  };
}
