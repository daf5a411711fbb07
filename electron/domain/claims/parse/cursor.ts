/** A walk over the tokens of one rule after another. */
import type { Token } from './lexer.ts';
import { Lines } from './place.ts';
import type { Place } from './place.ts';
import type { ParseCode } from './problems.ts';

/** Ends the reading of one rule; never leaves the parser. */
export class Unreadable extends Error {
  readonly code: ParseCode;
  readonly from: number;
  readonly to: number;
  readonly params: Readonly<Record<string, string>>;

  constructor(code: ParseCode, token: Token, params: Readonly<Record<string, string>>) {
    super(code);
    this.code = code;
    this.from = token.from;
    this.to = token.to;
    this.params = params;
  }
}

export class Cursor {
  readonly tokens: readonly Token[];
  readonly #lines: Lines;
  at = 0;

  constructor(tokens: readonly Token[], lines: Lines) {
    this.tokens = tokens;
    this.#lines = lines;
  }

  get token(): Token {
    return this.tokens[this.at]!;
  }

  peek(ahead: number): Token {
    return this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)]!;
  }

  next(): Token {
    const { token } = this;
    if (token.kind !== 'end') this.at++;
    return token;
  }

  isSign(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'sign' && token.text === text;
  }

  /** A keyword; case does not count. */
  isName(name: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'name' && token.text.toLowerCase() === name;
  }

  takeSign(text: string): boolean {
    if (!this.isSign(text)) return false;
    this.at++;
    return true;
  }

  takeName(name: string): boolean {
    if (!this.isName(name)) return false;
    this.at++;
    return true;
  }

  sign(text: string): void {
    if (!this.takeSign(text)) this.fail(text);
  }

  keyword(name: string): void {
    if (!this.takeName(name)) this.fail(name);
  }

  kind(kind: 'name' | 'string' | 'number', expected: string): Token {
    if (this.token.kind !== kind) this.fail(expected);
    return this.next();
  }

  /** `expected`: what the grammar asks for here, in its own signs and keywords. */
  fail(expected: string): never {
    const { token } = this;
    if (token.kind === 'end') throw new Unreadable('unexpectedEnd', token, { expected });
    const found = token.kind === 'string' ? `"${token.text}"` : token.text;
    throw new Unreadable('unexpected', token, { expected, found: found.slice(0, 80) });
  }

  /** From one token to the end of the one before the cursor. */
  since(first: Token): Place {
    const last = this.tokens[Math.max(this.at - 1, 0)]!;
    return this.#lines.place(first.from, Math.max(last.to, first.from));
  }

  placeOf(token: { readonly from: number; readonly to: number }): Place {
    return this.#lines.place(token.from, token.to);
  }
}
