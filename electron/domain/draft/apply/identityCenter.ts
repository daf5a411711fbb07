/**
 * Permission sets made, and assignments put in and taken out. Identity Center keeps a role for a set in every account that it is
 * assigned in: the first assignment makes it, with the last one it goes (facts/group-role-mapping.md §1 C).
 */
import type { IamRole } from '../../estate/iam.ts';
import type { AccountAssignment, IdentityCenter, PermissionSet } from '../../estate/identityCenter.ts';
import { secondsOf } from '../../access/sessions.ts';
import { permissionSetOf } from '../../mapping/identityCenter.ts';
import { parsePolicy } from '../../policy/parse/parse.ts';
import type { DraftChange } from '../change.ts';
import { attached } from './iam.ts';
import type { Making } from './making.ts';
import { draftId, principalTypes, StoreEdits } from './storeEdits.ts';
import type { HeldCenter } from './estateEdits.ts';

type UnreadPart = NonNullable<IdentityCenter['notRead']>[number]['part'];
type Of<K extends DraftChange['kind']> = Extract<DraftChange, { kind: K }>;

export function applyIdentityCenter(making: Making, changes: readonly DraftChange[]): void {
  for (const [index, change] of changes.entries())
    if (change.kind === 'makePermissionSet') makeSet(making, index, change);
  const stores = new StoreEdits(making);
  for (const held of making.estates.centers()) stores.rename(held);
  for (const [index, change] of changes.entries())
    if (change.kind === 'assign' || change.kind === 'unassign') assign(making, stores, index, change);
}

/** The ARN that stands for a set which the draft makes. */
export const madeSetArn = (instanceArn: string, made: string): string =>
  `${instanceArn.replace(':instance/', ':permissionSet/')}/ps-draft-${made}`;

function makeSet(making: Making, index: number, change: Of<'makePermissionSet'>): void {
  const { instanceArn, made, boundary } = change;
  const held = making.estates.centers().find(({ center }) => center.instanceArn === instanceArn);
  if (!held) return making.notice(index, 'instanceGone', { arn: instanceArn });
  const { center } = held;
  if (center.permissionSets.some(({ name }) => name === made))
    return making.notice(index, 'setExists', { set: made });
  if (unread(center, 'permissionSets'))
    return making.notice(index, 'identityCenterNotRead', { arn: instanceArn });
  const [problem] = change.inlinePolicy === null ? [] : parsePolicy(change.inlinePolicy, 'identity').problems;
  if (problem)
    return making.notice(index, 'policyDoesNotParse', { arn: made, place: problem.path || problem.code });
  const arn = madeSetArn(instanceArn, made);
  const set: PermissionSet = {
    arn,
    name: made,
    sessionDuration: change.sessionDuration,
    managedPolicies: change.managedPolicies.map(attached),
    customerPolicies: change.customerPolicies,
    inlinePolicy: change.inlinePolicy,
    boundary: typeof boundary === 'string' ? boundary : null,
    customerBoundary: typeof boundary === 'string' ? null : boundary,
    description: change.description,
    outdatedIn: [],
  };
  held.put({ ...center, permissionSets: [...center.permissionSets, set] });
  making.touched.add(arn);
}

const unread = ({ notRead }: IdentityCenter, ...parts: readonly UnreadPart[]): boolean =>
  notRead?.some(({ part }) => parts.includes(part)) ?? false;

