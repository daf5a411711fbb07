import type { PatternNode } from './tree.ts';
import { holds } from './unitSet.ts';

/** Whether a match can only begin where the text does. */
export function anchored(node: PatternNode): boolean {
  if (node.kind === 'assert') return node.what === 'start';
  if (node.kind === 'group') return anchored(node.item);
  if (node.kind === 'either') return node.items.every(anchored);
  if (node.kind === 'loop') return node.min > 0 && anchored(node.item);
  if (node.kind === 'set') return false;
  const first = node.items.find((item) => item.kind !== 'assert' || item.what === 'start');
  return first !== undefined && anchored(first);
}

/** Whether it can match without taking anything. */
export function canBeEmpty(node: PatternNode): boolean {
  if (node.kind === 'set') return false;
  if (node.kind === 'assert') return true;
  if (node.kind === 'sequence') return node.items.every(canBeEmpty);
  if (node.kind === 'either') return node.items.some(canBeEmpty);
  if (node.kind === 'group') return canBeEmpty(node.item);
  return node.min === 0 || canBeEmpty(node.item);
}

/**
 * The longest text that every match holds, in lower case. Only units that `String.toLowerCase` makes one ASCII letter of wherever
 * they stand: `İ` becomes two, so an `i` without case ends what is known.
 */
export function neededText(root: PatternNode): string {
  let longest = '';
  let run = '';
  const end = (): void => {
    if (run.length > longest.length) longest = run;
    run = '';
  };
  const visit = (node: PatternNode): void => {
    if (node.kind === 'sequence') node.items.forEach(visit);
    else if (node.kind === 'group') visit(node.item);
    else if (node.kind === 'set') {
      const letter = loweredLetter(node);
      if (letter === null) end();
      else run += letter;
    } else if (node.kind === 'loop' && node.min > 0) {
      const exact = node.item.kind === 'set' && node.min === node.max && node.max <= 64;
      for (let i = 0; i < (exact ? node.max : 1); i++) {
        if (!exact) end();
        visit(node.item);
      }
      if (!exact) end();
    } else if (node.kind !== 'assert') end();
  };
  visit(root);
  end();
  return longest;
}

function loweredLetter({ set }: PatternNode & { kind: 'set' }): string | null {
  if (set.length === 0 || set.length > 8 || holds(set, 0x130)) return null;
  let letter: string | null = null;
  for (let i = 0; i < set.length; i += 2)
    for (let unit = set[i]!; unit <= set[i + 1]!; unit++) {
      const lower = String.fromCharCode(unit).toLowerCase();
      if (lower > '\u007f' || (letter !== null && lower !== letter)) return null;
      letter = lower;
    }
  return letter;
}
