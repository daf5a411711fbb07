/** Faults that show in the directory: 1–12, 24, 26, 29. */
import { now, readAt } from '../plan.ts';
import { editorsOf } from './editors.ts';
import type { Mapping, PlantedFault } from '../types.ts';
import { isPowerful } from './power.ts';
import { opens } from './mappings.ts';
import { text, texts } from './world.ts';
import type { World, WorldObject } from './world.ts';

const epoch = 11_644_473_600_000;
const millisecondsOf = (fileTime: string): number => Number(BigInt(fileTime) / 10_000n) - epoch;
/** lastLogonTimestamp lags by up to 14 days; without a sign-in for 90 days beyond that an account is stale. */
const staleBefore = now - (90 + 14) * 86_400_000;
const unique = (values: readonly string[]): string[] => [...new Set(values)];

/** More people than a privileged or customer-facing role should have. */
export const manyMembers = 500;

/** `20260101090000.0Z` */
function createdAt(object: WorldObject): number {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)/.exec(text(object, 'whenCreated')) ?? [];
  return year === undefined ? now : Date.UTC(Number(year), Number(month) - 1, Number(day));
}

function asleep(object: WorldObject): boolean {
  const expires = text(object, 'accountExpires');
  const last = text(object, 'lastLogonTimestamp');
  return (
    (Number(text(object, 'userAccountControl')) & 2) !== 0 ||
    (!['', '0', '9223372036854775807'].includes(expires) && millisecondsOf(expires) < now) ||
    (Number(text(object, 'msDS-User-Account-Control-Computed') || '0') & 0x10) !== 0 ||
    (last === '' ? createdAt(object) : millisecondsOf(last)) < staleBefore
  );
}