function assign(making: Making, stores: StoreEdits, index: number, change: Of<'assign' | 'unassign'>): void {
  const { account, permissionSet: ref, principalKind } = change;
  const who = making.named(index, change.principal);
  if (!who) return;
  const isSet = (set: PermissionSet): boolean => ('arn' in ref ? set.arn === ref.arn : set.name === ref.made);
  const held = making.estates
    .centers()
    .find(
      ({ center }) =>
        center.permissionSets.some(isSet) && ('arn' in ref || madeHere(making, center, ref.made)),
    );
  if (!held) return making.notice(index, 'permissionSetGone', { set: 'arn' in ref ? ref.arn : ref.made });
  const { center } = held;
  const set = center.permissionSets.find(isSet)!;
  const ofSet = ({ account: here, permissionSetArn }: AccountAssignment): boolean =>
    here === account && permissionSetArn === set.arn;
  const ids = stores.assigned(held, who, principalKind, center.assignments.filter(ofSet));
  const principalType = principalTypes[principalKind];
  const is = (one: AccountAssignment): boolean =>
    ofSet(one) && one.principalType === principalType && ids.has(one.principalId);
  const known = ids.size > 0;
  const params = { principal: who.name, account };
  if (change.kind === 'unassign') {
    if (known) unassign(making, held, set, account, is);
    else if (unread(center, 'assignments'))
      making.notice(index, 'identityCenterNotRead', { arn: center.instanceArn });
    else making.notice(index, 'notAssigned', params);
    return;
  }
  if (known) return making.notice(index, 'alreadyAssigned', params);
  const id = stores.idOf(held, who, principalKind);
  if (id === null && !stores.isSynchronised(held))
    return unread(center, principalKind === 'group' ? 'groups' : 'users')
      ? making.notice(index, 'identityCenterNotRead', { arn: center.instanceArn })
      : making.notice(index, 'notInStore', { principal: who.name });
  const principalId = id ?? draftId(who);
  const next = id === null ? stores.synchronised(held, who, principalKind) : center;
  const made: AccountAssignment = { account, permissionSetArn: set.arn, principalType, principalId };
  held.put({ ...next, assignments: [...next.assignments, made] });
  making.touched.add(`${set.arn}\n${principalId}`);
  provision(making, center, set, account);
}

const madeHere = (making: Making, center: IdentityCenter, made: string): boolean =>
  making.touched.has(madeSetArn(center.instanceArn, made));

function unassign(
  making: Making,
  { center, put }: HeldCenter,
  set: PermissionSet,
  account: string,
  is: (one: AccountAssignment) => boolean,
): void {
  const left = center.assignments.filter((one) => !is(one));
  put({ ...center, assignments: left });
  const last = !left.some((one) => one.account === account && one.permissionSetArn === set.arn);
  const roles = last && !unread(center, 'assignments') ? making.estates.roles(account) : null;
  const role = roles && roleOfSet(roles, set, account);
  if (role) {
    roles.delete(role.arn);
    making.touched.add(role.arn);
  }
}

const roleOfSet = (
  roles: ReadonlyMap<string, IamRole>,
  set: PermissionSet,
  account: string,
): IamRole | undefined =>
  [...roles.values()].find((role) => role.account === account && permissionSetOf(role) === set.name);

/** The role that Identity Center would make in the account, where the account's roles were read and it has none. */
function provision(making: Making, center: IdentityCenter, set: PermissionSet, account: string): void {
  const roles = making.estates.roles(account);
  if (!roles || roleOfSet(roles, set, account)) return;
  const [, partition = 'aws'] = center.instanceArn.split(':');
  const region = center.region === 'us-east-1' || center.region === '' ? '' : `${center.region}/`;
  const path = `/aws-reserved/sso.amazonaws.com/${region}`;
  const name = `AWSReservedSSO_${set.name}_${'0'.repeat(16)}`;
  const arn = `arn:${partition}:iam::${account}:role${path}${name}`;
  const alike = [...roles.values()].find(
    (role) => role.account === account && permissionSetOf(role) !== null,
  );
  const policy = ({ name: own, path: at }: { readonly name: string; readonly path: string }) =>
    `arn:${partition}:iam::${account}:policy${at}${own}`;
  roles.set(arn, {
    arn,
    name,
    path,
    roleId: '',
    account,
    createDate: null,
    trustPolicy: alike?.trustPolicy ?? trustOfCenter(partition, account),
    attachedPolicies: [...set.managedPolicies, ...set.customerPolicies.map((one) => attached(policy(one)))],
    inlinePolicies:
      set.inlinePolicy === null ? [] : [{ name: 'AwsSSOInlinePolicy', document: set.inlinePolicy }],
    permissionsBoundary: set.boundary ?? (set.customerBoundary ? policy(set.customerBoundary) : null),
    maxSessionDuration: set.sessionDuration === null ? null : secondsOf(set.sessionDuration),
    lastUsed: null,
    description: set.description ?? null,
    tags: {},
  });
  making.touched.add(arn);
}

/** As such roles trust; the provider's own name is not known before it is made. */
const trustOfCenter = (partition: string, account: string) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: {
        Federated: `arn:${partition}:iam::${account}:saml-provider/AWSSSO_${'0'.repeat(16)}_DO_NOT_DELETE`,
      },
      Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
      Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
    },
  ],
});
