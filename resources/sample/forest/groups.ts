/** Groups and the entries of their security descriptors. */
import type { Ace } from '../encode.ts';
import { daysBefore, groupType } from '../plan.ts';
import type { GroupType } from '../plan.ts';
import { append, first } from './domain.ts';
import type { Domain, Item } from './domain.ts';

/** sAMAccountType of a group: facts/active-directory.md §6. */
function accountType(type: GroupType): number {
  const local = type === groupType.domainLocal || type === groupType.builtinLocal;
  return (local ? 0x20000000 : 0x10000000) + (type < 0 ? 0 : 1);
}

export interface NewGroup {
  readonly parent: string;
  readonly name: string;
  readonly type?: GroupType;
  readonly sid?: number | string;
  /** Where the account name is not the cn. */
  readonly sam?: string;
  readonly description?: string;
  readonly managedBy?: string;
  readonly mail?: string;
  readonly adminCount?: boolean;
  readonly created?: number | undefined;
}

export function addGroup(domain: Domain, given: NewGroup): Item {
  const type = given.type ?? groupType.global;
  const builtIn = given.sid !== undefined;
  return domain.add({
    parent: given.parent,
    name: given.name,
    classes: ['group'],
    sid: given.sid ?? 'next',
    created: given.created ?? (builtIn ? daysBefore(5200) : undefined),
    attributes: {
      sAMAccountName: given.sam ?? given.name,
      groupType: type,
      sAMAccountType: accountType(type),
      description: given.description,
      managedBy: given.managedBy,
      mail: given.mail,
      adminCount: given.adminCount ? 1 : undefined,
      ...(builtIn ? { isCriticalSystemObject: 'TRUE' } : {}),
    },
  });
}

export function addMembers(group: Item, members: readonly Item[]): void {
  if (members.length > 0) append(group, 'member', ...members.map((member) => member.dn));
}

/** The group's RID, for primaryGroupID. */
export const ridOf = (item: Item): string => item.sid!.slice(item.sid!.lastIndexOf('-') + 1);
export const samOf = (item: Item): string => first(item, 'sAMAccountName');

/** Rights and GUIDs of facts/active-directory.md §7. */
export const rights = {
  full: 0xf01ff,
  read: 0x20094,
  readProperty: 0x10,
  writeProperty: 0x20,
  self: 0x8,
  createChild: 0x1,
  deleteChild: 0x2,
  control: 0x100,
  writeDacl: 0x40000,
  writeOwner: 0x80000,
  genericAll: 0x10000000,
} as const;
export const guids = {
  member: 'bf9679c0-0de6-11d0-a285-00aa003049e2',
  membershipSet: 'bc0ac240-79a9-11d0-9020-00c04fc2d4cf',
  group: 'bf967a9c-0de6-11d0-a285-00aa003049e2',
  user: 'bf967aba-0de6-11d0-a285-00aa003049e2',
  computer: 'bf967a86-0de6-11d0-a285-00aa003049e2',
  samAccountName: '3e0abfd0-126a-11d0-a060-00aa006c33ed',
  resetPassword: '00299570-246d-11d0-a768-00aa006e0529',
  getChanges: '1131f6aa-9c07-11d1-f79f-00c04fc2dcd2',
  getChangesAll: '1131f6ad-9c07-11d1-f79f-00c04fc2dcd2',
  tokenGroupsGlobalAndUniversal: '46a9b11d-60ae-405a-b7e8-ff8a58d456d2',
  sendTo: 'ab721a55-1e2f-11d0-9819-00aa0040529b',
  recycleBin: '766ddcd8-acd0-445e-f3b9-a7f9b6744f2a',
} as const;
export const wellKnown = {
  everyone: 'S-1-1-0',
  creatorOwner: 'S-1-3-0',
  authenticatedUsers: 'S-1-5-11',
  self: 'S-1-5-10',
  system: 'S-1-5-18',
  administrators: 'S-1-5-32-544',
  accountOperators: 'S-1-5-32-548',
  preWindows2000: 'S-1-5-32-554',
  windowsAuthorizationAccess: 'S-1-5-32-560',
} as const;

/** defaultSecurityDescriptor of the group class, without the entry for Account Operators (removed in this company). */
export function groupAces(domain: Domain): Ace[] {
  return [
    { mask: rights.full, sid: domain.sidOf(512) },
    { mask: rights.full, sid: wellKnown.system },
    { mask: rights.read, sid: wellKnown.authenticatedUsers },
    { mask: rights.read, sid: wellKnown.self },
    { mask: rights.control, sid: wellKnown.authenticatedUsers, object: guids.sendTo },
    {
      mask: rights.readProperty,
      sid: wellKnown.windowsAuthorizationAccess,
      object: guids.tokenGroupsGlobalAndUniversal,
    },
  ];
}

/** What AdminSDHolder gives its protected objects; the DACL is protected. */
export function protectedAces(domain: Domain): Ace[] {
  return [
    { mask: rights.full, sid: wellKnown.system },
    { mask: 0xf01bd, sid: wellKnown.administrators },
    { mask: 0xf01bd, sid: domain.sidOf(512) },
    { mask: rights.read, sid: wellKnown.authenticatedUsers },
    { mask: rights.read, sid: wellKnown.preWindows2000 },
  ];
}

/** A unit's entries: administrators, readers, and what is delegated. */
export function unitAces(domain: Domain, delegated: readonly Ace[]): Ace[] {
  return [
    ...delegated,
    { mask: rights.full, sid: domain.sidOf(512) },
    { mask: rights.full, sid: wellKnown.system },
    { mask: rights.read, sid: wellKnown.authenticatedUsers },
    { mask: 0x94, sid: 'S-1-5-9' },
  ];
}
