/** Condition keys that nobody knows, or that a request for the statement's actions never holds. */
import type { Action, Catalog } from '../../catalog.ts';
import type { ConditionTest, Statement } from '../../document.ts';
import { isNegated, keyOf } from '../conditions.ts';
import { actionsOf, isExact, matching } from '../expanded.ts';
import type { LintRule, Report } from '../model.ts';

/** Keys of identity providers are named by their hosts, and each has its own claims. */
export const isProviderKey = (key: string): boolean => /^[^:]*[./]/.test(key);

export const keyUse: LintRule = ({ document, catalog }, report) => {
  for (const statement of document.statements)
    for (const test of statement.conditions) {
      if (isProviderKey(test.key)) continue;
      if (catalog.key(test.key) === null) report('unknownKey', test.path, { key: test.key });
      else supported(test, statement, catalog, report);
    }
};

function supported(test: ConditionTest, statement: Statement, catalog: Catalog, report: Report): void {
  const actions = actionsOf(catalog, statement);
  if (!actions || actions.size === 0) return;
  if (![...actions].some((action) => holds(catalog, action, test))) {
    report('keyNotSupported', test.path, { key: test.key });
    return;
  }
  // A test that an absent key passes is meant for such requests too.
  if (test.operator === 'Null' || test.ifExists || test.quantifier === 'all' || isNegated(test.operator))
    return;
  const without = statement.action.patterns.filter(
    (pattern) =>
      isExact(pattern) && matching(catalog, pattern).some((action) => !holds(catalog, action, test)),
  );
  if (without.length > 0)
    report('keyNotOfAction', test.path, { key: test.key, actions: without.slice(0, 5).join(', ') });
}

/** Global, and yet only in requests that give tags. */
const ofTagging = /^aws:(?:requesttag\/|tagkeys$)/;

/** Asked beside the call that takes the role, of the same request: they see every key that it has. */
const besideAssuming: ReadonlySet<string> = new Set([
  'sts:TagSession',
  'sts:SetSourceIdentity',
  'sts:SetContext',
]);

function holds(catalog: Catalog, action: Action, test: ConditionTest): boolean {
  const key = keyOf(test);
  if (besideAssuming.has(action.id)) return true;
  if (!ofTagging.test(key)) return catalog.holds(action, key);
  return action.keys.some(({ name }) => ofTagging.test(name.toLowerCase()));
}
