/**
 * BER as LDAP uses it (RFC 4511, 5.1): definite lengths, no primitive longer than a message. Every read is checked
 * against the bounds of what it stands in, since the bytes come from outside.
 */

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  octetString: 0x04,
  enumerated: 0x0a,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The bytes are not BER, or not what was expected at this place. */
export class BerError extends Error {
  override readonly name = 'BerError';
}

/** One element: tag, length, content. `content` is bytes, text (UTF-8) or elements already encoded. */
export function element(tag: number, content: Uint8Array | string | readonly Uint8Array[]): Buffer {
  const body =
    typeof content === 'string'
      ? Buffer.from(content, 'utf8')
      : content instanceof Uint8Array
        ? content
        : Buffer.concat(content);
  const { length } = body;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : length < 0x10000 ? [0x82, length >> 8, length & 0xff]
      : [0x84, (length >>> 24) & 0xff, (length >>> 16) & 0xff, (length >>> 8) & 0xff, length & 0xff]; // prettier-ignore
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

/** A non-negative integer below 2^31, in its shortest form. */
export function integer(value: number, tag: number = tags.integer): Buffer {
  const bytes = [value & 0xff];
  for (let rest = value >>> 8; rest > 0; rest >>>= 8) bytes.unshift(rest & 0xff);
  if (bytes[0]! & 0x80) bytes.unshift(0);
  return element(tag, Uint8Array.from(bytes));
}

/** Reads elements one after another between `at` and `end` of a buffer. */
export class BerReader {
  readonly bytes: Buffer;
  at: number;
  end: number;

  constructor(bytes: Buffer, at = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  get more(): boolean {
    return this.at < this.end;
  }

  /** The tag of the next element, or -1 at the end. */
  peek(): number {
    return this.at < this.end ? this.bytes[this.at]! : -1;
  }

  /** Step into the next element, whose tag must be `tag`: answers where its content ends, `at` is where it begins. */
  open(tag: number): number {
    const { bytes, end } = this;
    let { at } = this;
    if (at + 2 > end || bytes[at] !== tag) throw new BerError('tag');
    let length = bytes[at + 1]!;
    at += 2;
    if (length >= 0x80) {
      const count = length & 0x7f;
      if (count === 0 || count > 4 || at + count > end) throw new BerError('length');
      length = 0;
      for (let i = 0; i < count; i += 1) length = length * 256 + bytes[at + i]!;
      at += count;
    }
    if (at + length > end) throw new BerError('length');
    this.at = at;
    return at + length;
  }

  /** A reader of the next element's content; this one goes on behind it. */
  inside(tag: number): BerReader {
    const end = this.open(tag);
    const inner = new BerReader(this.bytes, this.at, end);
    this.at = end;
    return inner;
  }

  skip(): void {
    this.at = this.open(this.peek());
  }

  /** The content as bytes; they share memory with the message. */
  octets(tag: number = tags.octetString): Buffer {
    const end = this.open(tag);
    const octets = this.bytes.subarray(this.at, end);
    this.at = end;
    return octets;
  }

  /** The content as text; bytes that are no UTF-8 become U+FFFD. */
  text(tag: number = tags.octetString): string {
    const end = this.open(tag);
    const text = this.bytes.toString('utf8', this.at, end);
    this.at = end;
    return text;
  }

  integer(tag: number = tags.integer): number {
    const end = this.open(tag);
    const { bytes, at } = this;
    if (at === end || end - at > 4) throw new BerError('integer');
    let value = bytes[at]! < 0x80 ? 0 : -1;
    for (let i = at; i < end; i += 1) value = (value << 8) | bytes[i]!;
    this.at = end;
    return value;
  }
}
