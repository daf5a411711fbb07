/** The prefix that a subnet object is named after: `10.1.0.0/16`, `2001:db8::/32`. */
import type { Subnet } from './model.ts';

export type Prefix = Pick<Subnet, 'family' | 'network' | 'prefixLength' | 'problem'>;

const bad = (problem: NonNullable<Prefix['problem']>): Prefix => ({
  family: null,
  network: null,
  prefixLength: null,
  problem,
});

function ipv4Words(text: string): number[] | null {
  const parts = text.split('.');
  if (parts.length !== 4 || parts.some((part) => !/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255))
    return null;
  const [a, b, c, d] = parts.map(Number) as [number, number, number, number];
  return [a * 256 + b, c * 256 + d];
}

/** Eight 16-bit words of an IPv6 address (RFC 4291 §2.2), an IPv4 tail included. */
function ipv6Words(text: string): number[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const words: number[][] = [];
  for (const [index, half] of halves.entries()) {
    const of: number[] = [];
    const pieces = half === '' ? [] : half.split(':');
    for (const [at, piece] of pieces.entries()) {
      const last = at === pieces.length - 1 && index === halves.length - 1;
      if (piece.includes('.')) {
        const tail = last ? ipv4Words(piece) : null;
        if (!tail) return null;
        of.push(...tail);
      } else if (/^[0-9a-f]{1,4}$/i.test(piece)) of.push(Number.parseInt(piece, 16));
      else return null;
    }
    words.push(of);
  }
  const [head, tail] = words as [number[], number[] | undefined];
  if (!tail) return head.length === 8 ? head : null;
  const gap = 8 - head.length - tail.length;
  return gap < 1 ? null : [...head, ...Array.from({ length: gap }, () => 0), ...tail];
}

/** The shortest form, RFC 5952 §4.2. */
function ipv6Text(words: readonly number[]): string {
  let best = { at: -1, length: 1 };
  for (let at = 0; at < 8; at++) {
    let length = 0;
    while (at + length < 8 && words[at + length] === 0) length++;
    if (length > best.length) best = { at, length };
  }
  const hex = (from: number, to: number) =>
    words
      .slice(from, to)
      .map((word) => word.toString(16))
      .join(':');
  return best.at < 0 ? hex(0, 8) : `${hex(0, best.at)}::${hex(best.at + best.length, 8)}`;
}

/** Whether every bit after the prefix is zero. */
function hostBitsClear(words: readonly number[], length: number): boolean {
  return words.every((word, at) => {
    const bits = Math.min(16, Math.max(0, length - at * 16));
    return (word & (0xffff >>> bits)) === 0;
  });
}

/** Total: a name that is no prefix has a problem, and nothing else. Host bits that are set are told, and kept. */
export function parsePrefix(name: string): Prefix {
  const slash = name.indexOf('/');
  if (slash < 0) return bad('noPrefix');
  const lengthText = name.slice(slash + 1);
  if (!/^\d{1,3}$/.test(lengthText)) return bad('noPrefix');
  const prefixLength = Number(lengthText);
  const address = name.slice(0, slash);
  const v6 = address.includes(':');
  const words = v6 ? ipv6Words(address) : ipv4Words(address);
  if (!words) return bad('notAnAddress');
  if (prefixLength > (v6 ? 128 : 32)) return bad('prefixTooLong');
  return {
    family: v6 ? 'ipv6' : 'ipv4',
    network: v6 ? ipv6Text(words) : address,
    prefixLength,
    problem: hostBitsClear(words, prefixLength) ? null : 'hostBits',
  };
}
