import { domainSidOf } from '../directory/sid.ts';
import type { DelegationAssignment } from '../estate/delegation.ts';
import type { AwsDirectory } from '../estate/directory.ts';
import type { IamRole } from '../estate/iam.ts';
import { ofWorkspace } from './enteredMapping.ts';
import { evidence } from './evidence.ts';
import type { ReadFrom } from './evidence.ts';
import type { EstateIndex, Known } from './estateIndex.ts';
import { accountOfArn, readOr } from './estateIndex.ts';
import type { Grant } from './grant.ts';
import { GrantDraft, grantPrincipal, knownAccount } from './grantDraft.ts';
import type { DirectoryPrincipal, PrincipalLookup } from './input.ts';
import { readTrustPolicy } from './trustPolicy.ts';

/** Directories in these stages take no sign-in any more. */
const gone: ReadonlySet<string> = new Set(['Deleting', 'Deleted', 'Failed']);
export const isGone = ({ stage }: AwsDirectory): boolean => gone.has(stage);

/** Whether people may sign in to the console through the directory's access URL. */
export const takesSignIns = (directory: AwsDirectory): boolean => hasAlias(directory) && !isGone(directory);

/**
 * Directory Service console delegation. No API lists who is assigned: what was imported becomes grants, matched by SID;
 * for a directory without a whole list, each role that trusts ds.amazonaws.com stays a candidate (facts/group-role-mapping.md §1 B).
 */
export function delegationGrants(
  estates: EstateIndex,
  principals: PrincipalLookup,
  entered: readonly DelegationAssignment[] = [],
): Grant[] {
  const assignments = newestAssignments(estates, entered);
  // What was entered, and a list of which a row was not taken, say who is assigned, and not that nobody else is.
  const imported = new Set(
    estates.estates.flatMap(({ facts }) =>
      (facts.delegationListsOf ?? readOr(facts.delegations)).map(
        ({ directoryId, region }) => `${directoryId} ${region}`,
      ),
    ),
  );
  const directories = estates.directories();
  const grants = assignments.flatMap((assignment) => assigned(assignment, directories, estates, principals));
  for (const role of estates.allRoles()) {
    const trust = directoryTrust(role);
    if (!trust) continue;
    const open = directories.filter(
      ({ value }) =>
        value.account === role.value.account &&
        hasAlias(value) &&
        !gone.has(value.stage) &&
        !imported.has(`${value.directoryId} ${value.region}`),
    );
    for (const directory of open) grants.push(candidate(role, trust, directory, estates));
    if (role.estate.facts.directories.state === 'notReadable')
      grants.push(candidate(role, trust, null, estates));
  }
  return grants;
}

/** The alias starts as the directory's own id; only another one opens the access URL (facts/group-role-mapping.md §4, 27). */
function hasAlias({ alias, directoryId }: AwsDirectory): boolean {
  return alias !== null && alias !== '' && alias !== directoryId;
}

interface Recorded {
  readonly value: DelegationAssignment;
  readonly from: ReadFrom;
}

/** A newer list speaks before an older one, and every list before what was entered. */
function newestAssignments(estates: EstateIndex, entered: readonly DelegationAssignment[]): Recorded[] {
  const found = new Map<string, Recorded>();
  const put = (value: DelegationAssignment, from: ReadFrom): void => {
    const who = value.principalSid || value.principalName;
    const key = [value.directoryId, value.region, value.roleArn, who].join(' ');
    if (!found.has(key)) found.set(key, { value, from });
  };
  for (const estate of estates.estates)
    for (const value of readOr(estate.facts.delegations)) put(value, estate);
  for (const value of entered) put(value, { snapshotId: ofWorkspace, readAt: value.recordedOn });
  return [...found.values()];
}

/** The place in the trust policy that lets Directory Service in; null when none does. */
function directoryTrust({ value, estate }: Known<IamRole>) {
  const entry = readTrustPolicy(value.trustPolicy).entries.find(({ kind }) => kind === 'ds');
  return entry
    ? evidence('trustStatement', estate, value.arn, `AssumeRolePolicyDocument.${entry.path}`, entry.principal)
    : null;
}

function aliasOf({ value, estate }: Known<AwsDirectory>) {
  return evidence('directoryAlias', estate, value.directoryId, 'Alias', value.alias ?? '');
}

