import { boundaryWord } from './categories.ts';
import { anchored, canBeEmpty } from './shape.ts';
import { PatternRefused, patternLimits, type Assertion, type PatternNode } from './tree.ts';
import { holds, type UnitSet } from './unitSet.ts';

/** What a step does: `x` and `y` are its two operands. Steps fall through to the next unless they say where to go. */
export const Op = {
  /** x = a set: takes one unit of it. */
  take: 0,
  /** Go to x, and to y should that lead nowhere. */
  split: 1,
  /** Go to x. */
  jump: 2,
  /** x = a register: a group begins here. */
  open: 3,
  /** x = the register, y = the group's slot: what the group took ends here. */
  close: 4,
  /** x = a bit: an iteration of a loop begins that may take nothing. */
  mark: 5,
  /** x = the bit, y = the loop's end: an iteration that took nothing is the last. */
  progress: 6,
  /** x = which. */
  assert: 7,
  match: 8,
} as const;

export const assertions: readonly Assertion[] = [
  'start', 'end', 'lastLineEnd', 'lineStart', 'lineEnd', 'word', 'notWord',
]; // prettier-ignore

export interface Program {
  readonly op: Uint8Array;
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly size: number;
  readonly registers: number;
  readonly slots: number;
  /** Bits that tell of iterations without progress: as many as such loops stand in one another. */
  readonly bits: number;
  /** Whether a match can only begin where the text does. */
  readonly anchored: boolean;
  readonly alphabet: Alphabet;
}

/** Units that no set of the pattern tells apart are one symbol; `\n` is one of its own. */
export interface Alphabet {
  readonly count: number;
  symbolOf(unit: number): number;
  /** `taken[set * count + symbol]` is 1 where the set takes the symbol. */
  readonly taken: Uint8Array;
  readonly isWord: Uint8Array;
}

/** Steps that a tree becomes, at most; throws at the first repetition that makes too many of them. */
function sizeOf(node: PatternNode): number {
  if (node.kind === 'set' || node.kind === 'assert') return 1;
  if (node.kind === 'group') return 2 + sizeOf(node.item);
  if (node.kind !== 'loop') return node.items.reduce((sum, item) => sum + 2 + sizeOf(item), 0);
  const times = node.max === Infinity ? Math.max(node.min, 1) : node.max;
  const size = times * (sizeOf(node.item) + 3);
  if (size > patternLimits.program) throw new PatternRefused('tooLong', node.place.offset, node.place.length);
  return size;
}

