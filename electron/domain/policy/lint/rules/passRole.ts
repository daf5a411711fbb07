/** iam:PassRole: on any role, or narrowed by what it does not look at. Source: facts/iam-policy-evaluation.md §4. */
import { isAdministrator, isBroad, isIamAdministrator, takes } from '../breadth.ts';
import { keyOf, narrowedBy } from '../conditions.ts';
import type { LintRule } from '../model.ts';

const narrowing: ReadonlySet<string> = new Set(['iam:passedtoservice', 'iam:associatedresourcearn']);
const byTag = /^(?:aws|iam):resourcetag\//;

export const passRole: LintRule = ({ document, use }, report) => {
  if (use !== 'identity') return;
  for (const statement of document.statements) {
    const { effect, conditions, path } = statement;
    if (effect !== 'Allow' || !takes(statement, 'iam:PassRole')) continue;
    if (isAdministrator(statement) || isIamAdministrator(statement)) continue;
    if (isBroad(statement) && !narrowedBy(conditions, (key) => narrowing.has(key)))
      report('passRoleAny', path);
    for (const test of conditions)
      if (byTag.test(keyOf(test))) report('passRoleByTag', test.path, { key: test.key });
  }
};
