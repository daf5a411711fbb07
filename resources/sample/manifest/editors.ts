/** Who may change the members of a group, straight from the bytes of its security descriptor. */
import { hex } from './world.ts';
import type { WorldObject } from './world.ts';

const writeProperty = 0x20;
/** Full control, generic all or write, change of the DACL or the owner. */
const takesOver = 0x10000000 | 0x40000000 | 0x40000 | 0x80000;
/** `member` and its property set as stored. */
const memberGuids = new Set(['c07996bfe60dd011a28500aa003049e2', '40c20abca979d011902000c04fc2d4cf']);
/** SIDs of administrators end so: Domain Admins, Enterprise Admins, BUILTIN\Administrators, SYSTEM. */
const isAdministrator = (sid: string): boolean =>
  sid.endsWith('00020000') ||
  sid.endsWith('07020000') ||
  sid.endsWith('20020000') ||
  sid === '010100000000000512000000';

/** SIDs (hexadecimal) that may fill the group and are no administrators; the owner among them. */
export function editorsOf(group: WorldObject): string[] {
  const bytes = group.attributes['nTSecurityDescriptor']?.[0];
  if (!(bytes instanceof Uint8Array)) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const sidAt = (at: number): string => hex(bytes.slice(at, at + 8 + bytes[at + 1]! * 4));
  const found = [sidAt(view.getUint32(4, true))];
  let at = view.getUint32(16, true);
  const count = view.getUint16(at + 4, true);
  at += 8;
  const denied = new Set<string>();
  for (let index = 0; index < count; index += 1, at += view.getUint16(at + 2, true)) {
    const denies = bytes[at] === 1 || bytes[at] === 6;
    const typed = bytes[at] === 5 || bytes[at] === 6;
    if ((bytes[at] !== 0 && !typed && !denies) || (bytes[at + 1]! & 8) !== 0) continue;
    const mask = view.getUint32(at + 4, true);
    const flags = typed ? view.getUint32(at + 8, true) : 0;
    const object = (flags & 1) === 0 ? null : hex(bytes.slice(at + 12, at + 28));
    const sid = sidAt(at + (typed ? 12 : 8) + ((flags & 1) === 0 ? 0 : 16) + ((flags & 2) === 0 ? 0 : 16));
    const writes = (mask & writeProperty) !== 0 && (object === null || memberGuids.has(object));
    if (denies) {
      if (writes) denied.add(sid);
    } else if ((writes && !denied.has(sid)) || (mask & takesOver) !== 0) found.push(sid);
  }
  return [...new Set(found)].filter((sid) => !isAdministrator(sid));
}
