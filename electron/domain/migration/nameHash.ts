/** How a name is compared: without regard to case, as the directory does. 53 bits; 0 only for none. */
export function nameHash(name: string): number {
  const folded = name.toLowerCase();
  let high = 0x811c_9dc5;
  let low = 0x1234_5678;
  for (let at = 0; at < folded.length; at++) {
    const code = folded.charCodeAt(at);
    high = Math.imul(high ^ code, 0x0100_0193);
    low = Math.imul(low ^ (code + at), 0x5bd1_e995);
    low ^= low >>> 15;
  }
  return joined(high, low);
}

/** The same of a name in UTF-8, without making a string of it; null where it is not of ASCII alone. */
export function asciiNameHash(bytes: Uint8Array, from: number, to: number): number | null {
  let high = 0x811c_9dc5;
  let low = 0x1234_5678;
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte >= 0x80) return null;
    const code = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
    high = Math.imul(high ^ code, 0x0100_0193);
    low = Math.imul(low ^ (code + at - from), 0x5bd1_e995);
    low ^= low >>> 15;
  }
  return joined(high, low);
}

const joined = (high: number, low: number): number =>
  ((high >>> 0) & 0x1f_ffff) * 0x1_0000_0000 + (low >>> 0) || 1;
