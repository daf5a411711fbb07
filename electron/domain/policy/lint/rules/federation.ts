/** Trust in identity providers: whose tokens, for whom, of which subject. Source: facts/iam-policy-evaluation.md §4. */
import type { ConditionTest, Statement } from '../../document.ts';
import { keyOf, narrowedBy, narrows } from '../conditions.ts';
import type { LintRule, Report } from '../model.ts';

export const federation: LintRule = ({ document, use }, report) => {
  if (use !== 'trust') return;
  for (const statement of document.statements) {
    if (statement.effect !== 'Allow' || !statement.principal || statement.principal.negated) continue;
    for (const { type, value, path } of statement.principal.entries)
      if (type === 'Federated' && value !== '*') look(statement, value, path, report);
  }
};

function look({ conditions }: Statement, provider: string, path: string, report: Report): void {
  if (provider.includes(':saml-provider/')) {
    if (!narrowedBy(conditions, (key) => key === 'saml:aud'))
      report('samlWithoutAudience', path, { provider });
    return;
  }
  const marker = ':oidc-provider/';
  const at = provider.indexOf(marker);
  const issuer = (at < 0 ? provider : provider.slice(at + marker.length)).toLowerCase();
  const asked = (names: readonly string[], passes: (test: ConditionTest) => boolean): boolean =>
    conditions.some((test) => names.some((name) => keyOf(test) === `${issuer}:${name}`) && passes(test));
  if (issuer === 'cognito-identity.amazonaws.com') {
    // The kind of sign-in is a claim of several values: its documented test is ForAnyValue.
    const missing = ['aud', 'amr'].filter((name) => !asked([name], narrows));
    if (missing.length > 0)
      report('cognitoWithoutPool', path, { keys: missing.map((name) => `${issuer}:${name}`).join(', ') });
    return;
  }
  if (!asked(audiences, narrows)) report('oidcWithoutAudience', path, { provider, key: `${issuer}:aud` });
  if (!asked(subjects, (test) => narrows(test) && !test.values.some((value) => anySubject.test(value))))
    report('oidcWithoutSubject', path, { provider, key: `${issuer}:sub` });
}

const audiences = ['aud', 'oaud', 'azp', 'app_id'];
const subjects = ['sub', 'id', 'user_id'];
/** Begins with a wildcard, or is one after the kind of subject (`repo:*`): whose it is does not matter. */
const anySubject = /^(?:[a-z_]+:)?[*?]/i;
