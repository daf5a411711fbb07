/** Trust in other accounts: without an external id a third party can be made to act for another of its customers. */
import type { Statement } from '../../document.ts';
import { splitArn } from '../../pattern/resource.ts';
import { accountNamed } from '../../principal/match.ts';
import { takes } from '../breadth.ts';
import { narrowedBy } from '../conditions.ts';
import type { LintRule } from '../model.ts';

export const thirdParties: LintRule = ({ document, use, ownAccounts }, report) => {
  if (use !== 'trust') return;
  for (const statement of document.statements) {
    if (!statement.principal || statement.principal.negated || !mayBeTaken(statement)) continue;
    for (const { type, value, path } of statement.principal.entries) {
      if (type !== 'AWS') continue;
      const whole = accountNamed(value);
      const account = whole ?? splitArn(value)[4] ?? '';
      if (!/^\d{12}$/.test(account)) continue;
      if (ownAccounts === null) {
        if (whole !== null) report('accountWithoutExternalId', path, { account });
      } else if (!ownAccounts.has(account)) report('thirdPartyWithoutExternalId', path, { account });
    }
  }
};

/** Taken by AssumeRole, and neither an external id nor who the caller is narrows it. */
const mayBeTaken = (statement: Statement): boolean =>
  statement.effect === 'Allow' &&
  takes(statement, 'sts:AssumeRole') &&
  !narrowedBy(statement.conditions, (key) => narrowing.has(key));
const narrowing: ReadonlySet<string> = new Set([
  'sts:externalid',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalarn',
]);
