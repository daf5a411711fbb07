/** Security descriptors as AD gives them ([MS-DTYP] 2.4.6): few different ones, repeated in many objects. */
import { sidToBytes } from '#domain/directory/sid.ts';

const inheritedAllow = Uint8Array.of(0, 0x12);
const rights = [0x000f01ff, 0x00020094, 0x00020014, 0x00000010, 0x00000020, 0x000f01bd];

function ace(mask: number, sid: Uint8Array): Buffer {
  const bytes = Buffer.alloc(8 + sid.length);
  bytes.set(inheritedAllow, 0);
  bytes.writeUInt16LE(bytes.length, 2);
  bytes.writeUInt32LE(mask, 4);
  bytes.set(sid, 8);
  return bytes;
}

/** Self-relative: owner and group Domain Admins, then a dozen entries, one of them for the team's own group. */
export function descriptor(domainSid: string, team: number): Buffer {
  const of = (rid: number): Uint8Array => sidToBytes(`${domainSid}-${rid}`)!;
  const owner = of(512);
  const aces = [ace(rights[team % rights.length]!, of(5000 + team))];
  for (let n = 0; n < 11; n++) aces.push(ace(rights[n % rights.length]!, of(512 + n)));
  const entries = Buffer.concat(aces);
  const acl = Buffer.alloc(8);
  acl.writeUInt8(4, 0);
  acl.writeUInt16LE(8 + entries.length, 2);
  acl.writeUInt16LE(aces.length, 4);
  const header = Buffer.alloc(20);
  header.writeUInt8(1, 0);
  header.writeUInt16LE(0x8c04, 2);
  header.writeUInt32LE(20, 4);
  header.writeUInt32LE(20 + owner.length, 8);
  header.writeUInt32LE(20 + 2 * owner.length, 16);
  return Buffer.concat([header, owner, owner, acl, entries]);
}
