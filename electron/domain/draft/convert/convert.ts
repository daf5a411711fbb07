/**
 * Grants by claim rules or by console delegation as permission sets and assignments, and all that does not come along. Roles of one
 * content, in whatever accounts, become one set. Source: facts/group-role-mapping.md §1 and §4.
 */
import type { AwsDirectory } from '../../estate/directory.ts';
import type { IamRole } from '../../estate/iam.ts';
import { EstateIndex, readOr } from '../../mapping/estateIndex.ts';
import type { Known } from '../../mapping/estateIndex.ts';
import { evidence } from '../../mapping/evidence.ts';
import { identitySourceOf } from '../../estate/identitySource.ts';
import type { Organization } from '../../estate/organization.ts';
import type { AccountAssignment, PermissionSet } from '../../estate/identityCenter.ts';
import type { Grant } from '../../mapping/grant.ts';
import { readTrustPolicy } from '../../mapping/trustPolicy.ts';
import { dnNameOf } from '../apply/dnNameOf.ts';
import { partsOfArn, storeName } from '../export/facts.ts';
import { StoreIds } from '../export/storeIds.ts';
import type { ConvertCode } from './codes.ts';
import { canonical, contentOf, contentOfSet, setName, surePolicies } from './content.ts';
import type {
  Assign,
  Converted,
  ConvertedSet,
  ConvertInput,
  ConvertRemark,
  ConvertStep,
  MakeSet,
} from './converted.ts';
import { commonName, roleFact } from './roleGroup.ts';
import type { RoleGroup } from './roleGroup.ts';
import { RoleNames } from './roleNames.ts';
import { ruleRemarks } from './sentClaims.ts';

/** A draft holds so many changes; a set with its assignments is in one. */
export const mostAssignments = 999;

type About = Partial<
  Pick<ConvertRemark, 'set' | 'roleArn' | 'account' | 'principal' | 'params' | 'evidence'>
>;

const assignedKey = ({ account, permissionSetArn, principalType, principalId }: AccountAssignment): string =>
  `${account} ${permissionSetArn} ${principalType} ${principalId}`;

class Conversion {
  readonly #input: ConvertInput;
  readonly #estates: EstateIndex;
  readonly #source: Known<AwsDirectory> | null;
  readonly #simple: ReadonlySet<string>;
  readonly #names: RoleNames;
  readonly #storeIds: StoreIds;
  /** Of the instance; null = not read. */
  readonly #organization: Organization | null;
  /** Sets that are there, by their content. */
  readonly #existing: ReadonlyMap<string, PermissionSet>;
  /** What is assigned already, by `assignedKey`. */
  readonly #assigned: ReadonlySet<string>;
  readonly remarks: ConvertRemark[] = [];
  readonly covered = new Set<string>();
  readonly #groups = new Map<string, RoleGroup>();

