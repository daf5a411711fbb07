/** Reading a self-relative security descriptor. Every length and offset is checked: the bytes come from outside. */
import { guidToText } from '../guid.ts';
import { sidToText } from '../sid.ts';
import { controlBits, isObjectType } from './descriptor.ts';
import type { Ace, AceType, Acl, SecurityDescriptor } from './descriptor.ts';
import { SecurityDescriptorError } from './error.ts';

const headerSize = 20;
const aclHeaderSize = 8;
/** Types 0–2, 5–7 and 9–0xC. */
const known: ReadonlySet<number> = new Set([0, 1, 2, 5, 6, 7, 9, 0xa, 0xb, 0xc]);

function sidAt(bytes: Uint8Array, at: number, end: number): { sid: string; end: number } {
  const count = bytes[at + 1];
  if (count === undefined || at + 8 > end) throw new SecurityDescriptorError('truncated', at);
  const to = at + 8 + count * 4;
  if (to > end) throw new SecurityDescriptorError('truncated', at);
  const sid = sidToText(bytes.subarray(at, to));
  if (sid === null) throw new SecurityDescriptorError('sid', at);
  return { sid, end: to };
}

/** One entry from `at` to `end`; its size has been checked against the list's. */
function aceAt(bytes: Uint8Array, view: DataView, at: number, end: number): Ace {
  const type = bytes[at]!;
  const flags = bytes[at + 1]!;
  if (!known.has(type)) return { type, flags, body: bytes.slice(at + 4, end) };
  if (at + 8 > end) throw new SecurityDescriptorError('aceSize', at);
  const mask = view.getUint32(at + 4, true);
  let next = at + 8;
  let objectType: string | null = null;
  let inheritedObjectType: string | null = null;
  if (isObjectType(type)) {
    if (next + 4 > end) throw new SecurityDescriptorError('aceSize', at);
    const present = view.getUint32(next, true);
    next += 4;
    const guid = (): string => {
      if (next + 16 > end) throw new SecurityDescriptorError('aceSize', at);
      next += 16;
      return guidToText(bytes.subarray(next - 16, next))!;
    };
    if ((present & 1) !== 0) objectType = guid();
    if ((present & 2) !== 0) inheritedObjectType = guid();
  }
  const { sid, end: behind } = sidAt(bytes, next, end);
  // Plain entries may be padded; what follows the SID of a callback entry is its condition (MS-DTYP 2.4.4.17).
  const condition = type >= 9 && behind < end ? bytes.slice(behind, end) : null;
  return { type: type as AceType, flags, mask, objectType, inheritedObjectType, sid, condition };
}

function aclAt(bytes: Uint8Array, view: DataView, at: number): Acl {
  if (at + aclHeaderSize > bytes.length) throw new SecurityDescriptorError('truncated', at);
  const revision = bytes[at]!;
  if (revision !== 2 && revision !== 4) throw new SecurityDescriptorError('revision', at);
  const end = at + view.getUint16(at + 2, true);
  if (end < at + aclHeaderSize || end > bytes.length) throw new SecurityDescriptorError('aclSize', at);
  const count = view.getUint16(at + 4, true);
  const aces: Ace[] = [];
  let next = at + aclHeaderSize;
  for (let index = 0; index < count; index++) {
    if (next + 4 > end) throw new SecurityDescriptorError('aceSize', next);
    const to = next + view.getUint16(next + 2, true);
    if (to < next + 4 || to > end) throw new SecurityDescriptorError('aceSize', next);
    aces.push(aceAt(bytes, view, next, to));
    next = to;
  }
  return { revision, aces };
}

/**
 * The descriptor that `bytes` are. Entries of unknown types are kept and said to be unknown.
 * @throws SecurityDescriptorError
 */
export function parseSecurityDescriptor(bytes: Uint8Array): SecurityDescriptor {
  if (bytes.length < headerSize) throw new SecurityDescriptorError('truncated', 0);
  if (bytes[0] !== 1) throw new SecurityDescriptorError('revision', 0);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const control = view.getUint16(2, true);
  if ((control & controlBits.selfRelative) === 0) throw new SecurityDescriptorError('notSelfRelative', 2);
  const sid = (field: number): string | null => {
    const at = view.getUint32(field, true);
    return at === 0 ? null : sidAt(bytes, at, bytes.length).sid;
  };
  const acl = (field: number, present: number): Acl | null => {
    const at = view.getUint32(field, true);
    return (control & present) === 0 || at === 0 ? null : aclAt(bytes, view, at);
  };
  return {
    control,
    owner: sid(4),
    group: sid(8),
    sacl: acl(12, controlBits.saclPresent),
    dacl: acl(16, controlBits.daclPresent),
  };
}
