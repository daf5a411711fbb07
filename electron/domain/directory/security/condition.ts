/** Conditional expressions of callback entries (MS-DTYP 2.4.4.17): postfix tokens behind the mark `artx`, as text. */
import { toHex } from '../hex.ts';
import { sidToText } from '../sid.ts';

const mark = 0x7874_7261;
const utf16 = new TextDecoder('utf-16le', { fatal: true });

const binary: Readonly<Record<number, string>> = {
  0x80: '==',
  0x81: '!=',
  0x82: '<',
  0x83: '<=',
  0x84: '>',
  0x85: '>=',
  0x86: 'Contains',
  0x88: 'Any_of',
  0x8e: 'Not_Contains',
  0x8f: 'Not_Any_of',
  0xa0: '&&',
  0xa1: '||',
};
const membership: Readonly<Record<number, string>> = {
  0x89: 'Member_of',
  0x8a: 'Device_Member_of',
  0x8b: 'Member_of_Any',
  0x8c: 'Device_Member_of_Any',
  0x90: 'Not_Member_of',
  0x91: 'Not_Device_Member_of',
  0x92: 'Not_Member_of_Any',
  0x93: 'Not_Device_Member_of_Any',
};
const existence: Readonly<Record<number, string>> = { 0x87: 'Exists', 0x8d: 'Not_Exists' };
const attributes: Readonly<Record<number, string>> = {
  0xf8: '',
  0xf9: '@User.',
  0xfa: '@Resource.',
  0xfb: '@Device.',
};
const not = 0xa2;
/** Deeper nesting than anybody writes; the bytes come from outside. */
const maxDepth = 32;

class Tokens {
  at = 4;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.#bytes.length - this.at;
  }

  byte(): number {
    return this.#view.getUint8(this.at++);
  }

  take(): Uint8Array {
    const length = this.#view.getUint32(this.at, true);
    this.at += 4;
    if (length > this.left) throw new RangeError('token');
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }

  /** Signed by a sign byte of its own, and 64 bits wide whatever its type. */
  integer(): string {
    const value = this.#view.getBigInt64(this.at, true);
    this.at += 10;
    if (this.at > this.#bytes.length) throw new RangeError('token');
    return String(value);
  }
}

function literal(code: number, tokens: Tokens, depth: number): string | null {
  if (code >= 0x01 && code <= 0x04) return tokens.integer();
  if (code === 0x10) return JSON.stringify(utf16.decode(tokens.take()));
  if (code === 0x18) return `#${toHex(tokens.take())}`;
  if (code === 0x51) {
    const sid = sidToText(tokens.take());
    return sid === null ? null : `SID(${sid})`;
  }
  if (code !== 0x50 || depth > maxDepth) return null;
  const end = tokens.take();
  const inner = new Tokens(Uint8Array.of(0, 0, 0, 0, ...end));
  const parts: string[] = [];
  while (inner.left > 0) {
    const part = literal(inner.byte(), inner, depth + 1);
    if (part === null) return null;
    parts.push(part);
  }
  return `{${parts.join(', ')}}`;
}

function evaluate(tokens: Tokens): string | null {
  const stack: string[] = [];
  while (tokens.left > 0) {
    const code = tokens.byte();
    if (code === 0) continue; // padding to four bytes
    if (code in binary) {
      const right = stack.pop();
      const left = stack.pop();
      if (left === undefined || right === undefined) return null;
      stack.push(code >= 0xa0 ? `(${left} ${binary[code]!} ${right})` : `${left} ${binary[code]!} ${right}`);
      continue;
    }
    const prefix = code === not ? '!' : (membership[code] ?? existence[code]);
    if (prefix !== undefined) {
      const operand = stack.pop();
      if (operand === undefined) return null;
      stack.push(code === not ? `!(${operand})` : `${prefix} ${operand}`);
      continue;
    }
    const value =
      code in attributes ? `${attributes[code]!}${utf16.decode(tokens.take())}` : literal(code, tokens, 0);
    if (value === null) return null;
    stack.push(value);
  }
  return stack.length === 1 ? stack[0]! : null;
}

/** The expression as SDDL writes it; null when the bytes are none, or hold a token that is not known. */
export function conditionText(bytes: Uint8Array): string | null {
  if (bytes.length < 4 || new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true) !== mark)
    return null;
  try {
    return evaluate(new Tokens(bytes));
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return null;
    throw error;
  }
}
