/** The text of a filter (RFC 4515) to its tree. */
import { maxDepth } from './filter.ts';
import type { Filter } from './filter.ts';
import { FilterSyntaxError } from './problem.ts';
import type { FilterProblem } from './problem.ts';
import { valueBytes } from './value.ts';

/** RFC 4512 §2.5: a name or a dotted OID, with options. Ranges of values (`member;range=0-*`) hold other characters. */
const description = /^(?:[A-Za-z][\w-]*|\d+(?:\.\d+)*)(?:;[\w-]+)*$/;
const ruleName = /^(?:[A-Za-z][\w-]*|\d+(?:\.\d+)*)$/;

export interface ParseOptions {
  /** Told of every matching rule, as it is spelled, and where it stands. */
  readonly onRule?: (rule: string, position: number) => void;
}

class Parser {
  readonly #text: string;
  readonly #options: ParseOptions;
  #at = 0;

  constructor(text: string, options: ParseOptions) {
    this.#text = text;
    this.#options = options;
  }

  whole(): Filter {
    this.#space();
    const bare = this.#at < this.#text.length && this.#text[this.#at] !== '(';
    const filter = bare ? this.#item(this.#text.trimEnd().length) : this.#filter(0);
    this.#space();
    if (this.#at < this.#text.length) this.#fail('trailing');
    return filter;
  }

  #fail(code: FilterProblem, position = this.#at): never {
    throw new FilterSyntaxError(code, position);
  }

  /** Blanks between filters are not in the standard, but in what people paste. */
  #space(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  #expect(char: string, code: FilterProblem): void {
    if (this.#text[this.#at] !== char) this.#fail(code);
    this.#at += 1;
  }

  #filter(depth: number): Filter {
    if (depth > maxDepth) this.#fail('depth');
    this.#expect('(', 'open');
    this.#space();
    const sign = this.#text[this.#at];
    let filter: Filter;
    if (sign === '&' || sign === '|') {
      this.#at += 1;
      const parts: Filter[] = [];
      for (this.#space(); this.#text[this.#at] === '('; this.#space()) parts.push(this.#filter(depth + 1));
      if (parts.length === 0) this.#fail(this.#text[this.#at] === ')' ? 'emptyList' : 'open');
      filter = { is: sign === '&' ? 'and' : 'or', parts };
    } else if (sign === '!') {
      this.#at += 1;
      this.#space();
      filter = { is: 'not', part: this.#filter(depth + 1) };
      this.#space();
    } else {
      const close = this.#text.indexOf(')', this.#at);
      if (close < 0) this.#fail('close');
      filter = this.#item(close);
    }
    this.#expect(')', 'close');
    return filter;
  }

  /** One comparison, from here to `end`. */
  #item(end: number): Filter {
    const start = this.#at;
    this.#at = end;
    const item = this.#text.slice(start, end);
    const equals = item.indexOf('=');
    if (equals < 0) this.#fail('operator', start);
    const bytes = (text: string, offset = equals + 1): Uint8Array => valueBytes(text, start + offset);
    const value = item.slice(equals + 1);
    const before = item[equals - 1];
    if (before === ':') return this.#extensible(item.slice(0, equals - 1), start, bytes(value));

    const is = before === '>' ? 'greaterOrEqual' : before === '<' ? 'lessOrEqual' : before === '~' ? 'approx' : 'equal'; // prettier-ignore
    const attribute = item.slice(0, is === 'equal' ? equals : equals - 1).trim();
    if (!description.test(attribute)) this.#fail('attribute', start);
    if (is !== 'equal') return { is, attribute, value: bytes(value) };
    if (!value.includes('*')) return { is, attribute, value: bytes(value) };

    let offset = equals + 1;
    const pieces = value.split('*').map((text) => {
      const at = offset;
      offset += text.length + 1;
      return text === '' ? null : bytes(text, at);
    });
    if (pieces.every((piece) => piece === null)) {
      return { is: 'present', attribute };
    }
    const any = pieces.slice(1, -1).filter((piece) => piece !== null);
    return { is: 'substrings', attribute, initial: pieces[0]!, any, final: pieces.at(-1)! };
  }

  /** `attr[:dn][:rule]:=value` or `[:dn]:rule:=value`. */
  #extensible(head: string, start: number, value: Uint8Array): Filter {
    const [type = '', ...rest] = head.split(':');
    const dn = rest[0]?.trim().toLowerCase() === 'dn';
    if (dn) rest.shift();
    const attribute = type.trim();
    const rule = rest[0]?.trim();
    if (rest.length > 1 || (attribute === '' && rule === undefined)) this.#fail('rule', start);
    if (attribute !== '' && !description.test(attribute)) this.#fail('attribute', start);
    if (rule !== undefined) {
      // `dn` twice would be a rule of that name, which no text could say again.
      if (!ruleName.test(rule) || rule.toLowerCase() === 'dn') this.#fail('rule', start);
      this.#options.onRule?.(rule, start + head.lastIndexOf(rule));
    }
    return {
      is: 'extensible',
      attribute: attribute === '' ? null : attribute,
      rule: rule ?? null,
      dn,
      value,
    };
  }
}

/**
 * The tree of a filter's text. Blanks between filters are taken, and a single comparison without its parentheses. Throws
 * `FilterSyntaxError` with the place of the first mistake.
 */
export function parseFilter(text: string, options: ParseOptions = {}): Filter {
  return new Parser(text, options).whole();
}
