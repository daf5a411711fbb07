/** msDS-TrustForestTrustInfo, MS-ADTS 6.1.6.9.3.1: which name suffixes and domains the trusted forest holds. */
import { sidBytes } from '../encode.ts';
import type { DomainPlan } from '../plan.ts';

const utf8 = new TextEncoder();

/** A length-prefixed field. */
function field(bytes: Uint8Array): number[] {
  return [...uint32(bytes.length), ...bytes];
}
function uint32(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff];
}

/** One top-level-name record and one domain record for each domain; version 1. */
export function forestTrustInfo(domains: readonly DomainPlan[]): Uint8Array {
  const records = domains.flatMap((domain) => [
    [0, ...field(utf8.encode(domain.dns))],
    [
      2,
      ...field(sidBytes(domain.sid)),
      ...field(utf8.encode(domain.dns)),
      ...field(utf8.encode(domain.netbios)),
    ],
  ]);
  const written = records.flatMap((record) => {
    const body = [...uint32(0), ...uint32(0x01d52f3a), ...uint32(0x6c4b8e00), ...record];
    return [...uint32(body.length), ...body];
  });
  return Uint8Array.from([...uint32(1), ...uint32(records.length), ...written]);
}
