/**
 * BER as LDAP uses it (RFC 4511, 5.1), written and read for the lab alone: Treeline's own reading and writing are checked
 * against it, so it shares nothing with them.
 */

/** One element; `content` is bytes, text (UTF-8), or elements that stand one after another. */
export function tlv(tag: number, content: Uint8Array | string | readonly Uint8Array[]): Buffer {
  const body =
    typeof content === 'string'
      ? Buffer.from(content, 'utf8')
      : content instanceof Uint8Array
        ? content
        : Buffer.concat(content);
  return Buffer.concat([Buffer.of(tag), lengthBytes(body.length), body]);
}

/** The length octets in their shortest form. */
export function lengthBytes(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.of(0x80 + bytes.length, ...bytes);
}

/** A signed integer within a double's exact range, in its shortest form. */
export function int(value: number, tag = 0x02): Buffer {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = ((rest % 256) + 256) % 256;
    bytes.unshift(low);
    rest = (rest - low) / 256;
  } while (rest !== 0 && rest !== -1);
  if (rest === 0 && bytes[0]! >= 0x80) bytes.unshift(0);
  if (rest === -1 && bytes[0]! < 0x80) bytes.unshift(0xff);
  return tlv(tag, Uint8Array.from(bytes));
}

export const text = (value: string): Buffer => tlv(0x04, value);
export const bool = (value: boolean): Buffer => tlv(0x01, Uint8Array.of(value ? 0xff : 0));

export interface Element {
  readonly tag: number;
  readonly content: Buffer;
}

/** The elements that stand one after another in `bytes`; throws where they do not fill it exactly. */
export function elements(bytes: Buffer): Element[] {
  const found: Element[] = [];
  for (let at = 0; at < bytes.length;) {
    const header = headerAt(bytes, at);
    if (header === null || header.end > bytes.length) throw new Error(`BER: cut element at ${at}`);
    found.push({ tag: bytes[at]!, content: bytes.subarray(header.start, header.end) });
    at = header.end;
  }
  return found;
}

/** Where the content of the element at `at` starts and ends; null when its header is not all there. */
export function headerAt(bytes: Buffer, at: number): { start: number; end: number } | null {
  const first = bytes[at + 1];
  if (first === undefined) return null;
  if (first < 0x80) return { start: at + 2, end: at + 2 + first };
  const count = first & 0x7f;
  if (count === 0 || count > 4) throw new Error('BER: length form');
  if (at + 2 + count > bytes.length) return null;
  const start = at + 2 + count;
  return { start, end: start + bytes.readUIntBE(at + 2, count) };
}

export function toInt({ content }: Element): number {
  if (content.length === 0 || content.length > 6) throw new Error('BER: integer');
  return content.readIntBE(0, content.length);
}

export const toText = ({ content }: Element): string => content.toString('utf8');

/** Cuts a stream of bytes into whole elements. */
export class Splitter {
  #held: Buffer[] = [];
  #length = 0;
  #wanted = 2;

  *push(chunk: Buffer): Generator<Buffer, void> {
    this.#held.push(chunk);
    this.#length += chunk.length;
    if (this.#length < this.#wanted) return;
    const bytes = this.#held.length === 1 ? chunk : Buffer.concat(this.#held);
    let at = 0;
    for (;;) {
      const end = at < bytes.length ? headerAt(bytes, at)?.end : undefined;
      if (end === undefined || end > bytes.length) {
        this.#held = at === bytes.length ? [] : [bytes.subarray(at)];
        this.#length = bytes.length - at;
        this.#wanted = end === undefined ? this.#length + 1 : end - at;
        return;
      }
      yield bytes.subarray(at, end);
      at = end;
    }
  }
}
