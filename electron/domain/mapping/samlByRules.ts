/** SAML federation by the claim rules themselves: what they make of each group, as grants that show which rule it was. */
import { ruleName } from '../claims/parse/rules.ts';
import type { Rule, RuleSet } from '../claims/parse/rules.ts';
import { printExpression } from '../claims/parse/print.ts';
import type { OpenReason } from '../claims/run/open.ts';
import { evidence } from './evidence.ts';
import type { Evidence, Grant, GrantIssue } from './grant.ts';
import { GrantDraft, grantPrincipal } from './grantDraft.ts';
import type { RuleDocument, SamlRules } from './input.ts';
import { groupValue } from './rules/group.ts';
import { policyLeads } from './rules/leads.ts';
import type { GroupLead, OpenLead, RoleLead, RuleRef } from './rules/leads.ts';
import { readRoleClaim } from './rules/roleClaims.ts';
import { noDistributionGroup } from './saml.ts';
import type { SamlRoles } from './samlRole.ts';

/** Yields before each group. */
export function* samlGrantsByRules(sets: readonly SamlRules[], roles: SamlRoles): Generator<void, Grant[]> {
  const grants: Grant[] = [];
  for (const set of sets) {
    const { groups, anybody, tooManyTogether } = yield* policyLeads(set.policy, set.caseOf, set.groups);
    for (const lead of groups) grants.push(ofGroup(lead, set, roles));
    for (const [index, lead] of anybody.entries()) grants.push(ofAnybody(lead, index, set, roles));
    if (tooManyTogether) grants.push(notTried(set, roles));
  }
  return grants;
}

function ofGroup(lead: GroupLead, set: SamlRules, roles: SamlRoles): Grant {
  const draft = new GrantDraft();
  const { group, source } = lead;
  const form = source?.form ?? 'unqualified';
  // In a search of its own a rule sees groups of every kind.
  const searched = source !== null && source.form === null;
  const value = searched ? (group.cn ?? group.name) : (groupValue(group, form) ?? group.name);
  const attribute = searched ? source.attribute : form === 'sid' ? 'objectSid' : 'sAMAccountName';
  draft.add(evidence('groupClaim', group, group.dn, attribute, value));
  draft.add(...ruleEvidence(lead.rules, set));
  if (!searched) noDistributionGroup(draft, group);
  for (const other of lead.others)
    draft.issue('otherClaimsToo', evidence('groupToo', other, other.dn, 'sAMAccountName', other.name));
  if (!lead.certain) draft.issue('otherClaimsToo', ...openEvidence(lead.because, set));
  return finish(draft, lead, set, roles, grantPrincipal(group), group.sid ?? group.dn);
}

/** Rules, whatever groups there are. */
type RuledBy = Pick<SamlRules, 'id' | 'documents' | 'policy'>;

/** Who takes the role is everybody who signs in, or who writes the attribute: no group says. */
function ofAnybody(lead: OpenLead, index: number, set: SamlRules, roles: SamlRoles): Grant {
  const draft = new GrantDraft();
  draft.add(...ruleEvidence(lead.rules, set));
  const issue: GrantIssue =
    lead.attribute !== null ? 'attributeDecides' : lead.certain ? 'everyoneSignsIn' : 'claimNotKnown';
  draft.issue(issue, ...openEvidence(lead.because, set));
  return finish(draft, lead, set, roles, null, `anybody ${lead.attribute ?? ''} ${set.id} ${index}`);
}

/** What rules send for one person: a role that hangs on whatever the person has. */
export function grantOfPerson(
  value: string,
  rules: readonly RuleRef[],
  set: RuledBy,
  roles: SamlRoles,
): Grant {
  const draft = new GrantDraft();
  draft.add(...ruleEvidence(rules, set));
  const lead = { value, rules, source: null, certain: true, others: [], because: [] };
  return finish(draft, lead, set, roles, null, `person ${set.id}`);
}

