/** Bytes as hexadecimal text, and back. */

/** The two lower-case digits of every byte. */
export const bytePairs: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
);

/** Lower-case hex, two digits a byte. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += bytePairs[byte]!;
  return text;
}

/** Bytes of hex text of either case, or null when it is not an even number of hex digits. */
export function fromHex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(text.slice(at * 2, at * 2 + 2), 16);
  return bytes;
}

/** Every byte as `\xx`: how binary values stand in a search filter (RFC 4515 §3). */
export function toFilterValue(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += `\\${bytePairs[byte]!}`;
  return text;
}
