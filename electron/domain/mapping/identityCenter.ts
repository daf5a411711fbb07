import { dnsNameOf } from '../directory/dnKey.ts';
import { DnSyntaxError } from '../directory/dn.ts';
import type { IamRole } from '../estate/iam.ts';
import type { AccountAssignment, IdentityCenter, PermissionSet } from '../estate/identityCenter.ts';
import { evidence } from './evidence.ts';
import type { EstateIndex, Known } from './estateIndex.ts';
import type { Grant } from './grant.ts';
import { GrantDraft, grantPrincipal, knownAccount } from './grantDraft.ts';
import type { DirectoryPrincipal, PrincipalLookup } from './input.ts';

/** Permission set names may hold `_`, so the pattern is greedy (facts/group-role-mapping.md §1 C). */
const reservedRole = /^AWSReservedSSO_(.+)_([0-9a-f]{16})$/;

/** The permission set that a role was made for; null when Identity Center did not make it. */
export function permissionSetOf(role: Pick<IamRole, 'name' | 'path'>): string | null {
  return role.path.startsWith('/aws-reserved/sso.amazonaws.com/')
    ? (reservedRole.exec(role.name)?.[1] ?? null)
    : null;
}

/**
 * Account assignments of Identity Center. No API says which directory object an identity comes from: it is joined by name,
 * `name@domain` for one fed by Active Directory, and the evidence says how sure that is.
 */
export function identityCenterGrants(estates: EstateIndex, principals: PrincipalLookup): Grant[] {
  const seen = new Set<string>();
  return estates.estates.flatMap((estate) => {
    const reading = estate.facts.identityCenter;
    if (reading.state !== 'read' || seen.has(reading.value.instanceArn)) return [];
    seen.add(reading.value.instanceArn);
    const center = { value: reading.value, estate };
    const sets = new Map(reading.value.permissionSets.map((set) => [set.arn, set]));
    return reading.value.assignments.flatMap((assignment) =>
      assigned(center, assignment, sets.get(assignment.permissionSetArn), estates, principals),
    );
  });
}

function assigned(
  center: Known<IdentityCenter>,
  assignment: AccountAssignment,
  set: PermissionSet | undefined,
  estates: EstateIndex,
  principals: PrincipalLookup,
): Grant[] {
  const { estate } = center;
  const { account, permissionSetArn, principalId } = assignment;
  const storeName = storeNameOf(center.value, assignment);
  const joined = joinByName(center.value, assignment, storeName, principals);
  return (joined.principals.length > 0 ? joined.principals : [null]).map((principal) => {
    const draft = new GrantDraft();
    draft.add(
      evidence(
        'accountAssignment',
        estate,
        permissionSetArn,
        `${account} ${assignment.principalType}`,
        principalId,
      ),
    );
    if (storeName !== null)
      draft.add(
        evidence(
          'storeName',
          estate,
          principalId,
          assignment.principalType === 'GROUP' ? 'DisplayName' : 'UserName',
          storeName,
        ),
      );
    if (principal)
      draft.add(
        evidence(
          joined.sure ? 'joinNameAndDomain' : 'joinNameOnly',
          principal,
          principal.dn,
          'sAMAccountName',
          principal.name,
        ),
      );
    else draft.issue(joined.missing ? 'principalMissing' : 'membershipNotReadable');
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
      },
      principal?.sid ?? principal?.dn ?? principalId,
      [permissionSetArn, account],
    );
  });
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
  const role = reading.values.find((one) => permissionSetOf(one) === setName);
  if (role) draft.add(evidence('reservedRole', reading.estate, role.arn, 'Arn', role.arn));
  else
    draft.issue(
      'roleMissing',
      evidence('roleAbsent', reading.estate, account, 'Roles', `AWSReservedSSO_${setName}_*`),
    );
  return role ?? null;
}

function storeNameOf(
  center: IdentityCenter,
  { principalType, principalId }: AccountAssignment,
): string | null {
  return principalType === 'GROUP'
    ? (center.groups.find((group) => group.groupId === principalId)?.displayName ?? null)
    : (center.users.find((user) => user.userId === principalId)?.userName ?? null);
}

const isUnread = ({ notRead = [] }: IdentityCenter, type: AccountAssignment['principalType']): boolean =>
  notRead.some(({ part }) => part === (type === 'GROUP' ? 'groups' : 'users'));

interface Joined {
  readonly principals: readonly DirectoryPrincipal[];
  /** Name and domain agree, not the name alone. */
  readonly sure: boolean;
  /** The directory that should hold it was read, or the store itself no longer has it. */
  readonly missing: boolean;
}
const unknown: Joined = { principals: [], sure: false, missing: false };

function joinByName(
  center: IdentityCenter,
  { principalType }: AccountAssignment,
  storeName: string | null,
  principals: PrincipalLookup,
): Joined {
  // What the store lacks is gone only where the store was read.
  if (storeName === null) return { ...unknown, missing: !isUnread(center, principalType) };
  if (center.source === 'own') return unknown;
  const at = storeName.lastIndexOf('@');
  const name = at < 0 ? storeName : storeName.slice(0, at);
  const found = [...principals.byName(name, principalType === 'GROUP' ? 'group' : 'user')];
  if (at < 0) return found.length === 1 ? { principals: found, sure: false, missing: false } : unknown;
  const domain = storeName.slice(at + 1).toLowerCase();
  const here = found.filter((principal) => domainOf(principal) === domain);
  const read = principals.domains.some((known) => known.dnsName.toLowerCase() === domain);
  return { principals: here, sure: true, missing: here.length === 0 && read };
}

function domainOf({ dn }: DirectoryPrincipal): string | null {
  try {
    return dnsNameOf(dn)?.toLowerCase() ?? null;
  } catch (error) {
    if (error instanceof DnSyntaxError) return null;
    throw error;
  }
}
