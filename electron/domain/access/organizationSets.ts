/**
 * What service and resource control policies of an estate bear on an account, level by level, as the engine takes them.
 * Source: facts/iam-policy-evaluation.md §1 (steps 2 and 3, special cases).
 */
import { effectiveChain, unitsAbove } from '../estate/effectiveChain.ts';
import type { EstateFacts } from '../estate/facts.ts';
import type { Organization, OrganizationPolicyType } from '../estate/organization.ts';
import type { PolicyUse } from '../policy/codes.ts';
import { parsePolicy, parsePolicyText } from '../policy/parse/parse.ts';
import type { ParsedPolicy } from '../policy/document.ts';
import type { PolicyGap } from './policyGaps.ts';
import type { OrganizationNote, OrganizationSets, SubjectDocument } from './subjectPolicies.ts';

/** By document: hundreds of roles share AWS's own policies. */
const parsedBefore = new WeakMap<object, Map<PolicyUse, ParsedPolicy>>();

/** AWS gives documents as JSON; an export may hold them as text. */
export function parsedOf(document: unknown, use: PolicyUse): ParsedPolicy {
  if (typeof document === 'string') return parsePolicyText(document, use);
  if (typeof document !== 'object' || document === null) return parsePolicy(document, use);
  let uses = parsedBefore.get(document);
  if (!uses) parsedBefore.set(document, (uses = new Map()));
  let parsed = uses.get(use);
  if (!parsed) uses.set(use, (parsed = parsePolicy(document, use)));
  return parsed;
}

/** Whether an account belongs to an organization, as far as is known. */
export type Membership =
  | { readonly state: 'member'; readonly organization: Organization }
  /** A source said that the account is in none. */
  | { readonly state: 'none' }
  | { readonly state: 'unknown'; readonly gap: PolicyGap };

/** `estates`: what is known, first what the account was read with, then the newest. */
export function membershipOf(estates: readonly EstateFacts[], account: string): Membership {
  const read = estates.flatMap(({ organization }) =>
    organization.state === 'read' ? [organization.value] : [],
  );
  const organization = read.find(({ accounts }) => accounts.some(({ id }) => id === account));
  if (organization) return { state: 'member', organization };
  if (read.length > 0) return { state: 'unknown', gap: cutting('accountNotInOrganization', account, null) };
  const own = estates[0]?.organization;
  if (own?.state === 'notApplicable') return { state: 'none' };
  const reason = own?.state === 'notReadable' ? own.code : null;
  return { state: 'unknown', gap: cutting('organizationNotRead', account, reason) };
}

/** Something that can only take away. */
const cutting = (code: PolicyGap['code'], name: string | null, reason: string | null): PolicyGap => ({
  code,
  name,
  reason,
  couldAllow: false,
  couldDeny: true,
});

const uses = {
  SERVICE_CONTROL_POLICY: 'serviceControl',
  RESOURCE_CONTROL_POLICY: 'resourceControl',
} as const;

export function organizationSets(
  membership: Membership,
  account: string,
  type: OrganizationPolicyType,
): OrganizationSets {
  const nothing = { levels: [], documents: [], gaps: [], notes: [] };
  if (membership.state === 'none') return nothing;
  if (membership.state === 'unknown') return { ...nothing, gaps: [membership.gap] };
  const chain = effectiveChain(membership.organization, account, type);
  if (!chain) return nothing;
  const notes = chain.notes.filter((note): note is OrganizationNote => noteCodes.has(note));
  // Switched off: what is attached has no effect.
  if (notes.includes('billingOnly') || notes.includes('typeDisabled')) return { ...nothing, notes };
  if (chain.levels.state !== 'read') {
    if (chain.levels.state === 'notApplicable' || notes.includes('managementAccount'))
      return { ...nothing, notes };
    const code = type === 'SERVICE_CONTROL_POLICY' ? 'serviceControlNotRead' : 'resourceControlNotRead';
    return { ...nothing, notes, gaps: [cutting(code, account, chain.levels.code)] };
  }
  const use = uses[type];
  const levels = chain.levels.value.map(({ kind, id, name, policies }) => {
    const level = kind === 'unit' ? `ou:${id}` : kind;
    const documents = policies.map(({ policy }, index): SubjectDocument => ({
      use,
      level,
      levelName: name,
      index,
      kind: 'organization',
      name: policy.name,
      arn: policy.arn,
      versionId: null,
      group: null,
      document: policy.document,
      parsed: parsedOf(policy.document, use),
    }));
    return { level, policies: documents.map(({ parsed }) => parsed), documents };
  });
  return {
    levels: levels.map(({ level, policies }) => ({ level, policies })),
    documents: levels.flatMap(({ documents }) => documents),
    gaps: [],
    notes,
  };
}

const noteCodes: ReadonlySet<string> = new Set(['managementAccount', 'billingOnly', 'typeDisabled']);

/** `aws:PrincipalOrgID`, `aws:PrincipalOrgPaths`, or those of the resource, as far as they are known. */
export function organizationKeys(
  membership: Membership,
  account: string,
  of: 'principal' | 'resource',
): [key: string, values: readonly string[]][] {
  const [id, paths] = [`aws:${of}orgid`, `aws:${of}orgpaths`];
  if (membership.state === 'unknown') return [];
  if (membership.state === 'none')
    return [
      [id, []],
      [paths, []],
    ];
  const { organization } = membership;
  const parent = organization.accounts.find((one) => one.id === account)?.parentId ?? '';
  const path = [organization.id, ...unitsAbove(organization, parent).map((unit) => unit.id), ''].join('/');
  return [
    [id, [organization.id]],
    [paths, [path]],
  ];
}
