/**
 * Security descriptors as a controller would have them: what an object's class brings, what it was given, and what it
 * inherits (MS-DTYP 2.5.3.4). Equal ones are one value.
 */
import { securityDescriptor } from '../encode.ts';
import type { Ace } from '../encode.ts';
import { set } from './domain.ts';
import type { Domain } from './domain.ts';
import { groupAces, guids, rights, unitAces, wellKnown } from './groups.ts';

const containerInherit = 2;
const inheritOnly = 8;
const inherited = 0x10;

/** Classes by name as entries name them; of the others nothing is inherited that is meant for one class. */
const classGuids: Readonly<Record<string, string>> = {
  user: guids.user,
  group: guids.group,
  computer: guids.computer,
  organizationalUnit: 'bf967aa5-0de6-11d0-a285-00aa003049e2',
};

/** What the schema gives new objects of a class (defaultSecurityDescriptor). */
function classAces(domain: Domain, className: string): Ace[] {
  const admins = domain.sidOf(512);
  switch (className) {
    case 'group':
      return groupAces(domain);
    case 'organizationalUnit':
      return unitAces(domain, []);
    case 'user':
      return [
        { mask: rights.full, sid: admins },
        { mask: rights.full, sid: wellKnown.system },
        { mask: rights.read, sid: wellKnown.self },
        { mask: 0x20000, sid: wellKnown.authenticatedUsers },
        { mask: rights.control, sid: wellKnown.everyone, object: 'ab721a53-1e2f-11d0-9819-00aa0040529b' },
        { mask: 0x30, sid: wellKnown.self, object: '77b5b886-944a-11d1-aebd-0000f80367c1' },
        { mask: 0x10, sid: wellKnown.authenticatedUsers, object: 'e48d0154-bcf8-11d1-8702-00c04fb96050' },
        { mask: 0x10, sid: domain.sidOf(553), object: '4c164200-20c0-11d0-a768-00aa006e0529' },
      ];
    case 'computer':
      return [
        { mask: rights.full, sid: admins },
        { mask: rights.full, sid: wellKnown.system },
        { mask: 0x20094, sid: wellKnown.authenticatedUsers },
        { mask: rights.self, sid: wellKnown.self, object: '72e39547-7b18-11d1-adef-00c04fd8d5cd' },
        { mask: rights.self, sid: wellKnown.self, object: 'f3a64788-5306-11d1-a9c5-0000f80367c1' },
      ];
    default:
      return [
        { mask: rights.full, sid: admins },
        { mask: rights.full, sid: wellKnown.system },
        { mask: rights.read, sid: wellKnown.authenticatedUsers },
      ];
  }
}

/** What a domain's root hands down to everything in it. */
export function domainAces(domain: Domain, enterpriseAdmins: string): Ace[] {
  const replicators: readonly (readonly [string, string])[] = [
    [wellKnown.administrators, guids.getChanges],
    [wellKnown.administrators, guids.getChangesAll],
    ['S-1-5-9', guids.getChanges],
    [domain.sidOf(516), guids.getChangesAll],
  ];
  return [
    ...replicators.map(([sid, object]): Ace => ({ mask: rights.control, sid, object })),
    { mask: rights.full, sid: enterpriseAdmins, flags: containerInherit },
    { mask: 0xf01bd, sid: wellKnown.administrators, flags: containerInherit },
    { mask: rights.full, sid: domain.sidOf(512) },
    { mask: rights.full, sid: wellKnown.system },
    { mask: rights.read, sid: wellKnown.authenticatedUsers },
    { mask: 0x4, sid: wellKnown.preWindows2000, flags: containerInherit },
    {
      mask: rights.readProperty,
      sid: wellKnown.preWindows2000,
      object: '4c164200-20c0-11d0-a768-00aa006e0529',
      inheritedObject: guids.user,
      flags: containerInherit | inheritOnly,
    },
  ];
}

/** What of a parent's entries stands on a child of a class. */
function handedDown(aces: readonly Ace[], className: string): Ace[] {
  return aces
    .filter((ace) => ((ace.flags ?? 0) & containerInherit) !== 0)
    .map((ace) => {
      const here = ace.inheritedObject === undefined || ace.inheritedObject === classGuids[className];
      return { ...ace, flags: containerInherit | inherited | (here ? 0 : inheritOnly) };
    });
}

/** Denies first, explicit before inherited: the canonical order. */
const inOrder = (explicit: readonly Ace[], from: readonly Ace[]): Ace[] => [
  ...explicit.filter((ace) => ace.deny),
  ...explicit.filter((ace) => !ace.deny),
  ...from.filter((ace) => ace.deny),
  ...from.filter((ace) => !ace.deny),
];

/** Gives every object of a domain its descriptor; parents come before children. */
export function settleDescriptors(domain: Domain): void {
  const lists = new Map<string, readonly Ace[]>();
  const made = new Map<string, { aces: readonly Ace[]; bytes: Uint8Array }>();
  for (const item of domain.items) {
    const classes = item.attributes['objectClass'] as readonly string[];
    const className = classes.at(-1)!;
    const given = domain.explicit.get(item);
    const explicit = (given?.aces ?? classAces(domain, className)).filter(
      ({ flags = 0 }) => (flags & inherited) === 0,
    );
    const comma = item.dn.search(/(?<!\\),/);
    const parent = lists.get(item.dn.slice(comma + 1)) ?? [];
    const aces = given?.protectedDacl ? explicit : inOrder(explicit, handedDown(parent, className));
    const owner = given?.owner ?? domain.sidOf(512);
    const protectedDacl = given?.protectedDacl ?? false;
    const key = JSON.stringify([aces, owner, protectedDacl]);
    let one = made.get(key);
    if (!one) {
      const bytes = securityDescriptor({ owner, group: domain.sidOf(512), aces, protectedDacl });
      made.set(key, (one = { aces, bytes }));
    }
    lists.set(item.dn, one.aces);
    set(item, 'nTSecurityDescriptor', one.bytes);
  }
}
