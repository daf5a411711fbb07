/**
 * A security descriptor (MS-DTYP 2.4.6, facts/active-directory.md §7): who owns an object, and the entries that say who
 * may do what to it. Entries keep the order in which they are stored: that order decides.
 */
import type { AclState, ControlCode } from './codes.ts';

/** Types of entries that are read whole. Callback types carry a condition behind their SID. */
export const aceTypes = {
  allow: 0,
  deny: 1,
  audit: 2,
  allowObject: 5,
  denyObject: 6,
  auditObject: 7,
  allowCallback: 9,
  denyCallback: 0xa,
  allowCallbackObject: 0xb,
  denyCallbackObject: 0xc,
} as const;
export type AceType = (typeof aceTypes)[keyof typeof aceTypes];

/** Header flags of an entry (MS-DTYP 2.4.4.1). */
export const aceFlags = {
  objectInherit: 0x1,
  containerInherit: 0x2,
  noPropagate: 0x4,
  inheritOnly: 0x8,
  inherited: 0x10,
  success: 0x40,
  failure: 0x80,
} as const;

/** An entry of a known type. GUIDs are lower-case text, SIDs `S-1-…`. */
export interface KnownAce {
  readonly type: AceType;
  readonly flags: number;
  /** Unsigned 32 bits. */
  readonly mask: number;
  /** Attribute, property set, right or class that it is about; null = all. Only in object entries. */
  readonly objectType: string | null;
  /** Class of the objects that inherit it; null = all. Only in object entries. */
  readonly inheritedObjectType: string | null;
  readonly sid: string;
  /** What follows the SID: a conditional expression in callback entries, otherwise nothing. */
  readonly condition: Uint8Array | null;
}

/** An entry of another type: it is kept by its size, and nothing is concluded from it. */
export interface UnknownAce {
  readonly type: number;
  readonly flags: number;
  readonly body: Uint8Array;
}
export type Ace = KnownAce | UnknownAce;

export interface Acl {
  readonly revision: number;
  readonly aces: readonly Ace[];
}

export interface SecurityDescriptor {
  /** The control word: `controlBits`. Says whether there are lists at all, and protected ones. */
  readonly control: number;
  readonly owner: string | null;
  readonly group: string | null;
  /** Null = no list: not in the answer when its `present` bit is clear, otherwise a NULL list. See `aclState`. */
  readonly dacl: Acl | null;
  readonly sacl: Acl | null;
}

/** Bits of the control word (MS-DTYP 2.4.6). */
export const controlBits: Readonly<Record<ControlCode, number>> = {
  ownerDefaulted: 0x1,
  groupDefaulted: 0x2,
  daclPresent: 0x4,
  daclDefaulted: 0x8,
  saclPresent: 0x10,
  saclDefaulted: 0x20,
  daclTrusted: 0x40,
  serverSecurity: 0x80,
  daclInheritRequired: 0x100,
  saclInheritRequired: 0x200,
  daclAutoInherited: 0x400,
  saclAutoInherited: 0x800,
  daclProtected: 0x1000,
  saclProtected: 0x2000,
  resourceManagerValid: 0x4000,
  selfRelative: 0x8000,
};

export function isKnown(ace: Ace): ace is KnownAce {
  return 'sid' in ace;
}

/** What stands where a list should. A NULL DACL lets everyone do everything, an empty one nobody anything. */
export function aclState(descriptor: SecurityDescriptor, list: 'dacl' | 'sacl'): AclState {
  const present = list === 'dacl' ? controlBits.daclPresent : controlBits.saclPresent;
  if ((descriptor.control & present) === 0) return 'notRead';
  const acl = descriptor[list];
  if (acl === null) return 'none';
  return acl.aces.length === 0 ? 'empty' : 'entries';
}

/** Codes of the control bits that are set, in bit order. */
export function controlCodesOf(descriptor: SecurityDescriptor): ControlCode[] {
  return (Object.entries(controlBits) as [ControlCode, number][])
    .filter(([, bit]) => (descriptor.control & bit) !== 0)
    .map(([code]) => code);
}

const denying: ReadonlySet<number> = new Set([
  aceTypes.deny,
  aceTypes.denyObject,
  aceTypes.denyCallback,
  aceTypes.denyCallbackObject,
]);
const auditing: ReadonlySet<number> = new Set([aceTypes.audit, aceTypes.auditObject]);

/** What an entry does; callback entries like the plain ones, `unknown` for types that are not read. */
export function effectOf(ace: Ace): 'allow' | 'deny' | 'audit' | 'unknown' {
  if (!isKnown(ace)) return 'unknown';
  if (denying.has(ace.type)) return 'deny';
  return auditing.has(ace.type) ? 'audit' : 'allow';
}

/** Whether an entry has room for GUIDs. */
export function isObjectType(type: number): boolean {
  return (
    (type >= aceTypes.allowObject && type <= aceTypes.auditObject) ||
    type === aceTypes.allowCallbackObject ||
    type === aceTypes.denyCallbackObject
  );
}

/**
 * Whether a DACL stands in canonical order: explicit entries before inherited ones, and among the explicit ones deny
 * before allow (MS-DTYP 2.4.5). Inherited entries come ancestor by ancestor, each of which has an order of its own, so
 * nothing is said of theirs.
 */
export function isCanonical(acl: Acl | null): boolean {
  let stage = 0;
  for (const ace of acl?.aces ?? []) {
    const at = (ace.flags & aceFlags.inherited) !== 0 ? 2 : effectOf(ace) === 'deny' ? 0 : 1;
    if (at < stage) return false;
    stage = at;
  }
  return true;
}

const sameBytes = (a: Uint8Array | null, b: Uint8Array | null): boolean =>
  a === b || (a !== null && b !== null && a.length === b.length && a.every((byte, at) => byte === b[at]));

export function sameAce(a: Ace, b: Ace): boolean {
  if (a.type !== b.type || a.flags !== b.flags) return false;
  if (!isKnown(a) || !isKnown(b)) return !isKnown(a) && !isKnown(b) && sameBytes(a.body, b.body);
  return (
    a.mask === b.mask &&
    a.objectType === b.objectType &&
    a.inheritedObjectType === b.inheritedObjectType &&
    a.sid === b.sid &&
    sameBytes(a.condition, b.condition)
  );
}

function sameAcl(a: Acl | null, b: Acl | null): boolean {
  if (a === null || b === null) return a === b;
  return a.aces.length === b.aces.length && a.aces.every((ace, at) => sameAce(ace, b.aces[at]!));
}

/** Equal in what they say: owner, group, control word, the entries in their order. Revisions of lists do not count. */
export function sameDescriptor(a: SecurityDescriptor, b: SecurityDescriptor): boolean {
  return (
    a.control === b.control &&
    a.owner === b.owner &&
    a.group === b.group &&
    sameAcl(a.dacl, b.dacl) &&
    sameAcl(a.sacl, b.sacl)
  );
}
