/** What was gathered of one principal, with what its organization adds. */
import type { Principal } from '../policy/request.ts';
import type { Collected, Estates } from './collected.ts';
import { membershipOf, organizationKeys, organizationSets } from './organizationSets.ts';
import type { Membership } from './organizationSets.ts';
import type { PolicyGap } from './policyGaps.ts';
import type { OrganizationSets, SubjectPolicies } from './subjectPolicies.ts';

/** Policies of buckets and their like are read by no reader: whatever is said of an estate's subject lacks them. */
const notReadAtAll: PolicyGap = {
  code: 'resourcePoliciesNotRead',
  name: null,
  reason: null,
  couldAllow: true,
  couldDeny: true,
};

interface OfOrganization {
  readonly membership: Membership;
  readonly resourceControl: OrganizationSets;
  readonly serviceControl: OrganizationSets;
}
const organizations = new WeakMap<Estates, Map<string, OfOrganization>>();

/** The same for all principals of an account. */
export function organizationOf(estates: Estates, account: string): OfOrganization {
  let known = organizations.get(estates);
  if (!known) organizations.set(estates, (known = new Map()));
  let found = known.get(account);
  if (!found) {
    const membership = membershipOf(estates, account);
    const resourceControl = organizationSets(membership, account, 'RESOURCE_CONTROL_POLICY');
    const serviceControl = organizationSets(membership, account, 'SERVICE_CONTROL_POLICY');
    known.set(account, (found = { membership, resourceControl, serviceControl }));
  }
  return found;
}

export function subjectOf(
  estates: Estates,
  collected: Collected,
  who: Pick<SubjectPolicies, 'name' | 'arn'> & {
    readonly principal: Omit<Principal, 'managementAccount'>;
    readonly context: readonly [key: string, values: readonly string[]][];
  },
): SubjectPolicies {
  const { account } = who.principal;
  const nothing: OrganizationSets = { levels: [], documents: [], gaps: [], notes: [] };
  const { membership, resourceControl, serviceControl } =
    account === null
      ? { membership: null, resourceControl: nothing, serviceControl: nothing }
      : organizationOf(estates, account);
  const managementAccount =
    membership?.state === 'member' && membership.organization.managementAccountId === account;
  const gaps = [...collected.gaps, ...serviceControl.gaps, ...resourceControl.gaps, notReadAtAll];
  const trust = collected.documents.filter(({ use }) => use === 'trust');
  return {
    name: who.name,
    arn: who.arn,
    principal: { ...who.principal, managementAccount },
    context: new Map([
      ...(membership && account !== null ? organizationKeys(membership, account, 'principal') : []),
      ...who.context,
    ]),
    input: {
      identity: collected.of('identity'),
      boundary: collected.of('boundary'),
      serviceControl: serviceControl.levels,
      resourceControl: resourceControl.levels,
    },
    documents: [
      ...trust,
      ...resourceControl.documents,
      ...serviceControl.documents,
      ...collected.documents.filter(({ use }) => use !== 'trust'),
    ],
    gaps: gaps.filter(
      (gap, at) => gaps.findIndex(({ code, name }) => code === gap.code && name === gap.name) === at,
    ),
    notes: serviceControl.notes,
  };
}

/** Which session it is remains open: it goes by its role's ARN alone. */
export const sessionOf = (
  roleArn: string | null,
  account: string | null,
  serviceLinked: boolean,
): Omit<Principal, 'managementAccount'> => ({
  kind: 'role-session',
  arn: roleArn,
  account,
  roleArn,
  serviceLinked,
});
