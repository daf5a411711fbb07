import { lowerUnit, takenLowered, withLower } from './caseless.ts';
import { charClass, classEscape, skipClass, propertyEscape } from './charClass.ts';
import { Cursor, isNameUnit } from './cursor.ts';
import { countGroups } from './groups.ts';
import { noOptions, skipBlank, takeOptions, type Options } from './options.ts';
import type { PatternPlace } from './pattern.ts';
import { nothingToTake, patternLimits, type Groups, type ParsedPattern, type PatternNode } from './tree.ts';
import { anyUnit, complementOf, type UnitSet } from './unitSet.ts';

const newLine: UnitSet = [10, 10];

/** A .NET pattern as a tree, every class as the units it takes. Throws `PatternRefused`. */
export function parsePattern(text: string): ParsedPattern {
  const groups = countGroups(text);
  const parser = new Parser(text, groups);
  return { root: parser.whole(), groups };
}

class Parser {
  private readonly at: Cursor;
  private readonly groups: Groups;
  private options: Options = noOptions;
  private unnamed = 1;
  private depth = 0;
  private readonly sets = new Map<string, PatternNode>();
  private ignoredCase = false;
  /** Where a category of upper or lower case stands that is taken as it is. */
  private keptCase: PatternPlace | null = null;
  constructor(text: string, groups: Groups) {
    this.at = new Cursor(text);
    this.groups = groups;
  }

  whole(): PatternNode {
    const node = this.alternatives();
    if (this.at.left > 0) this.at.refuse('syntax', this.at.at, this.at.at + 1);
    // .NET lowers the text before it looks for where such a pattern may begin, and then finds no upper case where there is one.
    if (this.ignoredCase && this.keptCase)
      this.at.refuse('unsupported', this.keptCase.offset, this.keptCase.offset + this.keptCase.length);
    return node;
  }

  /** To the end, or to a `)` that is not taken. */
  private alternatives(): PatternNode {
    const { at } = this;
    const all: PatternNode[] = [];
    let items: PatternNode[] = [];
    const finish = (): void => {
      all.push(items.length === 1 ? items[0]! : { kind: 'sequence', items });
      items = [];
    };
    for (;;) {
      skipBlank(at, this.options.x);
      const unit = at.peek();
      if (unit === '' || unit === ')') break;
      if (unit === '|') {
        at.at++;
        finish();
        continue;
      }
      if (at.atQuantifier()) at.refuse('syntax', at.at, at.at + 1);
      const from = at.at;
      const node = this.atom();
      if (node) items.push(this.quantified(node, from));
    }
    finish();
    return all.length === 1 ? all[0]! : { kind: 'either', items: all };
  }

  private quantified(item: PatternNode, from: number): PatternNode {
    const { at } = this;
    skipBlank(at, this.options.x);
    if (!at.atQuantifier()) return item;
    const mark = at.take();
    let min = mark === '+' ? 1 : 0;
    let max = mark === '?' ? 1 : Infinity;
    if (mark === '{') {
      min = at.decimal()!;
      if (at.takes(',')) max = at.decimal() ?? Infinity;
      else max = min;
      at.at++;
    }
    skipBlank(at, this.options.x);
    const lazy = at.takes('?');
    if (min > max) at.refuse('syntax', from);
    if (max === 0) return nothingToTake;
    return min === 1 && max === 1
      ? item
      : { kind: 'loop', item, min, max, lazy, place: { offset: from, length: at.at - from } };
  }

  /** One thing that a quantifier may follow; null = options, which none may. */
  private atom(): PatternNode | null {
    const { at, options } = this;
    const from = at.at;
    const unit = at.take();
    if (unit === '(') return this.group(from);
    if (unit === '[') {
      skipClass(at);
      this.noteCase(from);
      return this.known(from, () => {
        at.at = from + 1;
        return charClass(at, options.i);
      });
    }
    if (unit === '\\') return this.escape(from);
    if (unit === '.') return { kind: 'set', set: options.s ? anyUnit : complementOf(newLine) };
    if (unit === '^') return { kind: 'assert', what: options.m ? 'lineStart' : 'start' };
    if (unit === '$') return { kind: 'assert', what: options.m ? 'lineEnd' : 'lastLineEnd' };
    return this.literal(from, unit.charCodeAt(0));
  }

  /** What is written from `from` to here: worked out once, however often a pattern says it. */
  private known(from: number, means: () => UnitSet): PatternNode {
    const ignoreCase = this.options.i;
    if (ignoreCase) this.ignoredCase = true;
    const key = `${ignoreCase}${this.at.text.slice(from, this.at.at)}`;
    let node = this.sets.get(key);
    if (!node) {
      const set = means();
      node = { kind: 'set', set: ignoreCase ? takenLowered(set) : set };
      this.sets.set(key, node);
    }
    return node;
  }
  private literal(from: number, unit: number): PatternNode {
    const own = this.options.i ? lowerUnit(unit) : unit;
    return this.known(from, () => [own, own]);
  }

