/**
 * From an estate to the policies of one IAM principal or permission set. What was not read is a gap: it is never taken for
 * something that is not there. Source: facts/iam-policy-evaluation.md §1, §2; facts/group-role-mapping.md §1 C.
 */
import type { EstateFacts, Partition } from '../estate/facts.ts';
import type { AttachedPolicy, IamRole, IamUser, InlinePolicy, ManagedPolicy } from '../estate/iam.ts';
import type { IdentityCenter, PermissionSet } from '../estate/identityCenter.ts';
import type { Reading } from '../estate/reading.ts';
import type { PolicyUse } from '../policy/codes.ts';
import { actionPattern } from '../policy/pattern/action.ts';
import type { ActionPattern } from '../policy/pattern/action.ts';
import type { Principal } from '../policy/request.ts';
import { membershipOf, organizationKeys, organizationSets, parsedOf } from './organizationSets.ts';
import type { Membership } from './organizationSets.ts';
import type { OrganizationSets, SubjectDocument, SubjectPolicies } from './subjectPolicies.ts';
import type { PolicyGap, PolicyGapCode } from './policyGaps.ts';

/** What is known: the snapshot of the subject first, then the others, the newest first. */
export type Estates = readonly [EstateFacts, ...EstateFacts[]];

/** Documents of one set, in the order in which they were added. */
class Collected {
  readonly documents: SubjectDocument[] = [];
  readonly gaps: PolicyGap[] = [];

  add(
    use: PolicyUse,
    document: unknown,
    told: Pick<SubjectDocument, 'kind' | 'name'> &
      Partial<Pick<SubjectDocument, 'arn' | 'versionId' | 'group'>>,
  ): void {
    const index = this.documents.filter((one) => one.use === use).length;
    this.documents.push({
      use,
      level: null,
      levelName: null,
      index,
      arn: null,
      versionId: null,
      group: null,
      ...told,
      document,
      parsed: parsedOf(document, use),
    });
  }

  gap(
    code: PolicyGapCode,
    name: string | null,
    reason: string | null,
    could: 'allow' | 'deny' | 'both',
  ): void {
    this.gaps.push({ code, name, reason, couldAllow: could !== 'deny', couldDeny: could !== 'allow' });
  }

  of(use: PolicyUse): SubjectDocument['parsed'][] {
    return this.documents.flatMap((one) => (one.use === use ? [one.parsed] : []));
  }
}

const readOr = <T>(reading: Reading<readonly T[]>): readonly T[] =>
  reading.state === 'read' ? reading.value : [];
const reasonOf = (reading: Reading<unknown>): string | null =>
  reading.state === 'notReadable' ? reading.code : null;

/** The first that is found where it was read whole: AWS's own policies are the same in every account. */
function managedPolicy(estates: Estates, arn: string): ManagedPolicy | null {
  for (const facts of estates) {
    const policy = policiesByArn(facts).get(arn);
    if (policy && defaultVersion(policy) !== null) return policy;
  }
  return null;
}

const byArn = new WeakMap<EstateFacts, ReadonlyMap<string, ManagedPolicy>>();

/** The first of one ARN. */
function policiesByArn(facts: EstateFacts): ReadonlyMap<string, ManagedPolicy> {
  let found = byArn.get(facts);
  if (!found)
    byArn.set(
      facts,
      (found = new Map(
        readOr(facts.policies)
          .toReversed()
          .map((one) => [one.arn, one]),
      )),
    );
  return found;
}

export interface ReadVersion {
  readonly versionId: string;
  readonly document: unknown;
}

/** The version that has a say; null: its document was not read. */
export function defaultVersion({ versions, defaultVersionId }: ManagedPolicy): ReadVersion | null {
  const version =
    versions.find(({ isDefault }) => isDefault) ??
    versions.find(({ versionId }) => versionId === defaultVersionId);
  return version === undefined || version.document === null || version.document === undefined
    ? null
    : version;
}

function addManaged(
  to: Collected,
  estates: Estates,
  use: 'identity' | 'boundary',
  { arn, name }: AttachedPolicy,
  group: SubjectDocument['group'] = null,
): void {
  const policy = managedPolicy(estates, arn);
  const version = policy && defaultVersion(policy);
  if (policy && version) {
    const kind = policy.awsManaged ? 'awsManaged' : 'customerManaged';
    to.add(use, version.document, { kind, name: policy.name, arn, versionId: version.versionId, group });
    return;
  }
  const reason = reasonOf(estates[0].policies);
  if (use === 'boundary') to.gap('boundaryNotRead', arn, reason, 'deny');
  else to.gap('policyNotRead', name || arn, reason, 'both');
}

const addInline = (
  to: Collected,
  policies: readonly InlinePolicy[],
  group: SubjectDocument['group'] = null,
): void => {
  for (const { name, document } of policies) to.add('identity', document, { kind: 'inline', name, group });
};

const reservedPath = '/aws-reserved/sso.amazonaws.com/';

