import type { IamRole } from '../estate/iam.ts';
import type { AccountAssignment, PermissionSet } from '../estate/identityCenter.ts';
import { evidence } from './evidence.ts';
import { compare } from './estateIndex.ts';
import type { EstateIndex } from './estateIndex.ts';
import type { Grant } from './grant.ts';
import { GrantDraft, grantPrincipal, knownAccount } from './grantDraft.ts';
import { identityStores } from './identityStore.ts';
import type { IdentityStore } from './identityStore.ts';
import type { PrincipalLookup } from './input.ts';

/** Permission set names may hold `_`, so the pattern is greedy (facts/group-role-mapping.md §1 C). */
const reservedRole = /^AWSReservedSSO_(.+)_([0-9a-f]{16})$/;

/** The permission set that a role was made for; null when Identity Center did not make it. */
export function permissionSetOf(role: Pick<IamRole, 'name' | 'path'>): string | null {
  return role.path.startsWith('/aws-reserved/sso.amazonaws.com/')
    ? (reservedRole.exec(role.name)?.[1] ?? null)
    : null;
}

/**
 * Account assignments of Identity Center. No API says which directory object an identity comes from: it is joined, and the evidence
 * says how sure that is. Where Active Directory feeds the store, the directory says who is a member; where a provider or nobody does,
 * the store's own memberships say it (facts/group-role-mapping.md, "Other sources of identity").
 */
export function identityCenterGrants(estates: EstateIndex, principals: PrincipalLookup): Grant[] {
  return identityStores(estates, principals).flatMap((store) => {
    const sets = new Map(store.center.permissionSets.map((set) => [set.arn, set]));
    return store.center.assignments.flatMap((assignment) =>
      assigned(store, assignment, sets.get(assignment.permissionSetArn), estates),
    );
  });
}

function assigned(
  store: IdentityStore,
  assignment: AccountAssignment,
  set: PermissionSet | undefined,
  estates: EstateIndex,
): Grant[] {
  const { estate } = store;
  const { account, permissionSetArn, principalId, principalType } = assignment;
  const isGroup = principalType === 'GROUP';
  const name =
    (isGroup ? store.groups.get(principalId)?.displayName : store.users.get(principalId)?.userName) ?? null;
  const joined = isGroup ? store.group(principalId) : store.person(principalId);
  // A user who is an account of a directory is that one, whoever feeds the store.
  const byStore = !store.isSynchronised && (isGroup || (joined?.principals.length ?? 0) === 0);
  const principalsOf = byStore || !joined || joined.principals.length === 0 ? [null] : joined.principals;
  return principalsOf.map((principal) => {
    const draft = new GrantDraft();
    draft.add(
      evidence('accountAssignment', estate, permissionSetArn, `${account} ${principalType}`, principalId),
    );
    if (name !== null)
      draft.add(evidence('storeName', estate, principalId, isGroup ? 'DisplayName' : 'UserName', name));
    const here = principal ?? (byStore ? (joined?.principals[0] ?? null) : null);
    if (here && joined?.by)
      draft.add(evidence(joinCodes[joined.by], here, here.dn, 'sAMAccountName', here.name));
    if (!principal) judgeStore(draft, store, assignment, name, joined?.missing ?? false, byStore);
    if (set) draft.add(evidence('permissionSet', estate, permissionSetArn, 'Name', set.name));
    else draft.issue('permissionSetMissing');
    const role = set ? reservedRoleOf(draft, account, set.name, estates) : null;
    const known = estates.account(account)?.value;
    return draft.finish(
      {
        principal: principal && grantPrincipal(principal),
        mechanism: 'identity-center',
        roleArn: role?.arn ?? null,
        roleName: set?.name ?? permissionSetArn.slice(permissionSetArn.lastIndexOf('/') + 1),
        account,
        accountName: known?.name ?? known?.alias ?? null,
        through: permissionSetArn,
        ...(name !== null && {
          store: {
            identityStoreId: store.id,
            principalId,
            kind: isGroup ? ('group' as const) : ('user' as const),
            name,
            people: byStore ? ('store' as const) : ('directory' as const),
          },
        }),
      },
      principal?.sid ?? principal?.dn ?? principalId,
      [permissionSetArn, account],
    );
  });
}

const joinCodes = {
  externalId: 'joinExternalId',
  nameAndDomain: 'joinNameAndDomain',
  nameOnly: 'joinNameOnly',
} as const;

/** Why nobody of a directory stands behind the assignment; the store's own people are enough where they were read. */
function judgeStore(
  draft: GrantDraft,
  store: IdentityStore,
  { principalType }: AccountAssignment,
  name: string | null,
  missing: boolean,
  byStore: boolean,
): void {
  const isGroup = principalType === 'GROUP';
  if (name === null) {
    // What the store lacks is gone only where the store was read.
    draft.issue(store.isUnread(isGroup ? 'groups' : 'users') ? 'membershipNotReadable' : 'principalMissing');
  } else if (!byStore) draft.issue(missing ? 'principalMissing' : 'membershipNotReadable');
  else if (isGroup && store.isUnread('memberships', 'users')) draft.issue('membershipNotReadable');
}

function reservedRoleOf(
  draft: GrantDraft,
  account: string,
  setName: string,
  estates: EstateIndex,
): IamRole | null {
  if (!knownAccount(draft, account, estates)) return null;
  const reading = estates.roles(account);
  // The assignment itself is what grants; the role in the account is its copy, and mostly only the management account was read.
  if (reading.state === 'notReadable') return null;
  // A set that is assigned again gets a role with another suffix: of several the newest is the one in use.
  const roles = reading.values
    .filter((one) => permissionSetOf(one) === setName)
    .toSorted((a, b) => compare(b.createDate ?? '', a.createDate ?? '') || compare(a.arn, b.arn));
  const [role] = roles;
  draft.add(...roles.map(({ arn }) => evidence('reservedRole', reading.estate, arn, 'Arn', arn)));
  if (!role)
    draft.issue(
      'roleMissing',
      evidence('roleAbsent', reading.estate, account, 'Roles', `AWSReservedSSO_${setName}_*`),
    );
  return role ?? null;
}
