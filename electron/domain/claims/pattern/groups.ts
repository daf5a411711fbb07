import { skipClass } from './charClass.ts';
import { Cursor, isNameUnit } from './cursor.ts';
import { skipBlank, takeOptions, noOptions } from './options.ts';
import { patternLimits, type Groups } from './tree.ts';

/**
 * The first reading of a pattern: which groups there are. Unnamed ones are numbered from 1 by their brackets, named ones take the
 * numbers that are free after that, `(?<7>…)` takes 7; two of one name or number are one group.
 * Source: MS "Grouping constructs in regular expressions", "Named matched subexpressions".
 */
export function countGroups(text: string): Groups {
  const at = new Cursor(text);
  const numbers = new Set([0]);
  const names: string[] = [];
  const stack = [];
  let options = noOptions;
  let unnamed = 1;
  while (at.left > 0) {
    const unit = at.take();
    if (unit === '\\') at.at++;
    else if (unit === '#' && options.x) {
      at.at--;
      skipBlank(at, true);
    } else if (unit === '[') skipClass(at);
    else if (unit === ')') options = stack.pop() ?? options;
    else if (unit === '(') {
      if (at.peek() === '?' && at.peek(1) === '#') {
        at.at--;
        skipBlank(at, false);
        continue;
      }
      const opened = at.at - 1;
      stack.push(options);
      if (at.peek() !== '?') {
        if (!options.n) numbers.add(unnamed++);
        continue;
      }
      at.at++;
      if (at.left > 1 && (at.peek() === '<' || at.peek() === "'")) {
        at.at++;
        const start = at.peek();
        if (start >= '1' && start <= '9') numbers.add(at.decimal()!);
        else if (start !== '0' && isNameUnit(start)) names.push(at.name());
      } else {
        options = takeOptions(at, options);
        // The options that stand alone last to the end of the group they stand in.
        if (at.takes(')')) stack.pop();
        else if (at.peek() === '(') at.refuse('conditional', opened, at.at + 1);
      }
    }
  }
  const numberOf = new Map<string, number>();
  let next = unnamed;
  for (const name of names) {
    if (numberOf.has(name)) continue;
    while (numbers.has(next)) next++;
    numberOf.set(name, next);
    numbers.add(next);
  }
  const highest = Math.max(...numbers);
  if (highest > patternLimits.group) at.refuse('tooLong', 0, text.length);
  const nameOf = new Map([...numberOf].map(([name, number]) => [number, name]));
  const ordered = [...numbers].sort((a, b) => a - b);
  return {
    slots: Array.from({ length: highest + 1 }, (_, number) => ordered.indexOf(number)),
    names: Array.from({ length: highest + 1 }, (_, number) => nameOf.get(number) ?? null),
    numberOf,
  };
}
