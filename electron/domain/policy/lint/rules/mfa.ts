/** Multi-factor authentication asked where there is none to be seen. Source: facts/iam-policy-evaluation.md §3, cases 57 to 60. */
import type { PrincipalElement, Statement } from '../../document.ts';
import { splitArn } from '../../pattern/resource.ts';
import { keyOf } from '../conditions.ts';
import type { Linted, LintRule } from '../model.ts';

const keys: ReadonlySet<string> = new Set(['aws:multifactorauthpresent', 'aws:multifactorauthage']);

export const mfa: LintRule = (linted, report) => {
  for (const statement of linted.document.statements)
    for (const test of statement.conditions) {
      if (!keys.has(keyOf(test))) continue;
      if (isOfRoleSession(linted, statement)) {
        report('mfaOfRoleSession', test.path, { key: test.key });
        continue;
      }
      const sleeps =
        statement.effect === 'Deny' &&
        test.operator === 'Bool' &&
        !test.ifExists &&
        test.quantifier === null &&
        test.values.some((value) => value.trim().toLowerCase() === 'false');
      if (sleeps) report('mfaDenySleeps', test.path, { key: test.key });
    }
};

/** Sessions of roles never hold the keys; a trust policy sees them of a user's call, not of a role's. */
function isOfRoleSession({ use, holder }: Linted, { principal }: Statement): boolean {
  if (use === 'identity' || use === 'boundary') return holder === 'role';
  return use === 'trust' && principal !== null && namesRolesAlone(principal);
}

const namesRolesAlone = ({ negated, entries }: PrincipalElement): boolean =>
  !negated &&
  entries.length > 0 &&
  entries.every(({ type, value }) => {
    const last = splitArn(value)[5] ?? '';
    return type === 'AWS' && (last.startsWith('role/') || last.startsWith('assumed-role/'));
  });