/** The value that rules send, of a grant that they tell of; null: it is not known. */
export const sentValueOf = ({ evidence: facts }: Grant): string | null =>
  facts.find(({ code }) => code === 'claimValue')?.value ?? null;

/** More groups are wanted together than can be tried. */
function notTried(set: SamlRules, roles: SamlRoles): Grant {
  const draft = new GrantDraft();
  const { issuance } = set.documents;
  draft.issue('claimNotKnown', evidence('claimRule', issuance, issuance.name, '', ''));
  const lead = { value: null, rules: [], source: null, certain: false, others: [], because: [] };
  return finish(draft, lead, set, roles, null, `together ${set.id}`);
}

/** Of a value that is not known: any role. */
const anyRole = '*';

/** As evidence holds it. */
export const sentValue = (value: string): string => value.slice(0, 2048);

function finish(
  draft: GrantDraft,
  lead: RoleLead,
  set: RuledBy,
  roles: SamlRoles,
  principal: Grant['principal'],
  key: string,
): Grant {
  const membership = lead.source?.membership ?? 'token';
  const base = {
    principal,
    mechanism: 'saml',
    ...(membership !== 'token' && { membership }),
  } as const;
  const { value } = lead;
  if (value === null) {
    draft.issue('claimNotKnown');
    const nothing = { roleArn: null, roleName: anyRole, account: '', accountName: null, through: null };
    return draft.finish({ ...base, ...nothing }, key, [
      set.id,
      ...lead.rules.map(({ rule }) => String(rule)),
    ]);
  }
  const { issuance } = set.documents;
  draft.add(evidence('claimValue', issuance, issuance.name, 'Role', sentValue(value)));
  const { roleArn, account, roleName, providerArn } = readRoleClaim(value);
  if (roleArn === null) {
    draft.issue('claimMalformed');
    const nothing = { roleArn: null, roleName, account, accountName: null, through: null };
    return draft.finish({ ...base, ...nothing }, key, [value]);
  }
  const found = roles.judge(draft, { arn: roleArn, account, name: roleName, provider: providerArn });
  return draft.finish({ ...base, roleName, account, ...found }, key, [roleArn, providerArn ?? '']);
}

function documentOf(set: RuledBy, { stage }: RuleRef): RuleDocument {
  const { acceptance, issuance } = set.documents;
  return stage === 'acceptance' && acceptance ? acceptance : issuance;
}

function ruleSetOf({ policy }: RuledBy, { stage }: RuleRef): RuleSet {
  return stage === 'acceptance' && policy.acceptance ? policy.acceptance : policy.issuance;
}

/** By name and line: what the rule asks of the value, in its own words. */
function ruleEvidence(refs: readonly RuleRef[], set: RuledBy): Evidence[] {
  return refs.flatMap((ref) => {
    const rule = ruleSetOf(set, ref).rules[ref.rule];
    const document = documentOf(set, ref);
    if (!rule) return [];
    return evidence('claimRule', document, document.name, placeOf(rule, ref.rule), patternsOf(rule));
  });
}

const placeOf = (rule: Rule, index: number): string =>
  `${rule.place.line}: ${ruleName(rule) ?? `#${index + 1}`}`;

function patternsOf(rule: Rule): string {
  if (!rule.readable) return '';
  return rule.conditions
    .flatMap(({ selector }) =>
      selector.comparisons.flatMap(({ part, operator, value }) =>
        part.kind === 'field' && part.field === 'value' ? `${operator} ${printExpression(value)}` : [],
      ),
    )
    .join(' && ');
}

function openEvidence(because: readonly OpenReason[], set: SamlRules): Evidence[] {
  return because.slice(0, 5).map(({ stage, rule, code, detail }) => {
    const ref = stage === null || rule === null ? null : { stage, rule };
    const found = ref && ruleSetOf(set, ref).rules[ref.rule];
    const document = ref ? documentOf(set, ref) : set.documents.issuance;
    return evidence(
      'claimOpen',
      document,
      document.name,
      found ? placeOf(found, ref.rule) : '',
      detail ?? code,
    );
  });
}