/** The steps of a tree; .NET's order of trying is the order of the splits. Throws `PatternRefused` when there are too many. */
export function compileProgram(root: PatternNode, slots: number, length: number): Program {
  if (sizeOf(root) > 4 * patternLimits.program) throw new PatternRefused('tooLong', 0, length);
  const steps: [number, number, number][] = [];
  const sets = new Map<string, number>();
  const kept: UnitSet[] = [];
  let registers = 0;
  let bits = 0;
  const emit = (op: number, x = 0, y = 0): number => steps.push([op, x, y]) - 1;
  const indices = new Map<UnitSet, number>();
  const setIndex = (set: UnitSet): number => {
    let index = indices.get(set);
    if (index === undefined) {
      const key = set.join();
      index = sets.get(key) ?? kept.push(set) - 1;
      sets.set(key, index);
      indices.set(set, index);
    }
    return index;
  };
  const split = (at: number, on: number, off: number, lazy: boolean): void => {
    steps[at]![1] = lazy ? off : on;
    steps[at]![2] = lazy ? on : off;
  };

  function loop(node: PatternNode & { kind: 'loop' }, depth: number): void {
    const { item, min, max, lazy, place } = node;
    const empty = canBeEmpty(item);
    // .NET itself goes astray in a lazy loop over nothing: matches of Debian's mono, which has .NET's code, begin where none can.
    if (empty && (lazy || depth >= patternLimits.emptyLoops))
      throw new PatternRefused('unsupported', place.offset, place.length);
    if (empty) bits = Math.max(bits, depth + 1);
    const toEnd: number[] = [];
    /** One iteration after which the loop may end; returns where its body starts. */
    const iteration = (): number => {
      const start = empty ? emit(Op.mark, depth) : steps.length;
      visit(item, empty ? depth + 1 : depth);
      if (empty) toEnd.push(emit(Op.progress, depth));
      return start;
    };
    for (let i = 1; i < min; i++) visit(item, depth);
    if (max === Infinity) {
      const skip = min === 0 ? emit(Op.split) : -1;
      const start = iteration();
      const again = emit(Op.split);
      const end = steps.length;
      split(again, start, end, lazy);
      if (skip >= 0) split(skip, start, end, lazy);
    } else {
      const skips: number[] = [];
      for (let i = Math.max(min, 1); i <= max; i++) {
        if (i > min) skips.push(emit(Op.split));
        iteration();
      }
      for (const skip of skips) split(skip, skip + 1, steps.length, lazy);
    }
    for (const at of toEnd) steps[at]![2] = steps.length;
  }

  function visit(node: PatternNode, depth: number): void {
    if (node.kind === 'set') emit(Op.take, setIndex(node.set));
    else if (node.kind === 'assert') emit(Op.assert, assertions.indexOf(node.what));
    else if (node.kind === 'sequence') for (const item of node.items) visit(item, depth);
    else if (node.kind === 'group') {
      const register = registers++;
      emit(Op.open, register);
      visit(node.item, depth);
      emit(Op.close, register, node.slot);
    } else if (node.kind === 'loop') loop(node, depth);
    else {
      const jumps: number[] = [];
      node.items.forEach((item, i) => {
        const last = i === node.items.length - 1;
        const at = last ? -1 : emit(Op.split);
        visit(item, depth);
        if (last) return;
        jumps.push(emit(Op.jump));
        split(at, at + 1, steps.length, false);
      });
      for (const at of jumps) steps[at]![1] = steps.length;
    }
  }

  visit(root, 0);
  emit(Op.match);
  if (kept.length > patternLimits.sets) throw new PatternRefused('tooLong', 0, length);
  return {
    op: Uint8Array.from(steps, (step) => step[0]),
    x: Int32Array.from(steps, (step) => step[1]),
    y: Int32Array.from(steps, (step) => step[2]),
    size: steps.length,
    registers,
    slots,
    bits,
    anchored: anchored(root),
    alphabet: alphabetOf([...kept, [10, 10]]),
  };
}

function alphabetOf(sets: readonly UnitSet[]): Alphabet {
  const starts = new Set([0]);
  const word = boundaryWord();
  for (const set of [...sets, word])
    for (let i = 0; i < set.length; i += 2) {
      starts.add(set[i]!);
      if (set[i + 1]! < 0xffff) starts.add(set[i + 1]! + 1);
    }
  const bounds = Int32Array.from([...starts].sort((a, b) => a - b));
  const symbols = new Int32Array(bounds.length);
  const known = new Map<string, number>();
  const samples: number[] = [];
  bounds.forEach((unit, i) => {
    const inSets: number[] = [];
    sets.forEach((set, index) => holds(set, unit) && inSets.push(index));
    const key = `${holds(word, unit)}${inSets.join()}`;
    let symbol = known.get(key);
    if (symbol === undefined) {
      symbol = samples.push(unit) - 1;
      known.set(key, symbol);
    }
    symbols[i] = symbol;
  });
  const find = (unit: number): number => {
    let low = 0;
    let high = bounds.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (bounds[middle]! <= unit) low = middle;
      else high = middle - 1;
    }
    return symbols[low]!;
  };
  const near = Int32Array.from({ length: 256 }, (_, unit) => find(unit));
  const count = samples.length;
  const taken = new Uint8Array(sets.length * count);
  sets.forEach((set, index) => {
    samples.forEach((unit, symbol) => (taken[index * count + symbol] = holds(set, unit) ? 1 : 0));
  });
  return {
    count,
    symbolOf: (unit) => (unit < 256 ? near[unit]! : find(unit)),
    taken,
    isWord: Uint8Array.from(samples, (unit) => (holds(word, unit) ? 1 : 0)),
  };
}
