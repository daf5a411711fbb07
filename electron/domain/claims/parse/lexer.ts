/**
 * Text of rules to tokens. Terminals, identifiers and strings as in [MS-CTA] 2.1.4.1.1: keywords without regard to case, a
 * string runs from `"` to `"` on one line and knows no escape ("double quotation marks are not allowed inside strings",
 * Microsoft, "The Claim Rule Language"); `+`, `<`, `>` and numbers are those of AD FS alone.
 */
import type { ParseCode } from './problems.ts';

export interface Token {
  readonly kind: 'name' | 'attribute' | 'string' | 'number' | 'sign' | 'bad' | 'end';
  /** The text of a name, number or sign, an attribute's name without `@`, the inside of a string. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export interface Lexed {
  /** The last is of the kind `end`. */
  readonly tokens: readonly Token[];
  readonly comments: readonly Token[];
  readonly problems: readonly { readonly code: ParseCode; readonly from: number; readonly to: number }[];
}

const signs = new Set(['=>', '==', '=~', '!=', '!~', '&&', '<=', '>=']);
const single = new Set('[]():;,.=+<>');
const nameStart = /[A-Za-z_]/;
const nameText = /[A-Za-z_0-9]*/y;
const digits = /[0-9]*/y;

/** How an export was cut into lines by the console that it was written to. */
export interface Wrapping {
  /** Blanks before a line that goes on with the one above. */
  readonly indent: number;
  /** Length of a line that is full: it was cut in a word, any other at a blank, which is lost. */
  readonly width: number;
}

/** Lines that one string may be cut into. */
const maxPieces = 20;

/** Reads `text` from `start` to `end`; places count from the text's start. */
export function lex(text: string, start = 0, end = text.length, wrapping: Wrapping | null = null): Lexed {
  const tokens: Token[] = [];
  const comments: Token[] = [];
  const problems: { code: ParseCode; from: number; to: number }[] = [];
  const put = (kind: Token['kind'], value: string, from: number, to: number): number => {
    tokens.push({ kind, text: value, from, to });
    return to;
  };
  const run = (pattern: RegExp, from: number): number => {
    pattern.lastIndex = from;
    pattern.test(text);
    return Math.min(pattern.lastIndex, end);
  };
  const lineEnd = (from: number): number => {
    let at = from;
    while (at < end && text[at] !== '\n' && text[at] !== '\r') at++;
    return at;
  };
  /** Where the line that was cut here goes on; null = it was not cut. */
  const goesOn = (line: number): number | null => {
    if (!wrapping) return null;
    const next = line + (text.startsWith('\r\n', line) ? 2 : 1);
    const to = next + wrapping.indent;
    return to < end && text.slice(next, to).trim() === '' && text[to]!.trim() !== '' ? to : null;
  };
  const isFull = (line: number): boolean =>
    line - Math.max(text.lastIndexOf('\n', line - 1), -1) - 1 >= wrapping!.width;
  const string = (from: number, closing: string): number => {
    let value = '';
    let piece = from + 1;
    let firstLine = -1;
    for (let pieces = 0; pieces < maxPieces; pieces++) {
      let close = piece;
      while (close < end && !closing.includes(text[close]!) && text[close] !== '\n' && text[close] !== '\r')
        close++;
      value += text.slice(piece, close);
      if (close < end && closing.includes(text[close]!)) {
        if (pieces > 0) problems.push({ code: 'wrapped', from, to: close + 1 });
        return put('string', value, from, close + 1);
      }
      if (firstLine < 0) firstLine = close;
      const next = goesOn(close);
      if (next === null) break;
      value = isFull(close) ? value : `${value.trimEnd()} `;
      piece = next;
    }
    problems.push({ code: 'stringNotClosed', from, to: firstLine });
    return put('bad', text.slice(from, firstLine), from, firstLine);
  };
  let at = start;
  while (at < end) {
    const char = text[at]!;
    const two = text.slice(at, Math.min(at + 2, end));
    if (/[\s\u{FEFF}]/u.test(char)) at++;
    else if (char === '"') at = string(at, '"');
    else if (char === '“' || char === '”') {
      const from = at;
      at = string(at, '“”');
      problems.push({ code: 'typographicQuotes', from, to: at });
    } else if (char === '#' || two === '//') {
      const to = lineEnd(at);
      comments.push({ kind: 'bad', text: text.slice(at, to).trimEnd(), from: at, to });
      at = to;
    } else if (two === '/*') {
      const close = text.indexOf('*/', at + 2);
      const to = close < 0 || close + 2 > end ? end : close + 2;
      if (to === end && text.slice(Math.max(at + 2, to - 2), to) !== '*/')
        problems.push({ code: 'commentNotClosed', from: at, to });
      comments.push({ kind: 'bad', text: text.slice(at, to), from: at, to });
      at = to;
    } else if (signs.has(two)) at = put('sign', two, at, at + 2);
    else if (single.has(char)) at = put('sign', char, at, at + 1);
    else if (nameStart.test(char)) {
      const to = run(nameText, at);
      at = put('name', text.slice(at, to), at, to);
    } else if (/[0-9]/.test(char)) {
      const to = run(digits, at);
      at = put('number', text.slice(at, to), at, to);
    } else if (char === '@' && nameStart.test(text[at + 1] ?? '') && at + 1 < end) {
      const to = run(nameText, at + 1);
      at = put('attribute', text.slice(at + 1, to), at, to);
    } else {
      const to = at + String.fromCodePoint(text.codePointAt(at)!).length;
      problems.push({ code: 'character', from: at, to });
      at = put('bad', text.slice(at, to), at, to);
    }
  }
  put('end', '', end, end);
  return { tokens, comments, problems };
}
