import { boundaryWord } from './categories.ts';
import { PatternRefused } from './tree.ts';
import { holds } from './unitSet.ts';

const isDigit = (unit: string): boolean => unit >= '0' && unit <= '9';
export const isNameUnit = (unit: string): boolean => holds(boundaryWord(), unit.charCodeAt(0));

const named: Readonly<Record<string, number>> = { a: 7, b: 8, e: 27, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** A place in a pattern's text, and what .NET reads the same way wherever it stands. */
export class Cursor {
  readonly text: string;
  at = 0;
  constructor(text: string) {
    this.text = text;
  }
  get left(): number {
    return this.text.length - this.at;
  }
  /** `''` at the end. */
  peek(ahead = 0): string {
    return this.text.charAt(this.at + ahead);
  }
  take(): string {
    return this.text.charAt(this.at++);
  }
  takes(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }
  refuse(code: PatternRefused['code'], from: number, to = this.at): never {
    const start = Math.min(from, this.text.length);
    throw new PatternRefused(code, start, Math.max(Math.min(to, this.text.length) - start, 0));
  }

  /** Digits as a number; null = there is none. A number that .NET cannot hold is an error. */
  decimal(): number | null {
    const from = this.at;
    while (isDigit(this.peek())) this.at++;
    if (from === this.at) return null;
    const value = Number(this.text.slice(from, this.at));
    return value > 0x7fffffff ? this.refuse('syntax', from) : value;
  }
  name(): string {
    const from = this.at;
    while (this.left > 0 && isNameUnit(this.peek())) this.at++;
    return this.text.slice(from, this.at);
  }

  /** `\x41`, `\u0041`, `\101`, `\cA`, `\n`, `\-`: the unit meant. The backslash is behind us, at `from`. */
  escape(from: number): number {
    if (this.left === 0) return this.refuse('syntax', from);
    const unit = this.take();
    if (unit >= '0' && unit <= '7') {
      this.at--;
      let value = 0;
      for (let i = 0; i < 3 && this.peek() >= '0' && this.peek() <= '7'; i++)
        value = value * 8 + Number(this.take());
      return value & 0xff;
    }
    if (unit === 'x') return this.hex(2, from);
    if (unit === 'u') return this.hex(4, from);
    if (unit === 'c') return this.control(from);
    const known = named[unit];
    if (known !== undefined) return known;
    return isNameUnit(unit) ? this.refuse('syntax', from) : unit.charCodeAt(0);
  }
  private hex(count: number, from: number): number {
    const digits = this.text.slice(this.at, this.at + count);
    if (!/^[\da-fA-F]+$/.test(digits) || digits.length < count)
      return this.refuse('syntax', from, this.at + digits.length);
    this.at += count;
    return Number.parseInt(digits, 16);
  }
  private control(from: number): number {
    if (this.left === 0) return this.refuse('syntax', from);
    const unit = this.take();
    // .NET's count of groups reads what follows `\c` once more: `\c[` opens a class there and nowhere else.
    if ('[\\'.includes(unit)) return this.refuse('unsupported', from);
    const upper = unit >= 'a' && unit <= 'z' ? unit.toUpperCase() : unit;
    const value = upper.charCodeAt(0) - 0x40;
    return value >= 0 && value < 0x20 ? value : this.refuse('syntax', from);
  }

  /** `{Lu}` of `\p{Lu}`. */
  propertyName(from: number): string {
    if (this.left < 3 || this.take() !== '{') return this.refuse('syntax', from);
    const start = this.at;
    while (this.left > 0 && (isNameUnit(this.peek()) || this.peek() === '-')) this.at++;
    const name = this.text.slice(start, this.at);
    return this.take() === '}' ? name : this.refuse('syntax', from);
  }

  /** Whether a quantifier stands here: `{` is one only as `{3}`, `{3,}`, `{3,5}`. */
  atQuantifier(): boolean {
    const unit = this.peek();
    if (unit !== '{') return unit !== '' && '*+?'.includes(unit);
    let i = 1;
    while (isDigit(this.peek(i))) i++;
    if (i === 1) return false;
    if (this.peek(i) === ',') for (i++; isDigit(this.peek(i));) i++;
    return this.peek(i) === '}';
  }
}