  private escape(from: number): PatternNode {
    const { at } = this;
    const letter = at.peek();
    if (letter === 'A' || letter === 'z' || letter === 'Z' || letter === 'b' || letter === 'B') {
      at.at++;
      const what = ({ A: 'start', z: 'end', Z: 'lastLineEnd', b: 'word', B: 'notWord' } as const)[letter];
      return { kind: 'assert', what };
    }
    if (letter === 'G') at.refuse('unsupported', from, at.at + 1);
    const known = classEscape(letter);
    if (known) {
      at.at++;
      return this.known(from, () => known);
    }
    if (letter === 'p' || letter === 'P') {
      at.at++;
      const { set, ranges } = propertyEscape(at, from, letter === 'P', this.options.i);
      this.noteCase(from);
      return this.known(from, () => (ranges && this.options.i ? withLower(set) : set));
    }
    this.backreference(from);
    return this.literal(from, at.escape(from));
  }

  private noteCase(from: number): void {
    const { text, at } = this.at;
    if (!this.options.i && /\\[pP]\{L[ult]\}/.test(text.slice(from, at)))
      this.keptCase ??= { offset: from, length: at - from };
  }

  /** Refuses `\1`, `\k<name>`, `\<name>`, `\'name'`; returns when it is none, with nothing taken. */
  private backreference(from: number): void {
    const { at } = this;
    const back = at.at;
    const first = at.peek();
    if (first === 'k' || ((first === '<' || first === "'") && at.left > 1)) {
      if (first === 'k') at.at++;
      const open = at.take();
      if (open !== '<' && open !== "'") at.refuse('syntax', from);
      if (at.left === 0) at.refuse('syntax', from);
      const close = open === '<' ? '>' : "'";
      const number = at.decimal();
      const name = number === null ? at.name() : '';
      if ((number !== null || name !== '') && at.take() === close) {
        const exists = number === null ? this.groups.numberOf.has(name) : this.exists(number);
        at.refuse(exists ? 'backreference' : 'syntax', from);
      }
    } else if (first >= '1' && first <= '9') {
      const number = at.decimal()!;
      if (this.exists(number)) at.refuse('backreference', from);
      if (number <= 9) at.refuse('syntax', from);
    }
    at.at = back;
  }
  private exists(number: number): boolean {
    return (this.groups.slots[number] ?? -1) >= 0;
  }

  private group(from: number): PatternNode | null {
    const { at } = this;
    const before = this.options;
    if (++this.depth > patternLimits.depth) at.refuse('tooLong', from);
    let slot = -1;
    if (at.peek() !== '?' || at.peek(1) === ')') {
      if (!this.options.n) slot = this.groups.slots[this.unnamed++]!;
    } else {
      at.at++;
      const kind = at.take();
      if (kind === '=' || kind === '!') at.refuse('lookaround', from);
      if (kind === '>') at.refuse('atomic', from);
      if (kind === '(') at.refuse('conditional', from);
      if (kind === '<' || kind === "'") slot = this.groups.slots[this.groupNumber(from, kind)]!;
      else if (kind !== ':') {
        at.at--;
        this.options = takeOptions(at, this.options);
        const end = at.take();
        if (end === ')') {
          this.depth--;
          return null;
        }
        if (end !== ':') at.refuse('syntax', from);
      }
    }
    const item = this.alternatives();
    if (!at.takes(')')) at.refuse('syntax', from, from + 1);
    this.options = before;
    this.depth--;
    return slot < 0 ? item : { kind: 'group', slot, item };
  }

  /** `<name>` or `<7>`, with the opening sign behind us. */
  private groupNumber(from: number, open: string): number {
    const { at } = this;
    const close = open === '<' ? '>' : "'";
    if (open === '<' && (at.peek() === '=' || at.peek() === '!')) {
      at.at++;
      at.refuse('lookaround', from);
    }
    let number = at.decimal();
    if (number === null) {
      if (at.peek() !== '-' && (at.left === 0 || !isNameUnit(at.peek()))) at.refuse('syntax', from);
      number = this.groups.numberOf.get(at.name()) ?? -1;
    }
    if (at.peek() === '-') at.refuse('balancing', from, at.at + 1);
    if (number === 0 || !this.exists(number) || at.take() !== close) at.refuse('syntax', from);
    return number;
  }
}
