/** Numbers of 53 bits for short texts, as keys of maps: a seed of the comparison's own keeps anybody from choosing two that fall together. */

/** `bytes[start … end)`, ASCII without case. */
export function hashBytes(bytes: Uint8Array, start: number, end: number, seed: number): number {
  let low = seed | 0;
  let high = ~seed;
  for (let at = start; at < end; at++) {
    let byte = bytes[at]!;
    if (byte >= 0x41 && byte <= 0x5a) byte += 0x20;
    low = Math.imul(low ^ byte, 0x5bd1e995);
    low ^= low >>> 15;
    high = Math.imul(high ^ byte, 0x1b873593);
    high ^= high >>> 13;
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}

/** A text without case: in bytes where it is ASCII, else folded as a whole. */
export function hashText(bytes: Uint8Array, start: number, end: number, seed: number): number {
  for (let at = start; at < end; at++) {
    if (bytes[at]! < 0x80) continue;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
    const folded = Buffer.from(text.normalize('NFC').toLowerCase());
    return hashBytes(folded, 0, folded.length, seed);
  }
  return hashBytes(bytes, start, end, seed);
}
