import type { PatternMatch } from './pattern.ts';
import { searcherOf } from './forward.ts';
import { assertions, Op, type Program } from './program.ts';

/**
 * Runs a program over a text in a time that is linear in the text, whatever the program.
 *
 * `matches` goes forward with the set of steps it could be at. `all` first goes backward and notes at which places which steps
 * still lead to the end; then each match is walked forward in .NET's order of trying, never into a step that leads nowhere:
 * so there is nothing to go back on, and all matches together take one more pass.
 */
export interface Machine {
  matches(text: string): boolean;
  all(text: string): PatternMatch[];
}

const [atStart, atEnd, atLastLineEnd, atLineStart, atLineEnd, atWord] = assertions.map((_, i) => i);
const newLine = 10;
/** Notes of so many places are kept at once; a longer text is noted twice, piece by piece. */
const wordsKept = 1 << 20;

export function machineOf(program: Program): Machine {
  const { op, x, y, size, alphabet } = program;
  const { count, taken, isWord } = alphabet;

  /** Whether an assertion holds before the unit at a place. */
  const asserter = (text: string) => {
    const end = text.length;
    const wordAt = (at: number): boolean =>
      at >= 0 && at < end && isWord[alphabet.symbolOf(text.charCodeAt(at))] === 1;
    return (which: number, at: number): boolean => {
      if (which === atStart) return at === 0;
      if (which === atEnd) return at === end;
      if (which === atLastLineEnd) return at === end || (at === end - 1 && text.charCodeAt(at) === newLine);
      if (which === atLineStart) return at === 0 || text.charCodeAt(at - 1) === newLine;
      if (which === atLineEnd) return at === end || text.charCodeAt(at) === newLine;
      return (wordAt(at - 1) !== wordAt(at)) === (which === atWord);
    };
  };

  const seen = new Int32Array(size);
  let round = 0;
  const matches = searcherOf(program);

  // Which steps lead to which without taking anything, the other way round: in rows, `before[from[s]] … before[from[s + 1] - 1]`.
  const edges: [number, number][] = [];
  for (let step = 0; step < size; step++) {
    const what = op[step]!;
    if (what === Op.take || what === Op.match) continue;
    if (what === Op.split || what === Op.jump) edges.push([x[step]!, step]);
    else edges.push([step + 1, step]);
    if (what === Op.split || what === Op.progress) edges.push([y[step]!, step]);
  }
  const from = new Int32Array(size + 1);
  for (const [to] of edges) from[to + 1]!++;
  for (let step = 0; step < size; step++) from[step + 1]! += from[step]!;
  const before = new Int32Array(edges.length);
  const filled = from.slice();
  for (const [to, step] of edges) before[filled[to]!++] = step;

  const takeIndex = new Int32Array(size).fill(-1);
  let takesInAll = 0;
  for (let step = 0; step < size; step++) if (op[step] === Op.take) takeIndex[step] = takesInAll++;
  const words = Math.max(1, (takesInAll + 31) >> 5);

  /** Steps that lead to the end from the place just noted; `alive` of them. */
  let steps = new Int32Array(size);
  let alive = 0;
  let earlier = new Int32Array(size);
  let notes = new Uint32Array(256);
  let starts = new Uint8Array(64);

  function all(text: string): PatternMatch[] {
    if (!matches(text)) return [];
    const holdsAt = asserter(text);
    const end = text.length;
    const piece = Math.max(64, Math.min(end + 1, Math.floor(wordsKept / words)));
    const pieces = Math.ceil((end + 1) / piece);
    if (notes.length < Math.min(piece, end + 1) * words)
      notes = new Uint32Array(Math.min(piece, end + 1) * words);
    if (starts.length <= end) starts = new Uint8Array(end + 1);
    alive = 0;
    /** What was alive at the first place after a piece. */
    const after: Int32Array[] = [];
    let noted = -1;

    const note = (index: number): void => {
      const first = index * piece;
      notes.fill(0, 0, Math.min(piece, end + 1) * words);
      for (let at = Math.min(first + piece, end + 1) - 1; at >= first; at--) {
        round = (round + 1) | 0;
        let soFar = 0;
        const row = (at - first) * words;
        if (at < end) {
          const symbol = alphabet.symbolOf(text.charCodeAt(at));
          for (let i = 0; i < alive; i++) {
            const step = steps[i]! - 1;
            if (step < 0 || op[step] !== Op.take || taken[x[step]! * count + symbol] !== 1) continue;
            seen[step] = round;
            earlier[soFar++] = step;
            const take = takeIndex[step]!;
            notes[row + (take >> 5)]! |= 1 << (take & 31);
          }
        }
        seen[size - 1] = round;
        earlier[soFar++] = size - 1;
        for (let i = 0; i < soFar; i++) {
          const to = earlier[i]!;
          for (let edge = from[to]!; edge < from[to + 1]!; edge++) {
            const step = before[edge]!;
            if (seen[step] === round) continue;
            if (op[step] === Op.assert && !holdsAt(x[step]!, at)) continue;
            seen[step] = round;
            earlier[soFar++] = step;
          }
        }
        starts[at] = seen[0] === round ? 1 : 0;
        [steps, earlier] = [earlier, steps];
        alive = soFar;
      }
      noted = index;
    };
    for (let index = pieces - 1; index >= 0; index--) {
      after[index] = steps.slice(0, alive);
      note(index);
    }
    const viable = (step: number, at: number): boolean => {
      const index = Math.floor(at / piece);
      if (index !== noted) {
        steps.set(after[index]!);
        alive = after[index]!.length;
        note(index);
      }
      const take = takeIndex[step]!;
      return ((notes[(at - index * piece) * words + (take >> 5)]! >>> (take & 31)) & 1) === 1;
    };

    const found: PatternMatch[] = [];
    const walk = walker(holdsAt, viable);
    for (let at = 0; at <= end;) {
      if (starts[at] === 0) {
        at++;
        continue;
      }
      const match = walk(at);
      found.push(match);
      at = match.length === 0 ? at + 1 : at + match.length;
    }
    return found;
  }

  const bits = program.bits;
  const visited = new Int32Array(size << bits);
  let visit = 0;
  const registers = new Int32Array(program.registers);
  const captures = new Int32Array(2 * program.slots);
  const kept = [registers, captures];

  function walker(
    holdsAt: (which: number, at: number) => boolean,
    viable: (step: number, at: number) => boolean,
  ): (start: number) => PatternMatch {
    /** What is still to be tried at this place: `step, idle` pairs; and, as `-1 - index, value`, what to put back before that. */
    const stack: number[] = [];
    const set = (which: 0 | 1, index: number, value: number): void => {
      stack.push(-1 - (2 * index + which), kept[which]![index]!);
      kept[which]![index] = value;
    };
    /** The first step, in order, that takes a unit and leads on, or the match. */
    const next = (start: number, at: number): number => {
      visit = (visit + 1) | 0;
      stack.length = 0;
      stack.push(start, 0);
      while (stack.length > 0) {
        let idle = stack.pop()!;
        let step = stack.pop()!;
        if (step < 0) {
          const index = -1 - step;
          kept[index & 1]![index >> 1] = idle;
          continue;
        }
        for (;;) {
          const key = (step << bits) | idle;
          if (visited[key] === visit) break;
          visited[key] = visit;
          const what = op[step]!;
          if (what === Op.match) return step;
          if (what === Op.take) {
            if (viable(step, at)) return step;
            break;
          }
          if (what === Op.split) {
            stack.push(y[step]!, idle);
            step = x[step]!;
            continue;
          }
          if (what === Op.jump) {
            step = x[step]!;
            continue;
          }
          if (what === Op.assert && !holdsAt(x[step]!, at)) break;
          if (what === Op.open) set(0, x[step]!, at);
          else if (what === Op.close) {
            set(1, 2 * y[step]!, registers[x[step]!]!);
            set(1, 2 * y[step]! + 1, at);
          } else if (what === Op.mark) idle |= 1 << x[step]!;
          else if (what === Op.progress) {
            const still = (idle >> x[step]!) & 1;
            idle &= ~(1 << x[step]!);
            if (still === 1) {
              step = y[step]!;
              continue;
            }
          }
          step++;
        }
      }
      throw new Error('a step was noted as leading to the end, and led nowhere');
    };
    return (start) => {
      captures.fill(-1);
      let at = start;
      for (let step = next(0, at); op[step] !== Op.match; step = next(step + 1, at)) at++;
      const groups: PatternMatch['groups'][number][] = [{ offset: start, length: at - start }];
      for (let slot = 1; slot < program.slots; slot++) {
        const offset = captures[2 * slot]!;
        groups.push(offset < 0 ? null : { offset, length: captures[2 * slot + 1]! - offset });
      }
      return { offset: start, length: at - start, groups };
    };
  }

  return { matches, all };
}
