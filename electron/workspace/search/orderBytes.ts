/** The bytes of a folded text, ended by a zero: their order is that of the text's UTF-16 code units. UTF-8, with surrogates as three bytes each. */
export function orderBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3 + 1);
  let to = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) bytes[to++] = unit;
    else if (unit < 0x800) {
      bytes[to++] = 0xc0 | (unit >> 6);
      bytes[to++] = 0x80 | (unit & 0x3f);
    } else {
      bytes[to++] = 0xe0 | (unit >> 12);
      bytes[to++] = 0x80 | ((unit >> 6) & 0x3f);
      bytes[to++] = 0x80 | (unit & 0x3f);
    }
  }
  return bytes.subarray(0, to + 1);
}
