/** Users and groups of the Directory Service Data API as directory entries. Source: facts/aws-directory-service.md §4. */
import type { DirectoryEntry, RawValue } from '../../domain/directory/object.ts';
import { sidToBytes } from '../../domain/directory/sid.ts';
import type { DataAttribute, DataGroup, DataUser } from './answers.ts';

/** What is asked of each user and group beside what always comes. */
export const otherAttributes = {
  user: ['department', 'description', 'displayName', 'manager', 'title', 'userAccountControl'],
  group: ['description', 'managedBy'],
} as const;

/** userAccountControl of an account of which nothing but "enabled" is told: NORMAL_ACCOUNT, and ACCOUNTDISABLE where it is off. */
const normalAccount = 0x200;
const disabled = 0x2;

/** groupType: the scope's bit, 1 for a built-in group, and the sign bit for a security group. */
const scopes: Readonly<Record<string, number>> = { Global: 2, DomainLocal: 4, Universal: 8, BuiltinLocal: 5 };
const securityEnabled = 0x8000_0000;

type Attributes = Record<string, readonly RawValue[]>;

/** `entry` is null where AWS gave no distinguishedName: without it an object has no place. */
export function userEntry(given: DataUser): DirectoryEntry | null {
  const flags = given.Enabled == null ? null : normalAccount | (given.Enabled ? 0 : disabled);
  return entry(given, ['top', 'person', 'organizationalPerson', 'user'], {
    givenName: given.GivenName,
    sn: given.Surname,
    mail: given.EmailAddress,
    userPrincipalName: given.UserPrincipalName,
    userAccountControl: flags === null ? null : String(flags),
  });
}

/** `members`: distinguishedNames. */
export function groupEntry(given: DataGroup, members: readonly string[]): DirectoryEntry | null {
  const scope = scopes[given.GroupScope ?? ''];
  const kind = given.GroupType === 'Security' ? securityEnabled : 0;
  const made = entry(given, ['top', 'group'], {
    groupType: scope === undefined || !given.GroupType ? null : String(scope | kind | 0),
  });
  if (!made || members.length === 0) return made;
  return { dn: made.dn, attributes: { ...made.attributes, member: members } };
}

function entry(
  given: DataUser | DataGroup,
  objectClass: readonly string[],
  texts: Readonly<Record<string, string | null | undefined>>,
): DirectoryEntry | null {
  if (!given.DistinguishedName) return null;
  const attributes: Attributes = { objectClass, sAMAccountName: [given.SAMAccountName] };
  const sid = given.SID ? sidToBytes(given.SID) : null;
  if (sid) attributes['objectSid'] = [sid];
  for (const [name, text] of Object.entries(texts))
    if (text != null && text !== '') attributes[name] = [text];
  for (const [name, value] of Object.entries(given.OtherAttributes ?? {})) {
    const values = valuesOf(value);
    if (values.length > 0) attributes[name] = values;
  }
  return { dn: given.DistinguishedName, attributes };
}

function valuesOf({ S, N, BOOL, SS }: DataAttribute): string[] {
  if (SS != null) return [...SS];
  if (S != null) return [S];
  if (N != null) return [String(N)];
  return BOOL == null ? [] : [BOOL ? 'TRUE' : 'FALSE'];
}

/** The domain itself, by its DNS name and the SID that its objects begin with. */
export function domainEntry(dnsName: string, domainSid: string | null): DirectoryEntry {
  const sid = domainSid === null ? null : sidToBytes(domainSid);
  return {
    dn: domainDn(dnsName),
    attributes: {
      objectClass: ['top', 'domain', 'domainDNS'],
      dc: [dnsName.split('.')[0]!],
      ...(sid ? { objectSid: [sid] } : {}),
    },
  };
}

export const domainDn = (dnsName: string): string =>
  dnsName
    .split('.')
    .map((label) => `DC=${label}`)
    .join(',');

/** What a domain keeps in place of a member from a trusted one: an object named by its SID. */
export function foreignPrincipal(dnsName: string, sid: string): DirectoryEntry {
  const bytes = sidToBytes(sid);
  return {
    dn: `CN=${sid},CN=ForeignSecurityPrincipals,${domainDn(dnsName)}`,
    attributes: {
      objectClass: ['top', 'foreignSecurityPrincipal'],
      cn: [sid],
      ...(bytes ? { objectSid: [bytes] } : {}),
    },
  };
}
