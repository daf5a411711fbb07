/** The policies of a permission set. Source: facts/group-role-mapping.md §1 C. */
import type { EstateFacts, Partition } from '../estate/facts.ts';
import type { IamRole } from '../estate/iam.ts';
import type { IdentityCenter, PermissionSet } from '../estate/identityCenter.ts';
import {
  addBoundary,
  addManaged,
  Collected,
  defaultVersion,
  managedPolicy,
  readOr,
  reasonOf,
  reservedPath,
} from './collected.ts';
import type { Estates } from './collected.ts';
import { sessionOf, subjectOf } from './subjectOf.ts';
import type { SubjectPolicies } from './subjectPolicies.ts';

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
