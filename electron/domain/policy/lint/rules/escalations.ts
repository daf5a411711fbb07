/** Rights that lead to more rights: each of the known ways of which the document allows every step. */
import type { Statement } from '../../document.ts';
import { allowsEverything, isBroad, isCircumstance, isIamAdministrator, takes } from '../breadth.ts';
import { escalationWays } from '../codes.ts';
import type { EscalationWay } from '../codes.ts';
import type { LintRule } from '../model.ts';

export const escalations: LintRule = (linted, report) => {
  const { document, use } = linted;
  if (use !== 'identity' || allowsEverything(linted)) return;
  const open = document.statements.filter(
    (statement) =>
      statement.effect === 'Allow' && isBroad(statement) && statement.conditions.every(isCircumstance),
  );
  const closed = document.statements.filter(
    (statement) => statement.effect === 'Deny' && isBroad(statement) && statement.conditions.length === 0,
  );
  const all = open.some(isIamAdministrator);
  const opener = (action: string): Statement | undefined =>
    closed.some((statement) => takes(statement, action))
      ? undefined
      : open.find((statement) => takes(statement, action));
  for (const [way, actions] of Object.entries(escalationWays) as [EscalationWay, readonly string[]][]) {
    // Whoever may do everything in IAM was told so.
    if (all && actions.every((action) => action.startsWith('iam:'))) continue;
    const by = actions.map(opener);
    const [first] = by;
    if (first && by.every((statement) => statement !== undefined))
      report('escalation', first.path, { way, actions: actions.join(', ') });
  }
};
