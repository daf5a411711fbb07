import { assertions, Op, type Program } from './program.ts';

const [atStart, atEnd, atLastLineEnd, atLineStart, atLineEnd, atWord] = assertions.map((_, i) => i);
const newLine = 10;
/** Entries of a table; when it is full it is begun anew, so the time stays linear and the memory bounded. */
const entries = 1 << 16;
const unknown = 0;
const accepted = 1;
const dead = 2;

/** What stands before a place, as far as assertions ask. */
const before = { start: 0, newLine: 1, word: 2, other: 3 } as const;

/**
 * Whether a program matches anywhere in a text: the steps it could be at are one state, and where a state leads by a symbol is worked
 * out once. A text costs a look into the table for each unit; at worst, each unit costs the program's size.
 */
export function searcherOf(program: Program): (text: string) => boolean {
  const { op, x, y, size, alphabet } = program;
  const { count, taken, isWord } = alphabet;
  // Two more symbols: a `\n` that is the text's last unit, and the end.
  const lastNewLine = count;
  const theEnd = count + 1;
  const width = count + 2;
  const newLineSymbol = alphabet.symbolOf(newLine);
  const asserts = op.includes(Op.assert);
  const most = Math.max(16, Math.floor(entries / width));

  let table = new Int32Array(8 * width);
  const states = new Map<string, number>();
  /** Of each state: where it is, without what is reached by taking nothing; and what stands before it. */
  let seeds: Int32Array[] = [];
  let priors: number[] = [];

  const stateOf = (where: Int32Array, prior: number): number => {
    const key = `${prior}:${where.join()}`;
    const known = states.get(key);
    if (known !== undefined) return known;
    if (seeds.length === most) {
      states.clear();
      table.fill(unknown);
      seeds = [];
      priors = [];
    }
    if (seeds.length === 0) {
      const none = new Int32Array();
      seeds.push(none, none, none);
      priors.push(0, 0, 0);
    }
    if ((seeds.length + 1) * width > table.length) {
      const more = new Int32Array(Math.min(2 * table.length, most * width));
      more.set(table);
      table = more;
    }
    states.set(key, seeds.length);
    priors.push(prior);
    return seeds.push(where) - 1;
  };

  const holdsAt = (which: number, prior: number, symbol: number): boolean => {
    if (which === atStart) return prior === before.start;
    if (which === atEnd) return symbol === theEnd;
    if (which === atLastLineEnd) return symbol >= lastNewLine;
    if (which === atLineStart) return prior === before.start || prior === before.newLine;
    if (which === atLineEnd) return symbol >= lastNewLine || symbol === newLineSymbol;
    const boundary = (prior === before.word) !== (symbol < count && isWord[symbol] === 1);
    return boundary === (which === atWord);
  };

  const seen = new Int32Array(size);
  let round = 0;
  const pending = new Int32Array(2 * size + 2);

  /** Where a state leads by a symbol. */
  const lead = (state: number, symbol: number): number => {
    const where = seeds[state]!;
    const prior = priors[state]!;
    const unit = symbol === lastNewLine ? newLineSymbol : symbol;
    const next: number[] = [];
    round = (round + 1) | 0;
    const fromStart = prior === before.start || !program.anchored ? 1 : 0;
    for (let i = 0; i < where.length + fromStart; i++) {
      let left = 0;
      pending[left++] = i < where.length ? where[i]! : 0;
      while (left > 0) {
        let step = pending[--left]!;
        for (;;) {
          if (seen[step] === round) break;
          seen[step] = round;
          const what = op[step]!;
          if (what === Op.take) {
            if (symbol !== theEnd && taken[x[step]! * count + unit] === 1) next.push(step + 1);
            break;
          }
          if (what === Op.match) return accepted;
          if (what === Op.split || what === Op.progress) {
            pending[left++] = y[step]!;
            step = what === Op.split ? x[step]! : step + 1;
          } else if (what === Op.jump) step = x[step]!;
          else if (what === Op.assert && !holdsAt(x[step]!, prior, symbol)) break;
          else step++;
        }
      }
    }
    if (symbol === theEnd || (program.anchored && next.length === 0)) return dead;
    let kind: number = before.other;
    if (asserts && unit === newLineSymbol) kind = before.newLine;
    else if (asserts && isWord[unit] === 1) kind = before.word;
    return stateOf(Int32Array.from(next).sort(), kind);
  };

  return (text) => {
    const end = text.length;
    let state = stateOf(new Int32Array(), before.start);
    for (let at = 0; at <= end; at++) {
      let symbol = theEnd;
      if (at < end) {
        const unit = text.charCodeAt(at);
        symbol = unit === newLine && at === end - 1 ? lastNewLine : alphabet.symbolOf(unit);
      }
      let next = table[state * width + symbol]!;
      if (next === unknown) {
        const from = seeds;
        next = lead(state, symbol);
        // Begun anew: the state that we came from is gone.
        if (from === seeds) table[state * width + symbol] = next;
      }
      if (next === accepted) return true;
      if (next === dead) return false;
      state = next;
    }
    return false;
  };
}
