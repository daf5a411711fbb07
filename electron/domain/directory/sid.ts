/**
 * Security identifiers: byte 0 revision 1, byte 1 count, bytes 2–7 authority big-endian, then count × uint32
 * little-endian (facts/active-directory.md §7; MS-DTYP 2.4.2). Text `S-1-authority-sub-…`.
 */
import { toFilterValue } from './hex.ts';

const maxSubAuthorities = 15;
const form = /^S-1-(0x[0-9a-f]{12}|\d{1,10})((?:-\d{1,10}){0,15})$/i;
const domainForm = /^(S-1-5-21-\d+-\d+-\d+)-(\d+)$/;

/** The text of a SID's bytes; null when they are not exactly one SID. */
export function sidToText(bytes: Uint8Array): string | null {
  const count = bytes[1];
  if (count === undefined || bytes[0] !== 1 || count > maxSubAuthorities || bytes.length !== 8 + count * 4)
    return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const high = view.getUint16(2);
  const low = view.getUint32(4);
  let text =
    high === 0
      ? `S-1-${low}`
      : `S-1-0x${high.toString(16).padStart(4, '0')}${low.toString(16).padStart(8, '0')}`;
  for (let at = 8; at < bytes.length; at += 4) text += `-${view.getUint32(at, true)}`;
  return text;
}

/** The bytes of a SID's text; null when it is not a SID. */
export function sidToBytes(text: string): Uint8Array | null {
  const match = form.exec(text);
  if (!match) return null;
  const authority = Number(match[1]);
  const parts = match[2]!.split('-').slice(1).map(Number);
  const decimal = !/^0x/i.test(match[1]!);
  if ((decimal && authority > 0xffff_ffff) || parts.some((part) => part > 0xffff_ffff)) return null;
  const bytes = new Uint8Array(8 + parts.length * 4);
  const view = new DataView(bytes.buffer);
  bytes[0] = 1;
  bytes[1] = parts.length;
  view.setUint16(2, Math.floor(authority / 0x1_0000_0000));
  view.setUint32(4, authority % 0x1_0000_0000);
  parts.forEach((part, at) => view.setUint32(8 + at * 4, part, true));
  return bytes;
}

/** A SID however it was read, bytes or text, as canonical text; null when it is not one. */
export function sidOf(value: string | Uint8Array | undefined): string | null {
  if (value === undefined) return null;
  const bytes = typeof value === 'string' ? sidToBytes(value) : value;
  return bytes && sidToText(bytes);
}

/** The domain of a domain account's SID (`S-1-5-21-a-b-c` of `S-1-5-21-a-b-c-rid`); null for any other SID. */
export function domainSidOf(sid: string): string | null {
  return domainForm.exec(sid)?.[1] ?? null;
}

/** The last sub-authority; null when there is none. */
export function ridOf(sid: string): number | null {
  const match = form.exec(sid);
  if (!match || match[2] === '') return null;
  return Number(sid.slice(sid.lastIndexOf('-') + 1));
}

/** The SID that a RID names in a domain: how primaryGroupID points at a group. */
export function sidInDomain(domainSid: string, rid: number): string {
  return `${domainSid}-${rid}`;
}

/** A SID's text as a filter value: its bytes, escaped. Null when it is not a SID. */
export function sidToFilter(sid: string): string | null {
  const bytes = sidToBytes(sid);
  return bytes && toFilterValue(bytes);
}
