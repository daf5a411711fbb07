/**
 * Whether a role's trust policy takes what an assertion says: the policy engine is asked about the very call, with every
 * key that the assertion settles. Source: facts/sts-iam.md §5; IAM User Guide, "Available keys for SAML-based AWS STS federation".
 */
import { resolve } from '../../policy/conditional/allowedIf.ts';
import { rules } from '../../policy/evaluate/rules.ts';
import { compileSets, type PolicySets } from '../../policy/evaluate/sets.ts';
import { parsePolicy, parsePolicyText } from '../../policy/parse/parse.ts';
import type { Context } from '../../policy/request.ts';
import { error, type SamlProblem } from './codes.ts';
import type { AssertionSaid, KnownRole } from './facts.ts';
import type { RolePair } from './rolePair.ts';

const audienceKey = 'saml:aud';

/** What the trust policy certainly refuses; what depends on anything that is not known is no problem. */
export function trustProblems(pair: RolePair, known: KnownRole, said: AssertionSaid): SamlProblem[] {
  const { trustPolicy } = known;
  const parsed =
    typeof trustPolicy === 'string'
      ? parsePolicyText(trustPolicy, 'trust')
      : parsePolicy(trustPolicy, 'trust');
  const sets = compileSets({ trust: [parsed] });
  if (sets.trust?.unreadable !== false) return [];
  const context = contextOf(pair, said);
  const actions = [
    'sts:AssumeRoleWithSAML',
    ...(said.tags.length > 0 ? ['sts:TagSession'] : []),
    ...(said.sourceIdentities.length > 0 ? ['sts:SetSourceIdentity'] : []),
  ];
  return actions.flatMap((action) => problemOf(action, sets, pair, context) ?? []);
}

function problemOf(action: string, sets: PolicySets, pair: RolePair, context: Context): SamlProblem | null {
  const refused = (given: Context): boolean => isRefused(action, sets, pair, given);
  if (!refused(context)) return null;
  const { principalArn: provider } = pair;
  if (refused(new Map())) return error('providerNotTrusted', { provider, action });
  const [audience] = context.get(audienceKey) ?? [];
  const others = new Map([...context].filter(([key]) => key !== audienceKey));
  return audience === undefined || refused(others)
    ? error('conditionNotMet', { action })
    : error('wrongAudience', { audience });
}

function isRefused(action: string, sets: PolicySets, pair: RolePair, context: Context): boolean {
  const { account } = pair.role;
  const principal = {
    kind: 'saml' as const,
    arn: pair.principalArn,
    account,
    roleArn: null,
    managementAccount: false,
    serviceLinked: false,
  };
  const { decision } = resolve(
    sets,
    {
      action,
      resource: pair.roleArn,
      resourceAccount: account,
      resourceInManagementAccount: false,
      principal,
      context,
      unknownContext: 'unknown',
    },
    rules,
  );
  return decision === 'implicitDeny' || decision === 'explicitDeny';
}

/** Only what AWS takes out of the assertion itself: a value that is said twice is not settled. */
function contextOf({ role, provider }: RolePair, said: AssertionSaid): Context {
  const recipients = said.confirmations.map(({ recipient }) => recipient);
  const one = (values: readonly (string | null)[]): string | null =>
    values.length === 1 ? values[0]! : null;
  const kind = /^urn:oasis:names:tc:SAML:2\.0:nameid-format:(persistent|transient)$/;
  const settled: [string, string | null][] = [
    [audienceKey, one(recipients)],
    ['saml:iss', said.issuer],
    ['saml:sub', said.subject],
    ['saml:sub_type', kind.exec(said.subjectFormat ?? '')?.[1] ?? said.subjectFormat],
    ['saml:doc', `${role.account}/${provider}`],
    ['sts:rolesessionname', one(said.sessionNames)],
    ['sts:sourceidentity', one(said.sourceIdentities)],
    ...said.tags.map(({ key, value }): [string, string] => [`aws:requesttag/${key.toLowerCase()}`, value]),
  ];
  const single = settled.flatMap(([key, value]): [string, string[]][] =>
    value === null ? [] : [[key, [value]]],
  );
  return new Map([
    ...single,
    ['aws:tagkeys', said.tags.map(({ key }) => key)],
    ['sts:transitivetagkeys', [...said.transitiveTagKeys]],
  ]);
}
