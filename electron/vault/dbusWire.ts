/**
 * The few bytes of the D-Bus wire format that reading one property takes (D-Bus Specification, "Message Protocol"):
 * method calls with string arguments out; returns of a string, an object path or a variant of a boolean, and errors in.
 */

export interface MethodCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly args: readonly string[];
}

export type Reply =
  | { readonly kind: 'return'; readonly replyTo: number; readonly value: string | boolean | null }
  | { readonly kind: 'error'; readonly replyTo: number; readonly name: string }
  /** Signals and calls to us, which nobody here waits for. */
  | { readonly kind: 'other' };

export class MalformedMessage extends Error {}

/** No answer that we ask for comes near this; the specification allows 128 MiB. */
const longestMessage = 64 * 1024;
const field = {
  path: 1,
  interface: 2,
  member: 3,
  errorName: 4,
  replySerial: 5,
  destination: 6,
  signature: 8,
} as const;

class Writer {
  readonly bytes: number[] = [];
  align(to: number): void {
    while (this.bytes.length % to !== 0) this.bytes.push(0);
  }
  byte(value: number): void {
    this.bytes.push(value);
  }
  uint32(value: number): void {
    this.align(4);
    this.bytes.push(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff);
  }
  string(value: string): void {
    const text = new TextEncoder().encode(value);
    this.uint32(text.length);
    this.bytes.push(...text, 0);
  }
  signature(value: string): void {
    this.bytes.push(value.length, ...new TextEncoder().encode(value), 0);
  }
}

/** A method call, little-endian. `serial` ≥ 1 comes back as the reply's `replyTo`. */
export function encodeCall(call: MethodCall, serial: number): Uint8Array {
  const body = new Writer();
  for (const arg of call.args) body.string(arg);
  const fields = new Writer();
  const header = (code: number, type: 'o' | 's' | 'g', value: string) => {
    fields.align(8);
    fields.byte(code);
    fields.signature(type);
    if (type === 'g') fields.signature(value);
    else fields.string(value);
  };
  header(field.path, 'o', call.path);
  header(field.interface, 's', call.interface);
  header(field.member, 's', call.member);
  header(field.destination, 's', call.destination);
  if (call.args.length > 0) header(field.signature, 'g', 's'.repeat(call.args.length));

  const message = new Writer();
  // 'l' little-endian, 1 = method call, no flags, protocol version 1. The fields begin at 16, so they stay aligned.
  message.bytes.push('l'.charCodeAt(0), 1, 0, 1);
  message.uint32(body.bytes.length);
  message.uint32(serial);
  message.uint32(fields.bytes.length);
  message.bytes.push(...fields.bytes);
  message.align(8);
  message.bytes.push(...body.bytes);
  return Uint8Array.from(message.bytes);
}

class Reader {
  readonly #view: DataView;
  readonly #little: boolean;
  #at: number;

  constructor(bytes: Uint8Array, little: boolean, at: number) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#little = little;
    this.#at = at;
  }
  get at(): number {
    return this.#at;
  }
  align(to: number): void {
    this.#at = Math.ceil(this.#at / to) * to;
  }
  #take(length: number): number {
    const start = this.#at;
    if (start + length > this.#view.byteLength) throw new MalformedMessage('cut short');
    this.#at += length;
    return start;
  }
  byte(): number {
    return this.#view.getUint8(this.#take(1));
  }
  uint32(): number {
    this.align(4);
    return this.#view.getUint32(this.#take(4), this.#little);
  }
  text(length: number): string {
    const start = this.#take(length + 1);
    return new TextDecoder().decode(new Uint8Array(this.#view.buffer, this.#view.byteOffset + start, length));
  }
  value(type: string): string | number | boolean {
    switch (type) {
      case 's':
      case 'o':
        return this.text(this.uint32());
      case 'g':
        return this.text(this.byte());
      case 'b':
        return this.uint32() !== 0;
      case 'u':
        return this.uint32();
      case 'v':
        return this.variant();
      default:
        throw new MalformedMessage('unexpected type');
    }
  }
  variant(): string | number | boolean {
    const type = this.text(this.byte());
    // A variant in a variant is lawful and never asked for; refusing it keeps the depth bounded.
    if (type === 'v') throw new MalformedMessage('unexpected type');
    return this.value(type);
  }
}

/** The length of the message that begins `bytes`, or null while its fixed header is not there yet. */
export function messageLength(bytes: Uint8Array): number | null {
  if (bytes.length < 16) return null;
  if (bytes[0] !== 0x6c && bytes[0] !== 0x42) throw new MalformedMessage('byte order');
  const reader = new Reader(bytes, bytes[0] === 0x6c, 4);
  const body = reader.uint32();
  reader.uint32();
  const length = 16 + Math.ceil(reader.uint32() / 8) * 8 + body;
  if (length > longestMessage) throw new MalformedMessage('too long');
  return length;
}

/** Reads one whole message. Throws `MalformedMessage`. */
export function decodeReply(bytes: Uint8Array): Reply {
  const reader = new Reader(bytes, bytes[0] === 0x6c, 12);
  const end = 16 + reader.uint32();
  const type = bytes[1];
  let replyTo = 0;
  let name = '';
  let signature = '';
  while (reader.at < end) {
    reader.align(8);
    const code = reader.byte();
    const value = reader.variant();
    if (code === field.replySerial) replyTo = Number(value);
    if (code === field.errorName) name = String(value);
    if (code === field.signature) signature = String(value);
  }
  if (type === 3) return { kind: 'error', replyTo, name };
  if (type !== 2) return { kind: 'other' };
  reader.align(8);
  const value = signature === '' ? null : reader.value(signature[0]!);
  if (typeof value === 'number') throw new MalformedMessage('unexpected type');
  return { kind: 'return', replyTo, value };
}
