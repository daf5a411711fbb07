/**
 * Distinguished names: RFC 4514 text to structure and back. Beyond the RFC the parser takes what older writers
 * leave: spaces around separators, `;` between RDNs, quoted values (RFC 2253 §4) and bare `<` or `>`.
 */
import { fromHex, toHex } from './hex.ts';

/** One type and value. A value of the `#hex` form is kept as its BER bytes. */
export interface AttributeTypeAndValue {
  readonly type: string;
  readonly value: string | Uint8Array;
}
/** One step of a name; more than one pair when it is multi-valued (`CN=a+UID=b`). */
export type Rdn = readonly AttributeTypeAndValue[];
/** A name, leaf first, as in its text. Empty = the root DSE. */
export type Dn = readonly Rdn[];

export const dnProblems = ['type', 'equals', 'escape', 'hex', 'quote', 'utf8'] as const;
export type DnProblem = (typeof dnProblems)[number];

/** The text is no distinguished name. `at` is the position, in UTF-16 units, where it stops being one. */
export class DnSyntaxError extends Error {
  readonly problem: DnProblem;
  readonly at: number;

  constructor(problem: DnProblem, at: number) {
    super(`dn.${problem}`);
    this.name = 'DnSyntaxError';
    this.problem = problem;
    this.at = at;
  }
}

const typeForm = /^(?:[A-Za-z][\w-]*|\d+(?:\.\d+)*)$/;
/** A name that needs neither unescaping nor trimming: every `,` separates, every first `=` follows a type. */
const needsCare = /[\\"+;<>]|[^ -~\u0080-\uffff]|=#| {2}| [,=]|[,=] |^ | $/;
const escapable = ' "#+,;<=>\\/';
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Whether the text is in the plain form, for which positions of `,` and `=` tell everything. */
export function isPlainDn(text: string): boolean {
  return !needsCare.test(text);
}

/** Parse a name; throws `DnSyntaxError`. The empty text is the empty name. */
export function parseDn(text: string): Dn {
  if (text === '') return [];
  return isPlainDn(text) ? parsePlain(text) : new Parser(text).dn();
}

function parsePlain(text: string): Dn {
  let at = 0;
  return text.split(',').map((part) => {
    const equals = part.indexOf('=');
    const type = equals < 0 ? part : part.slice(0, equals);
    if (!typeForm.test(type)) throw new DnSyntaxError('type', at);
    if (equals < 0) throw new DnSyntaxError('equals', at + part.length);
    at += part.length + 1;
    return [{ type, value: part.slice(equals + 1) }];
  });
}

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  dn(): Dn {
    const dn: Rdn[] = [];
    let rdn: AttributeTypeAndValue[] = [];
    this.#spaces();
    if (this.#at === this.#text.length) return dn;
    for (;;) {
      rdn.push(this.#pair());
      const separator = this.#text[this.#at];
      this.#at++;
      if (separator === '+') continue;
      dn.push(rdn);
      if (separator === undefined) return dn;
      rdn = [];
    }
  }

  #spaces(): void {
    while (this.#text[this.#at] === ' ') this.#at++;
  }

  #pair(): AttributeTypeAndValue {
    this.#spaces();
    const start = this.#at;
    while (/[\w.-]/.test(this.#text[this.#at] ?? '')) this.#at++;
    const type = this.#text.slice(start, this.#at);
    if (!typeForm.test(type)) throw new DnSyntaxError('type', start);
    this.#spaces();
    if (this.#text[this.#at] !== '=') throw new DnSyntaxError('equals', this.#at);
    this.#at++;
    this.#spaces();
    const first = this.#text[this.#at];
    if (first === '#') return { type, value: this.#hexValue() };
    return { type, value: first === '"' ? this.#quoted() : this.#plainValue() };
  }

  #hexValue(): Uint8Array {
    const start = ++this.#at;
    while (/[0-9a-fA-F]/.test(this.#text[this.#at] ?? '')) this.#at++;
    const bytes = fromHex(this.#text.slice(start, this.#at));
    this.#spaces();
    if (!bytes || bytes.length === 0 || !this.#atSeparator()) throw new DnSyntaxError('hex', start);
    return bytes;
  }

  #atSeparator(): boolean {
    const next = this.#text[this.#at];
    return next === undefined || next === ',' || next === ';' || next === '+';
  }

  #quoted(): string {
    const start = this.#at++;
    let value = '';
    for (;;) {
      const next = this.#text[this.#at];
      if (next === undefined) throw new DnSyntaxError('quote', start);
      if (next === '"') break;
      if (next === '\\') value += this.#escape();
      else {
        value += next;
        this.#at++;
      }
    }
    this.#at++;
    this.#spaces();
    if (!this.#atSeparator()) throw new DnSyntaxError('quote', this.#at);
    return value;
  }

  #plainValue(): string {
    let value = '';
    /** Length of `value` up to its last character that is not a bare space: trailing bare spaces do not count. */
    let kept = 0;
    while (!this.#atSeparator()) {
      const next = this.#text[this.#at]!;
      if (next === '"') throw new DnSyntaxError('quote', this.#at);
      if (next === '\\') {
        value += this.#escape();
        kept = value.length;
        continue;
      }
      value += next;
      this.#at++;
      if (next !== ' ') kept = value.length;
    }
    return value.slice(0, kept);
  }

  /** `\,` or a run of `\xx`, whose bytes together are UTF-8. */
  #escape(): string {
    const start = this.#at;
    const bytes: number[] = [];
    while (this.#text[this.#at] === '\\') {
      const pair = this.#text.slice(this.#at + 1, this.#at + 3);
      if (!/^[0-9a-fA-F]{2}$/.test(pair)) break;
      bytes.push(Number.parseInt(pair, 16));
      this.#at += 3;
    }
    if (bytes.length > 0) {
      try {
        return utf8.decode(Uint8Array.from(bytes));
      } catch {
        throw new DnSyntaxError('utf8', start);
      }
    }
    const next = this.#text[this.#at + 1];
    if (next === undefined || !escapable.includes(next)) throw new DnSyntaxError('escape', start);
    this.#at += 2;
    return next;
  }
}

/** Characters that are always escaped in a value; leading space or `#` and trailing space are added to them. */
const special = /[\\",+;<>]|[^ -~\u0080-\uffff]/g;

/** One value as it stands in a name's text, escaped by RFC 4514 §2.4; control characters as `\xx`, as AD writes them. */
export function formatValue(value: string | Uint8Array): string {
  if (typeof value !== 'string') return `#${toHex(value)}`;
  let text = value.replace(special, (character) =>
    character < ' ' || character === '\u007f'
      ? `\\${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
      : `\\${character}`,
  );
  if (text.startsWith(' ') || text.startsWith('#')) text = `\\${text}`;
  if (value.length > 1 && text.endsWith(' ')) text = `${text.slice(0, -1)}\\ `;
  return text;
}

/** One RDN's text. */
export function formatRdn(rdn: Rdn): string {
  return rdn.map((pair) => `${pair.type}=${formatValue(pair.value)}`).join('+');
}

/** A name's text: `,` between RDNs, no spaces around it. */
export function formatDn(dn: Dn): string {
  return dn.map(formatRdn).join(',');
}