const nameOfArn = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

function addOwn(to: Collected, estates: Estates, one: IamRole | IamUser): void {
  for (const policy of one.attachedPolicies) addManaged(to, estates, 'identity', policy);
  addInline(to, one.inlinePolicies);
}
function addBoundary(to: Collected, estates: Estates, arn: string | null): void {
  if (arn !== null) addManaged(to, estates, 'boundary', { arn, name: nameOfArn(arn) });
}

function addGroups(to: Collected, estates: Estates, { account, groups }: IamUser): void {
  const reading = estates[0].groups;
  if (reading.state !== 'read') {
    // Which groups a user is in stands with the user; what those may, with the groups.
    for (const name of groups) to.gap('groupNotRead', name, reasonOf(reading), 'both');
    return;
  }
  for (const name of groups) {
    const found = reading.value.find((group) => group.account === account && group.name === name);
    if (!found) {
      to.gap('groupNotRead', name, null, 'both');
      continue;
    }
    const group = { arn: found.arn, name };
    for (const policy of found.attachedPolicies) addManaged(to, estates, 'identity', policy, group);
    addInline(to, found.inlinePolicies, group);
  }
}

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

function subjectOf(
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

/** Null: the estate that comes first has no such role or user. */
export function policiesOfPrincipal(estates: Estates, arn: string): SubjectPolicies | null {
  const role = readOr(estates[0].roles).find((one) => one.arn === arn);
  if (role) return policiesOfRole(estates, role);
  const user = readOr(estates[0].users).find((one) => one.arn === arn);
  return user ? policiesOfUser(estates, user) : null;
}

export function policiesOfUser(estates: Estates, user: IamUser): SubjectPolicies {
  const collected = new Collected();
  addOwn(collected, estates, user);
  addGroups(collected, estates, user);
  addBoundary(collected, estates, user.permissionsBoundary);
  const { arn, account, name, userId } = user;
  return subjectOf(estates, collected, {
    name,
    arn,
    principal: { kind: 'user', arn, account, roleArn: null, serviceLinked: false },
    context: userId === '' ? [] : [['aws:userid', [userId]]],
  });
}

export function policiesOfRole(estates: Estates, role: IamRole): SubjectPolicies {
  const collected = new Collected();
  addOwn(collected, estates, role);
  addBoundary(collected, estates, role.permissionsBoundary);
  collected.add('trust', role.trustPolicy, { kind: 'trust', name: role.name, arn: role.arn });
  const serviceLinked = role.path.startsWith('/aws-service-role/');
  // Services and Identity Center pass none.
  if (!serviceLinked && !role.path.startsWith(reservedPath))
    collected.gap('sessionPoliciesUnknown', null, null, 'deny');
  return subjectOf(estates, collected, {
    name: role.name,
    arn: role.arn,
    principal: sessionOf(role.arn, role.account, serviceLinked),
    context: tagKeys(role),
  });
}

/** Which session it is remains open: it goes by its role's ARN alone. */
const sessionOf = (
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

/** A session's own tags go before the role's: where the trust policy lets somebody bring them, nothing is certain. */
function tagKeys({ tags, trustPolicy }: IamRole): [string, readonly string[]][] {
  const trust = parsedOf(trustPolicy, 'trust').document;
  const brought =
    trust === null ||
    trust.statements.some(
      ({ effect, action }) =>
        effect === 'Allow' && (action.negated || action.patterns.map(actionPattern).some(takesInTags)),
    );
  if (brought) return [];
  return Object.entries(tags).map(([key, value]) => [`aws:principaltag/${key.toLowerCase()}`, [value]]);
}

const takesInTags = ({ service, matches }: ActionPattern): boolean =>
  (service === 'sts' || service === '*') && matches('tagsession');

/**
 * A permission set as a session of its role in an account. `account` null: what is the same in every account; policies that each
 * account has for itself, and those of the organization, are then gaps. Null: no such set.
 */
export function policiesOfPermissionSet(
  estates: Estates,
  instanceArn: string,
  arn: string,
  account: string | null,
): SubjectPolicies | null {
  const center = centerOf(estates[0], instanceArn);
  const set = center?.permissionSets.find((one) => one.arn === arn);
  if (!set) return null;
  const collected = new Collected();
  const partition = estates[0].partition;
  for (const policy of set.managedPolicies) addManaged(collected, estates, 'identity', policy);
  for (const policy of set.customerPolicies)
    addOfAccount(collected, estates, 'identity', policy, account, partition);
  if (set.inlinePolicy !== null)
    collected.add('identity', set.inlinePolicy, { kind: 'inline', name: set.name });
  addBoundary(collected, estates, set.boundary);
  if (set.customerBoundary)
    addOfAccount(collected, estates, 'boundary', set.customerBoundary, account, partition);
  for (const part of set.notRead ?? [])
    if (partsWithPolicies.has(part))
      collected.gap('permissionSetPartNotRead', part, null, /boundary/i.test(part) ? 'deny' : 'both');
  if (account !== null && set.outdatedIn.includes(account))
    collected.gap('permissionSetOutdated', account, null, 'both');
  if (account === null) collected.gap('accountNotChosen', null, null, 'deny');
  const role = account === null ? null : provisionedRole(estates, set, account);
  if (account !== null && role === null)
    collected.gap('provisionedRoleNotRead', account, reasonOf(estates[0].roles), 'both');
  return subjectOf(estates, collected, {
    name: set.name,
    arn: set.arn,
    principal: sessionOf(role?.arn ?? null, account, false),
    // Identity Center brings attributes of its own as tags of the session.
    context: [],
  });
}

const partsWithPolicies: ReadonlySet<string> = new Set([
  'managedPolicies',
  'customerPolicies',
  'inlinePolicy',
  'boundary',
  'customerBoundary',
]);

const centerOf = ({ identityCenter }: EstateFacts, instanceArn: string): IdentityCenter | null =>
  identityCenter.state === 'read' && identityCenter.value.instanceArn === instanceArn
    ? identityCenter.value
    : null;

/** A policy that each account has for itself under one name and path. */
function addOfAccount(
  to: Collected,
  estates: Estates,
  use: 'identity' | 'boundary',
  { name, path }: { readonly name: string; readonly path: string },
  account: string | null,
  partition: Partition,
): void {
  const could = use === 'boundary' ? 'deny' : 'both';
  if (account === null) return to.gap('accountPolicyNotRead', `${path}${name}`, null, could);
  const arn = `arn:${partition}:iam::${account}:policy${path}${name}`;
  const policy = managedPolicy(estates, arn);
  const version = policy && defaultVersion(policy);
  if (!policy || !version) return to.gap('accountPolicyNotRead', arn, reasonOf(estates[0].policies), could);
  to.add(use, version.document, { kind: 'customerManaged', name, arn, versionId: version.versionId });
}

/** The role that Identity Center made of the set in the account, where it was read. */
function provisionedRole(estates: Estates, { name }: PermissionSet, account: string): IamRole | null {
  const start = `AWSReservedSSO_${name}_`;
  for (const { roles } of estates) {
    const role = readOr(roles).find(
      (one) =>
        one.account === account &&
        one.path.startsWith(reservedPath) &&
        one.name.startsWith(start) &&
        /^[0-9a-f]{16}$/.test(one.name.slice(start.length)),
    );
    if (role) return role;
  }
  return null;
}

/** One policy alone, as if it were all that a role of its account has. */
export function policiesOfPolicy(
  name: string,
  told: Pick<SubjectDocument, 'kind' | 'arn' | 'versionId'>,
  document: unknown,
  account: string | null,
): SubjectPolicies {
  const collected = new Collected();
  collected.add('identity', document, { ...told, name });
  return {
    name,
    arn: told.arn,
    principal: { ...sessionOf(null, account, false), managementAccount: false },
    context: new Map(),
    input: { identity: collected.of('identity') },
    documents: collected.documents,
    gaps: [],
    notes: [],
  };
}

/** Documents of one's own, in the order given within each set; levels in the order of their first document. */
export function policiesOfDocuments(
  given: readonly {
    readonly use: PolicyUse;
    readonly name: string;
    readonly text: string;
    readonly level?: string | null | undefined;
  }[],
  principal: Principal | null,
): SubjectPolicies {
  const counts = new Map<string, number>();
  const documents = given.map(({ use, name, text, level: asked }): SubjectDocument => {
    const level = use === 'serviceControl' || use === 'resourceControl' ? (asked ?? 'account') : null;
    const place = `${use}/${level}`;
    const index = counts.get(place) ?? 0;
    counts.set(place, index + 1);
    return {
      use,
      level,
      levelName: level,
      index,
      kind: 'pasted',
      name,
      arn: null,
      versionId: null,
      group: null,
      document: text,
      parsed: parsedOf(text, use),
    };
  });
  const of = (use: PolicyUse) => documents.filter((one) => one.use === use);
  const parsed = (use: PolicyUse) => of(use).map((one) => one.parsed);
  const levels = (use: PolicyUse) =>
    [...Map.groupBy(of(use), ({ level }) => level ?? '')].map(([level, ones]) => ({
      level,
      policies: ones.map((one) => one.parsed),
    }));
  return {
    name: given[0]?.name ?? '',
    arn: principal?.arn ?? null,
    principal: principal ?? { ...sessionOf(null, null, false), managementAccount: false },
    context: new Map(),
    input: {
      identity: parsed('identity'),
      boundary: parsed('boundary'),
      session: parsed('session'),
      resource: parsed('resource'),
      trust: parsed('trust'),
      endpoint: parsed('endpoint'),
      serviceControl: levels('serviceControl'),
      resourceControl: levels('resourceControl'),
    },
    documents,
    gaps: [],
    notes: [],
  };
}
