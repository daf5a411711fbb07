/** A filter's tree to its text (RFC 4515). */
import type { Filter } from './filter.ts';
import { escapeValue } from './value.ts';

const operator = { equal: '=', greaterOrEqual: '>=', lessOrEqual: '<=', approx: '~=' } as const;

/** The one text of a tree: `parseFilter` reads the same tree from it (down to `maxDepth`). */
export function formatFilter(filter: Filter): string {
  switch (filter.is) {
    case 'and':
    case 'or':
      return `(${filter.is === 'and' ? '&' : '|'}${filter.parts.map(formatFilter).join('')})`;
    case 'not':
      return `(!${formatFilter(filter.part)})`;
    case 'present':
      return `(${filter.attribute}=*)`;
    case 'substrings': {
      const pieces = [filter.initial, ...filter.any, filter.final].map((piece) =>
        piece === null ? '' : escapeValue(piece),
      );
      return `(${filter.attribute}=${pieces.join('*')})`;
    }
    case 'extensible': {
      const rule = filter.rule === null ? '' : `:${filter.rule}`;
      return `(${filter.attribute ?? ''}${filter.dn ? ':dn' : ''}${rule}:=${escapeValue(filter.value)})`;
    }
    default:
      return `(${filter.attribute}${operator[filter.is]}${escapeValue(filter.value)})`;
  }
}
