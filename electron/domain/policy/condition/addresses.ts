/** IpAddress and NotIpAddress: IPv4 and IPv6, with or without a prefix length. */
import { plain } from './family.ts';
import type { Compare } from './family.ts';

/** 32 or 128 bits. */
export interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

export function addressOf(text: string): Address | null {
  return text.includes(':') ? v6(text) : v4(text);
}

function v4(text: string): Address | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  let value = 0;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return null;
    value = value * 256 + Number(part);
  }
  return { bits: 32, value: BigInt(value) };
}

function v6(text: string): Address | null {
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return null;
  const first = groupsOf(head);
  const last = tail === undefined ? [] : groupsOf(tail);
  if (!first || !last) return null;
  const missing = 8 - first.length - last.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const groups = [...first, ...Array.from({ length: missing }, () => 0), ...last];
  return { bits: 128, value: groups.reduce((value, group) => (value << 16n) | BigInt(group), 0n) };
}

/** Sixteen bits each; the last two may be written as an IPv4 address. */
function groupsOf(text: string): number[] | null {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (part.includes('.')) {
      const four = index === parts.length - 1 ? v4(part) : null;
      if (!four) return null;
      groups.push(Number(four.value >> 16n), Number(four.value & 0xffffn));
    } else {
      if (!/^[0-9a-f]{1,4}$/i.test(part)) return null;
      groups.push(Number.parseInt(part, 16));
    }
  }
  return groups.length <= 8 ? groups : null;
}

/** An address and how many of its leading bits count. */
export function rangeOf(text: string): (Address & { readonly prefix: number }) | null {
  const [address = '', length, ...more] = text.trim().split('/');
  const found = addressOf(address);
  if (!found || more.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return null;
  const prefix = length === undefined ? found.bits : Number(length);
  return prefix <= found.bits ? { ...found, prefix } : null;
}

function inRange(wanted: string): Compare | null {
  const range = rangeOf(wanted);
  if (!range) return null;
  const drop = BigInt(range.bits - range.prefix);
  const network = range.value >> drop;
  return (given) => {
    const address = addressOf(given.trim());
    return address !== null && address.bits === range.bits && address.value >> drop === network;
  };
}

export const addresses = {
  IpAddress: plain(inRange),
  NotIpAddress: plain(inRange, { negated: true }),
};
