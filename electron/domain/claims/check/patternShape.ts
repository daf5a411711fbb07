/** How closely a pattern holds a text. */
import { parsePattern } from '../pattern/parse.ts';
import { PatternRefused } from '../pattern/tree.ts';
import type { PatternNode } from '../pattern/tree.ts';

export interface PatternShape {
  /** Whether a match can begin at the text's start alone. */
  readonly anchored: boolean;
  /** Characters that the shortest match takes. */
  readonly shortest: number;
}

/** Null where the pattern is refused. */
export function patternShape(text: string): PatternShape | null {
  try {
    const { root } = parsePattern(text);
    return { anchored: isAnchored(root), shortest: shortestOf(root) };
  } catch (error) {
    if (error instanceof PatternRefused) return null;
    throw error;
  }
}

/** Whether capital letters do not count from the pattern's start on. */
export function ignoresCase(text: string): boolean {
  return /^(?:\^|\\A)?\(\?[a-z]*i[a-z]*[-:)]/.test(text);
}

function isAnchored(node: PatternNode): boolean {
  switch (node.kind) {
    case 'assert':
      return node.what === 'start' || node.what === 'lineStart';
    case 'group':
      return isAnchored(node.item);
    case 'loop':
      return node.min > 0 && isAnchored(node.item);
    case 'either':
      return node.items.length > 0 && node.items.every(isAnchored);
    case 'sequence': {
      // What takes nothing may stand before the anchor.
      const first = node.items.find((item) => isAnchored(item) || item.kind !== 'assert');
      return first !== undefined && isAnchored(first);
    }
    case 'set':
      return false;
  }
}

function shortestOf(node: PatternNode): number {
  switch (node.kind) {
    case 'set':
      return 1;
    case 'assert':
      return 0;
    case 'group':
      return shortestOf(node.item);
    case 'loop':
      return node.min * shortestOf(node.item);
    case 'either':
      return node.items.length === 0 ? 0 : Math.min(...node.items.map(shortestOf));
    case 'sequence':
      return node.items.reduce((sum, item) => sum + shortestOf(item), 0);
  }
}
