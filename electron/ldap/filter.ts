/**
 * Search filters: their text (RFC 4515) to their bytes (RFC 4511, 4.5.1.7). Values are bytes: `\xx` stands for the byte
 * itself, so that a GUID or SID can be asked for.
 */
import { Fault } from '#contract/faults.ts';
import { element } from './ber.ts';

const choice = { and: 0xa0, or: 0xa1, not: 0xa2, equal: 0xa3, substrings: 0xa4, greaterOrEqual: 0xa5, lessOrEqual: 0xa6, present: 0x87, approx: 0xa8, extensible: 0xa9 } as const; // prettier-ignore
const substring = { initial: 0x80, any: 0x81, final: 0x82 } as const;
const extensible = { rule: 0x81, type: 0x82, value: 0x83, dnAttributes: 0x84 } as const;

/** Nesting that no administrator writes: the parser calls itself, and its stack is not the caller's to spend. */
const maxDepth = 100;

/** Attribute description: a name or a dotted OID, with options (RFC 4512, 2.5). */
const description = /^(?:[A-Za-z][\w-]*|\d+(?:\.\d+)*)(?:;[\w-]+)*$/;
const ruleName = /^(?:[A-Za-z][\w-]*|\d+(?:\.\d+)*)$/;

function invalid(text: string, at: number): Fault {
  return new Fault('input.invalid', { path: 'filter', detail: `${at + 1}: ${text.slice(at, at + 40)}` });
}

/** The bytes of an assertion value: `\xx` is a byte, everything else is UTF-8. */
function valueBytes(text: string, whole: string, at: number): Buffer {
  if (!text.includes('\\')) {
    if (/[()*\0]/.test(text)) throw invalid(whole, at);
    return Buffer.from(text, 'utf8');
  }
  const parts: Buffer[] = [];
  let plain = 0;
  const flush = (end: number): void => {
    const piece = text.slice(plain, end);
    if (/[()*\0]/.test(piece)) throw invalid(whole, at + plain);
    if (piece !== '') parts.push(Buffer.from(piece, 'utf8'));
  };
  for (let i = text.indexOf('\\'); i >= 0; i = text.indexOf('\\', plain)) {
    flush(i);
    const hex = text.slice(i + 1, i + 3);
    if (!/^[\da-f]{2}$/i.test(hex)) throw invalid(whole, at + i);
    parts.push(Buffer.from(hex, 'hex'));
    plain = i + 3;
  }
  flush(text.length);
  return Buffer.concat(parts);
}

class FilterParser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Buffer {
    this.#space();
    const filter = this.#filter(0);
    this.#space();
    if (this.#at < this.#text.length) throw invalid(this.#text, this.#at);
    return filter;
  }

  /** Blanks between filters are not in the standard, but in what people paste. */
  #space(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  #expect(char: string): void {
    if (this.#text[this.#at] !== char) throw invalid(this.#text, this.#at);
    this.#at += 1;
  }

  #filter(depth: number): Buffer {
    if (depth > maxDepth) throw invalid(this.#text, this.#at);
    this.#expect('(');
    this.#space();
    const sign = this.#text[this.#at];
    let bytes: Buffer;
    if (sign === '&' || sign === '|') {
      this.#at += 1;
      const parts: Buffer[] = [];
      for (this.#space(); this.#text[this.#at] === '('; this.#space()) parts.push(this.#filter(depth + 1));
      bytes = element(sign === '&' ? choice.and : choice.or, parts);
    } else if (sign === '!') {
      this.#at += 1;
      this.#space();
      bytes = element(choice.not, this.#filter(depth + 1));
      this.#space();
    } else bytes = this.#item();
    this.#expect(')');
    return bytes;
  }

  #item(): Buffer {
    const start = this.#at;
    const close = this.#text.indexOf(')', start);
    if (close < 0) throw invalid(this.#text, start);
    this.#at = close;
    const item = this.#text.slice(start, close);
    const equals = item.indexOf('=');
    if (equals < 1) throw invalid(this.#text, start);
    const bytes = (text: string, offset = equals + 1): Buffer => valueBytes(text, this.#text, start + offset);
    const value = item.slice(equals + 1);
    const before = item[equals - 1]!;
    if (before === ':') return this.#extensible(item.slice(0, equals - 1), bytes(value), start);

    const comparison = before === '>' ? choice.greaterOrEqual : before === '<' ? choice.lessOrEqual : before === '~' ? choice.approx : null; // prettier-ignore
    const type = item.slice(0, comparison === null ? equals : equals - 1).trim();
    if (!description.test(type)) throw invalid(this.#text, start);
    const pair = (tag: number): Buffer => element(tag, [element(0x04, type), element(0x04, bytes(value))]);
    if (comparison !== null) return pair(comparison);
    if (value === '*') return element(choice.present, type);
    if (!value.includes('*')) return pair(choice.equal);

    let offset = equals + 1;
    const pieces = value.split('*').map((text, i, all) => {
      const at = offset;
      offset += text.length + 1;
      const tag = i === 0 ? substring.initial : i === all.length - 1 ? substring.final : substring.any;
      return text === '' ? null : element(tag, bytes(text, at));
    });
    const present = pieces.filter((piece) => piece !== null);
    if (present.length === 0) return element(choice.present, type);
    return element(choice.substrings, [element(0x04, type), element(0x30, present)]);
  }

  /** `attr[:dn][:rule]:=value` or `[:dn]:rule:=value`. */
  #extensible(head: string, value: Buffer, start: number): Buffer {
    const [type = '', ...rest] = head.split(':');
    const dn = rest[0]?.toLowerCase() === 'dn';
    if (dn) rest.shift();
    const [rule = '', ...tooMany] = rest;
    const wellFormed =
      tooMany.length === 0 &&
      (type === '' ? rule !== '' : description.test(type)) &&
      (rest.length === 0 || ruleName.test(rule));
    if (!wellFormed) throw invalid(this.#text, start);
    return element(choice.extensible, [
      ...(rule === '' ? [] : [element(extensible.rule, rule)]),
      ...(type === '' ? [] : [element(extensible.type, type)]),
      element(extensible.value, value),
      ...(dn ? [element(extensible.dnAttributes, Uint8Array.of(0xff))] : []),
    ]);
  }
}

/** The bytes of a filter, for a search request. Throws `input.invalid` with the place of the first mistake. */
export function encodeFilter(text: string): Buffer {
  const trimmed = text.trim();
  return new FilterParser(trimmed.startsWith('(') ? trimmed : `(${trimmed})`).whole();
}