  constructor(input: ConvertInput) {
    this.#input = input;
    this.#estates = new EstateIndex(input.estates);
    this.#names = new RoleNames(this.#estates);
    this.#storeIds = new StoreIds(this.#estates, input.principals);
    this.#assigned = new Set((input.center?.assignments ?? []).map(assignedKey));
    this.#organization = this.#organizationOf(input.center?.ownerAccountId ?? null);
    const sets = (input.center?.permissionSets ?? []).flatMap((set): [string, PermissionSet][] => {
      const content = contentOfSet(set);
      return content ? [[canonical(content), set]] : [];
    });
    // Of several the first by the alphabet.
    this.#existing = new Map(sets.toSorted(([, a], [, b]) => (a.name < b.name ? 1 : -1)));
    const directories = this.#estates.directories();
    this.#source = directories.find(({ value }) => value.directoryId === input.center?.directoryId) ?? null;
    this.#simple = new Set(
      directories.filter(({ value }) => value.type === 'SimpleAD').map(({ value }) => value.directoryId),
    );
  }

  #organizationOf(owner: string | null): Organization | null {
    const read = this.#estates.estates.flatMap(({ facts: { organization } }) =>
      organization.state === 'read' ? organization.value : [],
    );
    if (owner !== null) return read.find(({ accounts }) => accounts.some(({ id }) => id === owner)) ?? null;
    return new Set(read.map(({ id }) => id)).size === 1 ? read[0]! : null;
  }

  #storeId({ sid, name, kind }: NonNullable<Grant['principal']>): string | null {
    return this.#storeIds.of(this.#input.center!.instanceArn, { sid: sid!, name }, kind);
  }

  remark(code: ConvertCode, about: About = {}): void {
    this.remarks.push({
      code,
      set: null,
      roleArn: null,
      account: null,
      principal: null,
      params: {},
      evidence: [],
      ...about,
    });
  }

  take(grant: Grant): void {
    const { roleArn, account, principal } = grant;
    const about = { roleArn, account, principal, evidence: grant.evidence };
    const no = (code: ConvertCode, params: Record<string, string> = {}): void =>
      this.remark(code, { ...about, params: { role: grant.roleName, principal: principal?.name ?? '', ...params } });
    if (!this.#input.center) return no('noInstance');
    if (!principal || principal.sid === null) return no('principalUnknown');
    if (grant.status !== 'works') return no(grant.status === 'broken' ? 'brokenNow' : 'unsureNow');
    if (grant.mechanism === 'delegation' && this.#simple.has(grant.through ?? '')) return no('simpleAd', { directory: grant.through ?? '' });
    const domain = dnNameOf(principal.dn) ?? '';
    const source = this.#source?.value;
    if (source?.type === 'ADConnector' && domain !== source.name.toLowerCase()) return no('connectorDomain', { domain, source: source.name });
    if (this.#organization && !this.#organization.accounts.some(({ id }) => id === account)) return no('accountOutside', { account });
    const fed = ['activeDirectory', 'unknown'].includes(identitySourceOf(this.#input.center).source);
    if (!fed && this.#storeId(principal) === null) return no('notProvided');
    const role = roleArn === null ? undefined : this.#estates.role(roleArn);
    if (!role) return no('roleNotRead');
    const content = contentOf(role.value);
    if (typeof content === 'string') return no(content);
    const key = canonical(content);
    let group = this.#groups.get(key);
    if (!group) this.#groups.set(key, (group = { content, roles: [], grants: [] }));
    if (!group.roles.some(({ value }) => value.arn === role.value.arn)) group.roles.push(role);
    group.grants.push(grant);
  } // prettier-ignore

  *sets(): Generator<ConvertStep, ConvertedSet[]> {
    const center = this.#input.center;
    if (!center) return [];
    const grants = [...this.#groups.values()].flatMap((group) => group.grants);
    if (this.#input.mechanism === 'saml')
      for (const { code, ...about } of ruleRemarks(this.#input.rules, grants)) this.remark(code, about);
    yield* this.#names.gather({ phase: 'roles', done: 0, total: null });
    const all = grants.length;
    let done = 0;
    const taken = new Set(center.permissionSets.map(({ name }) => name.toLowerCase()));
    const sets: ConvertedSet[] = [];
    for (const [key, group] of this.#groups) {
      const wanted = commonName(group.roles.map(({ value }) => value.name));
      const existing = this.#existing.get(key) ?? null;
      const made = existing?.name ?? setName(wanted, taken);
      taken.add(made.toLowerCase());
      if (existing) this.remark('setReused', { set: made, params: { set: made }, evidence: group.roles.slice(0, 20).map(roleFact) });
      else if (made !== wanted) this.remark('nameChanged', { set: made, params: { from: wanted, to: made }, evidence: group.roles.slice(0, 20).map(roleFact) });
      const change: MakeSet = { kind: 'makePermissionSet', made, instanceArn: center.instanceArn, description: null, ...group.content };
      this.#ofSet(change, group);
      const byRole = Map.groupBy(group.grants, ({ roleArn }) => roleArn);
      for (const role of group.roles) {
        yield { phase: 'assigning', done, total: all };
        this.#ofRole(made, role, byRole.get(role.value.arn) ?? []);
      }
      const assignments: Assign[] = [];
      for (const step of this.#assignments(made, existing, group)) {
        if (step) assignments.push(step);
        yield { phase: 'assigning', done: ++done, total: all };
      }
      sets.push({ change, existing: existing?.arn ?? null, roles: group.roles.map(({ value }) => value.arn), assignments });
    }
    return sets;
  } // prettier-ignore

  #ofSet({ made: set, managedPolicies, customerPolicies, boundary, sessionDuration }: MakeSet, { roles }: RoleGroup): void {
    const facts = roles.slice(0, 20).map(roleFact);
    if (roles.length > 1) this.remark('rolesMerged', { set, params: { count: String(roles.length) }, evidence: facts });
    if (roles.some(({ value }) => value.inlinePolicies.length > 1)) this.remark('inlineMerged', { set, evidence: facts });
    if (managedPolicies.length + customerPolicies.length > surePolicies)
      this.remark('manyPolicies', { set, params: { count: String(managedPolicies.length + customerPolicies.length) }, evidence: facts });
    const [unread, read] = [true, false].map((isUnread) => roles.filter(({ value }) => (value.maxSessionDuration === null) === isUnread)) as [Known<IamRole>[], Known<IamRole>[]];
    if (read.length > 0)
      this.remark('sessionLength', { set, params: { duration: sessionDuration }, evidence: read.slice(0, 20).map(({ value, estate }) => evidence('role', estate, value.arn, 'MaxSessionDuration', String(value.maxSessionDuration))) });
    if (unread.length > 0) this.remark('sessionNotRead', { set, params: { duration: sessionDuration }, evidence: unread.slice(0, 20).map(roleFact) });
    const needed = [...customerPolicies, ...(typeof boundary === 'object' && boundary !== null ? [boundary] : [])];
    for (const { name, path } of needed) {
      for (const account of new Set(roles.map(({ value }) => value.account)))
        this.#customerPolicy(set, name, path, account);
    }
  } // prettier-ignore

  /** A set names a customer's policy: each account that it is assigned in has to have it. */
  #customerPolicy(set: string, name: string, path: string, account: string): void {
    const about = { set, account, params: { name, path, account } };
    for (const estate of this.#estates.estates) {
      const found = readOr(estate.facts.policies).find(
        (one) => one.account === account && one.name === name && partsOfArn(one.arn).path === path,
      );
      if (found) return this.remark('customerPolicy', { ...about, evidence: [evidence('policy', estate, found.arn, 'Arn', found.arn)] });
    }
    const reading = this.#estates.roles(account);
    const read = reading.state === 'read' && reading.estate.facts.policies.state === 'read';
    this.remark(read ? 'customerPolicyMissing' : 'customerPolicyUnknown', about);
  } // prettier-ignore

  /** `grants`: those that lead to it. */
  #ofRole(set: string, role: Known<IamRole>, grants: readonly Grant[]): void {
    const { arn, path, account, trustPolicy } = role.value;
    const about = { set, roleArn: arn, account };
    if (path !== '/') this.remark('rolePath', { ...about, params: { path }, evidence: [evidence('role', role.estate, arn, 'Path', path)] });
    const { entries } = readTrustPolicy(trustPolicy);
    const fact = ({ path: at, principal }: (typeof entries)[number]) => evidence('trustStatement', role.estate, arn, `AssumeRolePolicyDocument.${at}`, principal);
    const providers = new Set(grants.flatMap(({ through }) => through ?? []));
    // People of another provider are others: they keep the role.
    const isOwn = (one: (typeof entries)[number]): boolean =>
      this.#input.mechanism === 'saml' ? one.kind === 'saml' && providers.has(one.principal) : one.principal === 'ds.amazonaws.com';
    const conditioned = entries.filter((one) => isOwn(one) && one.conditionKeys.some((key) => key.toLowerCase() !== 'saml:aud'));
    if (conditioned.length > 0)
      this.remark('trustConditions', { ...about, params: { keys: [...new Set(conditioned.flatMap(({ conditionKeys }) => conditionKeys))].join(', ') }, evidence: conditioned.map(fact) });
    const others = entries.filter((one) => !isOwn(one));
    if (others.length > 0)
      this.remark('usedByOthers', { ...about, params: { principals: [...new Set(others.map(({ principal }) => principal))].join(', ') }, evidence: others.map(fact) });
    const tags = this.#names.tags(role.value);
    if (tags !== null)
      this.remark(tags === 'read' ? 'sessionTags' : 'sessionTagsSent', { ...about, evidence: [evidence('trustStatement', role.estate, arn, 'AssumeRolePolicyDocument', 'sts:TagSession')] });
    const named = this.#names.whereNamed(role.value, set);
    if (named.length > 0) this.remark('namedElsewhere', { ...about, params: { count: String(named.length) }, evidence: named.slice(0, 20) });
  } // prettier-ignore

  /** A step a grant: the assignment that it makes, or null where there is one already, or too many. */
  *#assignments(set: string, existing: PermissionSet | null, { grants }: RoleGroup): Generator<Assign | null, void> {
    const permissionSet = existing ? { arn: existing.arn } : { made: set };
    const made = new Set<string>();
    for (const grant of grants) {
      const principal = grant.principal!;
      const sid = principal.sid!;
      const key = `${grant.account} ${principal.kind} ${sid}`;
      if (existing && this.#isAssigned(existing, grant.account, principal)) {
        this.covered.add(grant.id);
        this.remark('alreadyAssigned', { set, roleArn: grant.roleArn, account: grant.account, principal, params: { principal: principal.name, set, account: grant.account } });
        yield null;
        continue;
      }
      const isNew = !made.has(key);
      if (isNew && made.size >= mostAssignments) {
        this.remark('tooManyAssignments', { set, roleArn: grant.roleArn, account: grant.account, principal });
        yield null;
        continue;
      }
      made.add(key);
      this.covered.add(grant.id);
      this.#ofGrant(set, grant);
      yield isNew ? { kind: 'assign', permissionSet, account: grant.account, principalKind: principal.kind, principal: { sid } } : null;
    }
  } // prettier-ignore

  #isAssigned({ arn }: PermissionSet, account: string, principal: NonNullable<Grant['principal']>): boolean {
    const id = this.#storeId(principal);
    const type = principal.kind === 'group' ? 'GROUP' : 'USER';
    return (
      id !== null &&
      this.#assigned.has(assignedKey({ account, permissionSetArn: arn, principalType: type, principalId: id }))
    );
  } // prettier-ignore

  #ofGrant(set: string, grant: Grant): void {
    const principal = grant.principal!;
    const about = { set, roleArn: grant.roleArn, account: grant.account, principal, evidence: grant.evidence };
    const domain = dnNameOf(principal.dn) ?? '';
    const params = { principal: principal.name, domain };
    if (principal.kind === 'user') this.remark('directUser', { ...about, params });
    else {
      const people = this.#input.peopleOf(grant);
      if (!people) this.remark('membersNotRead', { ...about, params });
      else {
        if (people.gained > 0) this.remark('peopleGained', { ...about, params: { ...params, count: String(people.gained) } });
        if (people.lost > 0) this.remark('peopleLost', { ...about, params: { ...params, count: String(people.lost) } });
      }
    }
    const source = this.#source?.value;
    if (source && source.name.toLowerCase() !== domain) this.remark('trustedDomain', { ...about, params: { ...params, source: source.name } });
    if (this.#storeId(principal) === null)
      this.remark('notInStore', { ...about, params: { ...params, name: storeName({ called: principal.name, domain }) } });
  } // prettier-ignore
}

/** Stops between steps, and says how far it is: counting the people of a group may take long. */
export function* converting(input: ConvertInput): Generator<ConvertStep, Converted> {
  const { mechanism, center } = input;
  const conversion = new Conversion(input);
  if (center && center.source !== 'activeDirectory')
    conversion.remark(center.source === 'unknown' ? 'sourceAssumed' : 'sourceNotDirectory', {
      params: { instance: center.instanceArn },
    });
  if (center?.notRead?.some(({ part }) => part === 'permissionSets'))
    conversion.remark('setsNotRead', { params: { instance: center.instanceArn } });
  const grants = input.grants.filter((grant) => grant.mechanism === mechanism);
  for (const [done, grant] of grants.entries()) {
    conversion.take(grant);
    yield { phase: 'roles', done, total: grants.length };
  }
  const sets = yield* conversion.sets();
  return {
    sets,
    remarks: conversion.remarks,
    working: grants.filter(({ status }) => status === 'works').length,
    covered: conversion.covered,
  };
}