export function groupFaults(world: World, mapped: readonly Mapping[]): PlantedFault[] {
  const saml = mapped.filter((mapping) => mapping.mechanism === 'saml');
  const withGroup = mapped.filter((mapping) => mapping.dn !== null);
  const dnsOf = (of: readonly Mapping[]): string[] => unique(of.map((mapping) => mapping.dn!));
  const mechanismsOf = new Map<string, Set<string>>();
  for (const mapping of withGroup) {
    for (const dn of [mapping.dn!, ...mapping.arriving])
      mechanismsOf.set(dn, (mechanismsOf.get(dn) ?? new Set()).add(mapping.mechanism));
  }
  const roleOf = (mapping: Mapping): World['roles'][number] | undefined =>
    world.roles.find((role) => role.arn === mapping.roleArn);
  const powerful = withGroup.filter(
    (mapping) => mapping.roleArn !== null && isPowerful(world, roleOf(mapping)!),
  );
  /** Without regard to case: a group that writes the role's name otherwise is fault 1, not 2. */
  const reached = new Set(mapped.map((mapping) => `${mapping.account} ${mapping.role}`.toLowerCase()));
  /** Roles of an account whose only directory keeps its delegation to itself are not known to lack a group. */
  const unread = (role: World['roles'][number]): boolean =>
    JSON.stringify(role.trustPolicy).includes('ds.amazonaws.com') &&
    world.directories.some(
      (one) => one.account === role.account && !world.delegationLists.includes(one.directoryId),
    );
  const people = (role: string): Set<string> =>
    new Set(saml.filter((mapping) => mapping.role === role).flatMap((mapping) => mapping.arriving));
  const both = (a: string, b: string): string[] => [...people(a)].filter((dn) => people(b).has(dn));
  const inForest = world.objects.filter((object) => object.source === world.forest);
  const names = Map.groupBy(
    inForest.filter(
      (object) => text(object, 'sAMAccountName') !== '' && text(object, 'isCriticalSystemObject') === '',
    ),
    (object) => text(object, 'sAMAccountName').toLowerCase(),
  );
  const doubled = [...names.values()].filter((objects) => objects.length > 1).flat();
  const before = new Map(world.earlier.entries!.map((entry) => [entry.dn, text(entry, 'sAMAccountName')]));
  const wide = (mapping: Mapping): boolean =>
    mapping.groups.some((dn) => text(world.byDn.get(dn)!, 'cn') === 'Domain Users') ||
    mapping.foreign.some(({ sid }) => sid === 'S-1-1-0' || sid === 'S-1-5-11');
  const trustsPeople = (role: World['roles'][number]): boolean =>
    /AssumeRoleWithSAML|ds\.amazonaws\.com/.test(JSON.stringify(role.trustPolicy)) &&
    !role.path.startsWith('/aws-reserved/');

  return [
    {
      id: 1,
      why: 'the group names a role or an account that is not there, or in another case',
      subjects: dnsOf(saml.filter((mapping) => mapping.roleArn === null)),
    },
    {
      id: 2,
      why: 'no group leads to the role',
      subjects: world.roles
        .filter(
          (role) =>
            trustsPeople(role) && !reached.has(`${role.account} ${role.name}`.toLowerCase()) && !unread(role),
        )
        .map((role) => role.arn),
    },
    {
      id: 3,
      why: 'reached by more than one mechanism',
      subjects: [...mechanismsOf].filter(([, mechanisms]) => mechanisms.size > 1).map(([dn]) => dn),
    },
    {
      id: 4,
      why: 'a distribution group is in no token; the lab rule counts it all the same',
      subjects: dnsOf(
        saml.filter((mapping) => !text(world.byDn.get(mapping.dn!)!, 'groupType').startsWith('-')),
      ),
    },
    {
      id: 5,
      why: 'delegation does not follow the child groups, or Identity Center brings their members too',
      subjects: dnsOf(
        withGroup.filter((mapping) => mapping.mechanism !== 'saml' && mapping.groups.length > 0),
      ),
    },
    {
      id: 6,
      why: 'foreign principals are not synchronised',
      subjects: dnsOf(
        withGroup.filter((mapping) => mapping.mechanism === 'identity-center' && mapping.foreign.length > 0),
      ),
    },
    {
      id: 7,
      why: 'members by primaryGroupID alone',
      subjects: dnsOf(
        withGroup.filter((mapping) => world.byPrimaryGroup.has(world.byDn.get(mapping.dn!)!.sid ?? '')),
      ),
    },
    {
      id: 8,
      why: 'disabled, expired, locked, stale or never used accounts behind a powerful role',
      subjects: unique(
        powerful.flatMap((mapping) => mapping.arriving.filter((dn) => asleep(world.byDn.get(dn)!))),
      ),
    },
    {
      id: 9,
      why: `nobody behind a powerful role, or more than ${manyMembers} accounts`,
      subjects: dnsOf([
        ...powerful.filter((mapping) => mapping.effective.length === 0 && mapping.foreign.length === 0),
        ...withGroup.filter((mapping) => mapping.effective.length > manyMembers),
      ]),
    },
    {
      id: 10,
      why: 'a service account or a machine in a role for people',
      subjects: unique(
        withGroup.flatMap((mapping) =>
          mapping.arriving.filter((dn) => {
            const object = world.byDn.get(dn)!;
            return object.classes.includes('computer') || texts(object, 'servicePrincipalName').length > 0;
          }),
        ),
      ),
    },
    {
      id: 11,
      why: 'others than administrators may change the members of a group that opens a role',
      subjects: dnsOf(
        withGroup.filter(
          (mapping) => opens(world, mapping) && editorsOf(world.byDn.get(mapping.dn!)!).length > 0,
        ),
      ),
    },
    { id: 12, why: 'Domain Users, Everyone or Authenticated Users', subjects: dnsOf(withGroup.filter(wide)) },
    {
      id: 24,
      why: 'deploys and approves; administers and deletes the audit log',
      subjects: [...both('Deploy', 'Approve'), ...both('Admin', 'LogAdmin')],
    },
    {
      id: 26,
      why: `sIDHistory, an account name in two domains, an account name changed since ${readAt.earlier}`,
      subjects: unique(
        [
          ...inForest.filter((object) => object.attributes['sIDHistory'] !== undefined),
          ...doubled,
          ...inForest.filter(
            (object) => before.has(object.dn) && before.get(object.dn) !== text(object, 'sAMAccountName'),
          ),
        ].map((object) => object.dn),
      ),
    },
    {
      id: 29,
      why: 'the rule takes unqualified names and two domains have the group',
      subjects: doubled
        .filter((object) => /^AWS-\d{12}-/i.test(text(object, 'sAMAccountName')))
        .map((object) => object.dn),
    },
  ];
}
