/**
 * The kind of an object, from objectClass; where that is missing or says nothing, from sAMAccountType and groupType
 * (facts/active-directory.md §6). Classes of plain LDAP servers (RFC 2307, 2798, 4519) count too.
 */
import type { DirectoryEntry, ObjectKind } from './object.ts';
import { firstInteger, textsOf } from './values.ts';

/** Most telling class first: a computer is a user too, a managed service account is a computer too. */
const classesByKind: readonly (readonly [ObjectKind, readonly string[]])[] = [
  [
    'serviceAccount',
    ['msDS-GroupManagedServiceAccount', 'msDS-ManagedServiceAccount', 'msDS-DelegatedManagedServiceAccount'],
  ],
  ['computer', ['computer']],
  ['foreignSecurityPrincipal', ['foreignSecurityPrincipal']],
  ['trust', ['trustedDomain']],
  ['policy', ['groupPolicyContainer']],
  ['contact', ['contact']],
  ['group', ['group', 'groupOfNames', 'groupOfUniqueNames', 'groupOfMembers', 'posixGroup']],
  ['user', ['user', 'inetOrgPerson', 'organizationalPerson', 'person', 'posixAccount', 'account']],
  ['domain', ['domainDNS', 'domain', 'dcObject', 'samDomain']],
  ['organizationalUnit', ['organizationalUnit']],
  [
    'container',
    [
      'container',
      'builtinDomain',
      'lostAndFound',
      'configuration',
      'dMD',
      'organization',
      'country',
      'locality',
      'msDS-QuotaContainer',
      'crossRefContainer',
      'sitesContainer',
      'site',
      'serversContainer',
      'subnetContainer',
      'interSiteTransportContainer',
      'interSiteTransport',
      'dnsZone',
    ],
  ],
];

/** Lower-case class → position in `classesByKind`. */
const rankOfClass = new Map(
  classesByKind.flatMap(([, names], rank) => names.map((name) => [name.toLowerCase(), rank] as const)),
);

/** sAMAccountType → kind; the values of facts/active-directory.md §6. */
const kindOfAccountType = new Map<number, ObjectKind>([
  [0x1000_0000, 'group'],
  [0x1000_0001, 'group'],
  [0x2000_0000, 'group'],
  [0x2000_0001, 'group'],
  [0x3000_0000, 'user'],
  [0x3000_0001, 'computer'],
  [0x3000_0002, 'user'],
  [0x4000_0000, 'group'],
  [0x4000_0001, 'group'],
]);

/** The kind that a list of objectClass values names; `other` when none is known. */
export function kindOfClasses(classes: readonly string[]): ObjectKind {
  let best = classesByKind.length;
  for (const name of classes) {
    const rank = rankOfClass.get(name) ?? rankOfClass.get(name.toLowerCase());
    if (rank !== undefined && rank < best) best = rank;
  }
  return classesByKind[best]?.[0] ?? 'other';
}

/** The kind of an entry; `other` when nothing in it tells. */
export function objectKind(entry: Pick<DirectoryEntry, 'attributes'>): ObjectKind {
  const kind = kindOfClasses(textsOf(entry, 'objectClass'));
  if (kind !== 'other') return kind;
  return kindOfFacts(firstInteger(entry, 'sAMAccountType'), firstInteger(entry, 'groupType') !== null);
}

/** What the account's type says, and where it says nothing, whether there is a groupType. */
export function kindOfFacts(accountType: number | null, hasGroupType: boolean): ObjectKind {
  const byType = accountType === null ? undefined : kindOfAccountType.get(accountType);
  return byType ?? (hasGroupType ? 'group' : 'other');
}
