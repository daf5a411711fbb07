/**
 * The few bytes of the D-Bus wire format that finding items and reading their properties takes (D-Bus Specification,
 * "Message Protocol"): method calls with strings and dictionaries of strings out; the first value of a return, and
 * errors in.
 */

export interface MethodCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  /** A string ('s'), or a dictionary of strings ('a{ss}'). */
  readonly args: readonly (string | Readonly<Record<string, string>>)[];
}

/** An array is its elements; an entry of a dictionary is a pair. */
export type Value = string | number | boolean | readonly Value[];

export type Reply =
  | { readonly kind: 'return'; readonly replyTo: number; readonly value: Value | null }
  | { readonly kind: 'error'; readonly replyTo: number; readonly name: string }
  /** Signals and calls to us, which nobody here waits for. */
  | { readonly kind: 'other' };

export class MalformedMessage extends Error {}

/** No answer that we ask for comes near this; the specification allows 128 MiB. */
const longestMessage = 4 * 1024 * 1024;
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
  dictionary(value: Readonly<Record<string, string>>): void {
    const entries = new Writer();
    for (const [key, text] of Object.entries(value)) {
      entries.align(8);
      entries.string(key);
      entries.string(text);
    }
    this.uint32(entries.bytes.length);
    // The padding before the first entry does not count as the array's.
    this.align(8);
    this.bytes.push(...entries.bytes);
  }
  signature(value: string): void {
    this.bytes.push(value.length, ...new TextEncoder().encode(value), 0);
  }
}

/** A method call, little-endian. `serial` ≥ 1 comes back as the reply's `replyTo`. */
export function encodeCall(call: MethodCall, serial: number): Uint8Array {
  const body = new Writer();
  let types = '';
  for (const arg of call.args) {
    types += typeof arg === 'string' ? 's' : 'a{ss}';
    if (typeof arg === 'string') body.string(arg);
    else body.dictionary(arg);
  }
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
  if (types !== '') header(field.signature, 'g', types);

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

/** Pairs of plain values alone. */
const dictionaryEntry = /^\{[sogub][sogub]\}/;

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
  /** The value of a type of ours. */
  value(type: string): Value {
    switch (type[0]) {
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
      case 'a':
        return this.#array(type.slice(1));
      default:
        throw new MalformedMessage('unexpected type');
    }
  }
  #array(element: string): Value[] {
    const length = this.uint32();
    const pair = dictionaryEntry.test(element);
    // Those that need no alignment are never asked for in an array.
    if (!pair && !/^[souba]/.test(element)) throw new MalformedMessage('unexpected type');
    this.align(pair ? 8 : 4);
    const end = this.#at + length;
    const values: Value[] = [];
    while (this.#at < end) {
      if (pair) this.align(8);
      values.push(pair ? [this.value(element[1]!), this.value(element[2]!)] : this.value(element));
    }
    if (this.#at !== end) throw new MalformedMessage('cut short');
    return values;
  }
  variant(): Value {
    const type = this.text(this.byte());
    // A variant in a variant is lawful and never asked for; refusing it keeps the depth bounded.
    if (type.includes('v')) throw new MalformedMessage('unexpected type');
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
  return { kind: 'return', replyTo, value: signature === '' ? null : reader.value(signature) };
}