function candidate(
  role: Known<IamRole>,
  trust: NonNullable<ReturnType<typeof directoryTrust>>,
  directory: Known<AwsDirectory> | null,
  estates: EstateIndex,
): Grant {
  const draft = new GrantDraft();
  draft.issue('assignmentNotReadable', trust);
  const { directories } = role.estate.facts;
  if (directory) draft.add(aliasOf(directory));
  else
    draft.add(
      evidence(
        'directoriesNotReadable',
        role.estate,
        role.value.account,
        'DirectoryDescriptions',
        directories.state === 'notReadable' ? directories.code : '',
      ),
    );
  const { arn, name, account } = role.value;
  const through = directory?.value.directoryId ?? null;
  const region = directory?.value.region ?? '';
  const known = estates.account(account)?.value;
  return draft.finish(
    {
      principal: null,
      mechanism: 'delegation',
      roleArn: arn,
      roleName: name,
      account,
      accountName: known?.name ?? known?.alias ?? null,
      through,
    },
    '',
    [arn, through ?? '', region],
  );
}

function assigned(
  { value, from }: Recorded,
  directories: readonly Known<AwsDirectory>[],
  estates: EstateIndex,
  principals: PrincipalLookup,
): Grant[] {
  const matched: (DirectoryPrincipal | null)[] = value.deleted
    ? []
    : [...principals.bySid(value.principalSid)];
  return (matched.length > 0 ? matched : [null]).map((principal) => {
    const draft = new GrantDraft();
    const stated = [value.principalName, value.principalSid && `(${value.principalSid})`].join(' ').trim();
    draft.add(
      evidence('delegationAssignment', from, `${value.directoryId} ${value.region}`, value.roleArn, stated),
    );
    if (principal) draft.add(evidence('joinSid', principal, principal.dn, 'objectSid', value.principalSid));
    else
      draft.issue(
        value.deleted || knowsDomain(principals, value.principalSid)
          ? 'principalMissing'
          : 'membershipNotReadable',
      );
    judgeDirectory(draft, value, directories);
    const account = accountOfArn(value.roleArn) ?? '';
    judgeRole(draft, value.roleArn, account, estates);
    const known = estates.account(account)?.value;
    return draft.finish(
      {
        principal: principal && grantPrincipal(principal),
        mechanism: 'delegation',
        roleArn: value.roleArn,
        roleName: value.roleArn.slice(value.roleArn.lastIndexOf('/') + 1),
        account,
        accountName: known?.name ?? known?.alias ?? null,
        through: value.directoryId,
      },
      value.principalSid || value.principalName,
      [value.roleArn, value.directoryId, value.region],
    );
  });
}

/** The console is reached through the access URL of the directory. Where nothing of its Region was read, its absence says nothing. */
function judgeDirectory(
  draft: GrantDraft,
  { directoryId, region, roleArn }: DelegationAssignment,
  directories: readonly Known<AwsDirectory>[],
): void {
  const near = directories.filter(
    ({ value }) =>
      value.region === region &&
      (value.directoryId === directoryId || value.account === accountOfArn(roleArn)),
  );
  const directory = near.find(({ value }) => value.directoryId === directoryId);
  if (directory) draft.add(aliasOf(directory));
  if (near.length === 0) draft.issue('directoryNotReadable');
  else if (!directory || !hasAlias(directory.value) || gone.has(directory.value.stage))
    draft.issue('directoryMissing');
}

/** Whether the role is there and lets Directory Service in. */
export function judgeRole(draft: GrantDraft, roleArn: string, account: string, estates: EstateIndex): void {
  if (!knownAccount(draft, account, estates)) return;
  const reading = estates.roles(account);
  const role = estates.role(roleArn);
  if (role) {
    const trust = directoryTrust(role);
    if (trust) draft.add(trust);
    else draft.issue('trustLacksDs', evidence('role', role.estate, roleArn, 'Arn', roleArn));
  } else if (reading.state === 'read')
    draft.issue('roleMissing', evidence('roleAbsent', reading.estate, account, 'Roles', roleArn));
  else
    draft.issue(
      'roleNotReadable',
      ...(reading.estate
        ? [evidence('rolesNotReadable', reading.estate, account, 'Roles', reading.code)]
        : []),
    );
}

function knowsDomain(principals: PrincipalLookup, sid: string): boolean {
  const domain = domainSidOf(sid);
  return domain !== null && principals.domains.some((known) => known.sid === domain);
}
