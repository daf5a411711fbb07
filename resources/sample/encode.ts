/**
 * Values as a domain controller stores them. Written for the sample alone and apart from the product's decoders, so
 * that one can be tested against the other. Layouts: MS-DTYP 2.3.4 (GUID), 2.4.2 (SID), 2.4.4–2.4.6 (ACE, ACL, SD).
 */

/** `S-1-5-21-…` → revision, count, authority big-endian, sub-authorities little-endian. */
export function sidBytes(sid: string): Uint8Array {
  const [, , authority, ...subs] = sid.split('-');
  const bytes = new Uint8Array(8 + subs.length * 4);
  const view = new DataView(bytes.buffer);
  bytes[0] = 1;
  bytes[1] = subs.length;
  view.setUint32(4, Number(authority), false);
  subs.forEach((sub, index) => view.setUint32(8 + index * 4, Number(sub), true));
  return bytes;
}

/** `bf9679c0-0de6-11d0-a285-00aa003049e2` → the first three fields little-endian, the rest as written. */
export function guidBytes(guid: string): Uint8Array {
  const digits = guid.replaceAll('-', '');
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  return Uint8Array.from(order, (at) => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16));
}

/** Milliseconds of 1970 → 100 ns of 1601, as the decimal string that LDAP answers. */
export function fileTime(milliseconds: number): string {
  return ((BigInt(milliseconds) + 11_644_473_600_000n) * 10_000n).toString();
}

/** A span in days as Active Directory stores it: negative, in units of 100 ns (maxPwdAge, lockoutDuration …). */
export function spanOfDays(days: number): string {
  return (-BigInt(Math.round(days * 86_400)) * 10_000_000n).toString();
}

/** Milliseconds of 1970 → `20261102060000.0Z`. */
export function generalizedTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}.0Z`;
}

export interface Ace {
  readonly deny?: boolean;
  readonly mask: number;
  readonly sid: string;
  /** Attribute, property set, extended right or (for CreateChild) class that the entry is about. */
  readonly object?: string;
  /** Class that inherits it. */
  readonly inheritedObject?: string;
  /** 2 container inherit · 8 inherit only · 0x10 inherited. */
  readonly flags?: number;
}

function aceBytes(ace: Ace): Uint8Array {
  const sid = sidBytes(ace.sid);
  const guids = [ace.object, ace.inheritedObject].filter((guid) => guid !== undefined).map(guidBytes);
  const typed = guids.length > 0;
  const size = 8 + (typed ? 4 : 0) + guids.length * 16 + sid.length;
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  bytes[0] = (ace.deny ? 1 : 0) + (typed ? 5 : 0);
  bytes[1] = ace.flags ?? 0;
  view.setUint16(2, size, true);
  view.setUint32(4, ace.mask, true);
  let at = 8;
  if (typed) {
    view.setUint32(
      at,
      (ace.object === undefined ? 0 : 1) | (ace.inheritedObject === undefined ? 0 : 2),
      true,
    );
    at += 4;
    for (const guid of guids) {
      bytes.set(guid, at);
      at += 16;
    }
  }
  bytes.set(sid, at);
  return bytes;
}

/** A self-relative security descriptor with owner, group and DACL, as a reader with SD flags 7 gets it. */
export function securityDescriptor(of: {
  owner: string;
  group: string;
  protectedDacl?: boolean;
  aces: readonly Ace[];
}): Uint8Array {
  const owner = sidBytes(of.owner);
  const group = sidBytes(of.group);
  const aces = of.aces.map(aceBytes);
  const aclSize = aces.reduce((sum, ace) => sum + ace.length, 8);
  const bytes = new Uint8Array(20 + aclSize + owner.length + group.length);
  const view = new DataView(bytes.buffer);
  bytes[0] = 1;
  view.setUint16(2, 0x8000 | 0x0400 | 0x0004 | (of.protectedDacl ? 0x1000 : 0), true);
  view.setUint32(4, 20 + aclSize, true);
  view.setUint32(8, 20 + aclSize + owner.length, true);
  view.setUint32(16, 20, true);
  bytes[20] = 4;
  view.setUint16(22, aclSize, true);
  view.setUint16(24, aces.length, true);
  let at = 28;
  for (const ace of aces) {
    bytes.set(ace, at);
    at += ace.length;
  }
  bytes.set(owner, at);
  bytes.set(group, at + owner.length);
  return bytes;
}

const special = /["+,;<>\\]|^[ #]| $/;

/** Escapes one DN value by RFC 4514 §2.4. */
export function dnValue(value: string): string {
  if (!special.test(value)) return value;
  const last = value.length - 1;
  return value.replaceAll(/["+,;<>\\ #]/g, (character, at: number) => {
    const edge = (character === ' ' && (at === 0 || at === last)) || (character === '#' && at === 0);
    return edge || (character !== ' ' && character !== '#') ? `\\${character}` : character;
  });
}
