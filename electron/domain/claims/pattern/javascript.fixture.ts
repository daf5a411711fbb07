import { boundaryWord } from './categories.ts';
import type { PatternMatch } from './pattern.ts';
import { canBeEmpty } from './shape.ts';
import type { Assertion, PatternNode } from './tree.ts';
import type { UnitSet } from './unitSet.ts';

/**
 * A second opinion for tests: a pattern as a JavaScript expression of the same meaning. JavaScript tries in the same order as .NET and
 * compares UTF-16 units too; every class is written out, so nothing is left to its own idea of case, digits or words. Only patterns that
 * repeat nothing but single units (more than that may at most have `?`): in others the two differ in what groups keep.
 * Given back: every match with its groups by slot, null where the pattern is not of that kind.
 */
export function javascriptOf(root: PatternNode, slots: number): ((text: string) => PatternMatch[]) | null {
  const order = groupsOf(root);
  if (!order || order.length !== new Set(order).size) return null;
  const expression = new RegExp(sourceOf(root), 'dg');
  return (text) => {
    const found: PatternMatch[] = [];
    expression.lastIndex = 0;
    for (let match = expression.exec(text); match; match = expression.exec(text)) {
      const groups: PatternMatch['groups'][number][] = Array.from({ length: slots }, () => null);
      match.indices!.forEach((taken, i) => {
        if (taken) groups[i === 0 ? 0 : order[i - 1]!] = { offset: taken[0], length: taken[1] - taken[0] };
      });
      found.push({ offset: match.index, length: match[0].length, groups });
      if (match[0] === '') expression.lastIndex++;
    }
    return found;
  };
}

/** Slots of the groups in the order in which they open; null = not of the kind. */
function groupsOf(node: PatternNode): number[] | null {
  if (node.kind === 'set' || node.kind === 'assert') return [];
  if (node.kind === 'group') {
    const inner = groupsOf(node.item);
    return inner && [node.slot, ...inner];
  }
  if (node.kind === 'loop') {
    if (node.item.kind === 'set') return [];
    return node.min === 0 && node.max === 1 && !canBeEmpty(node.item) ? groupsOf(node.item) : null;
  }
  const all = node.items.map(groupsOf);
  return all.includes(null) ? null : all.flatMap((inner) => inner!);
}

const unit = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`;

function classSource(set: UnitSet): string {
  let ranges = '';
  for (let i = 0; i < set.length; i += 2)
    ranges += set[i] === set[i + 1] ? unit(set[i]!) : `${unit(set[i]!)}-${unit(set[i + 1]!)}`;
  return `[${ranges}]`;
}

function assertSource(what: Assertion): string {
  if (what === 'start') return '^';
  if (what === 'end') return '$';
  if (what === 'lastLineEnd') return '(?=\\n?$)';
  if (what === 'lineStart') return '(?<![^\\n])';
  if (what === 'lineEnd') return '(?![^\\n])';
  const word = classSource(boundaryWord());
  return what === 'word'
    ? `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`
    : `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`;
}

function sourceOf(node: PatternNode): string {
  if (node.kind === 'set') return classSource(node.set);
  if (node.kind === 'assert') return assertSource(node.what);
  if (node.kind === 'sequence') return node.items.map((item) => wrapped(item, 'either')).join('');
  if (node.kind === 'either') return node.items.map(sourceOf).join('|');
  if (node.kind === 'group') return `(${sourceOf(node.item)})`;
  const { min, max, lazy } = node;
  const times = max === Infinity ? `{${min},}` : `{${min},${max}}`;
  return `${node.item.kind === 'set' ? classSource(node.item.set) : `(?:${sourceOf(node.item)})`}${times}${lazy ? '?' : ''}`;
}

const wrapped = (node: PatternNode, kind: PatternNode['kind']): string =>
  node.kind === kind ? `(?:${sourceOf(node)})` : sourceOf(node);
