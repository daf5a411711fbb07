/**
 * A filter as rows that people fill in: attribute, operator, value, joined by all, any or none of them, in groups within
 * groups. What rows cannot say keeps its text.
 */
import { rules } from './filter.ts';
import type { Filter } from './filter.ts';
import { textValue, valueText } from './value.ts';
import { parseFilter } from './parse.ts';
import { FilterSyntaxError } from './problem.ts';

/** `is` and its negation stand beside each other, as people choose them. */
export const rowOperators = [
  'equals',
  'notEquals',
  'contains',
  'notContains',
  'begins',
  'ends',
  'present',
  'absent',
  'atLeast',
  'atMost',
  'allBits',
  'noBits',
  'anyBit',
  'inChain',
] as const;
export type RowOperator = (typeof rowOperators)[number];

/** One comparison. `value` is plain text, nothing escaped; empty for `present` and `absent`. */
export interface FilterRow {
  readonly is: 'row';
  readonly attribute: string;
  readonly operator: RowOperator;
  readonly value: string;
}

export interface FilterGroup {
  readonly is: 'group';
  readonly join: 'all' | 'any' | 'none';
  readonly items: readonly (FilterRow | FilterGroup)[];
}

const valueless = new Set(['present', 'absent']);

/** Null where the value is bytes that are no text. */
function row(attribute: string, operator: RowOperator, value: Uint8Array | null): FilterRow | null {
  const text = value === null ? '' : valueText(value);
  return text === null ? null : { is: 'row', attribute, operator, value: text };
}

/** The row of one comparison, or of its negation; null when rows have no word for it. */
function rowOf(filter: Filter, negated: boolean): FilterRow | null {
  switch (filter.is) {
    case 'present':
      return row(filter.attribute, negated ? 'absent' : 'present', null);
    case 'equal':
      return row(filter.attribute, negated ? 'notEquals' : 'equals', filter.value);
    case 'substrings': {
      const { attribute, initial, any, final } = filter;
      const pieces = (initial ? 1 : 0) + any.length + (final ? 1 : 0);
      if (pieces !== 1) return null;
      if (any.length === 1) return row(attribute, negated ? 'notContains' : 'contains', any[0]!);
      return negated ? null : row(attribute, initial ? 'begins' : 'ends', initial ?? final);
    }
    case 'greaterOrEqual':
      return negated ? null : row(filter.attribute, 'atLeast', filter.value);
    case 'lessOrEqual':
      return negated ? null : row(filter.attribute, 'atMost', filter.value);
    case 'extensible': {
      if (filter.attribute === null || filter.dn || (negated && filter.rule !== rules.bitOr)) return null;
      if (negated) return row(filter.attribute, 'noBits', filter.value);
      const operator = ({ [rules.bitAnd]: 'allBits', [rules.bitOr]: 'anyBit', [rules.inChain]: 'inChain' } as const)[filter.rule ?? '']; // prettier-ignore
      return operator ? row(filter.attribute, operator, filter.value) : null;
    }
    default:
      return null;
  }
}

function itemOf(filter: Filter): FilterRow | FilterGroup | null {
  if (filter.is === 'and' || filter.is === 'or')
    return group(filter.is === 'and' ? 'all' : 'any', filter.parts);
  if (filter.is !== 'not') return rowOf(filter, false);
  const { part } = filter;
  if (part.is === 'or') return group('none', part.parts);
  return rowOf(part, true);
}

function group(join: FilterGroup['join'], parts: readonly Filter[]): FilterGroup | null {
  const items: (FilterRow | FilterGroup)[] = [];
  for (const part of parts) {
    const item = itemOf(part);
    if (item === null) return null;
    items.push(item);
  }
  return { is: 'group', join, items };
}

/** A filter as rows; null when they cannot say all of it. A single comparison is a group of one. */
export function rowsOf(filter: Filter): FilterGroup | null {
  const item = itemOf(filter);
  if (item === null || item.is === 'group') return item;
  return { is: 'group', join: 'all', items: [item] };
}

/** What is still to be filled in: a row without attribute or value, a group without rows. Null = nothing. */
export function unfinished(item: FilterRow | FilterGroup): FilterRow | FilterGroup | null {
  if (item.is === 'group') {
    if (item.items.length === 0) return item;
    for (const each of item.items) {
      const found = unfinished(each);
      if (found) return found;
    }
    return null;
  }
  if (
    item.value === '' &&
    !valueless.has(item.operator) &&
    item.operator !== 'equals' &&
    item.operator !== 'notEquals'
  )
    return item;
  try {
    parseFilter(`(${item.attribute}=*)`);
    return null;
  } catch (error) {
    if (error instanceof FilterSyntaxError) return item;
    throw error;
  }
}

const not = (part: Filter): Filter => ({ is: 'not', part });

function filterOfRow({ attribute, operator, value: text }: FilterRow): Filter {
  const value = textValue(text);
  const pieces = (initial: Uint8Array | null, any: Uint8Array[], final: Uint8Array | null): Filter => ({
    is: 'substrings',
    attribute,
    initial,
    any,
    final,
  });
  const ruled = (rule: string): Filter => ({ is: 'extensible', attribute, rule, dn: false, value });
  switch (operator) {
    case 'equals':
      return { is: 'equal', attribute, value };
    case 'notEquals':
      return not({ is: 'equal', attribute, value });
    case 'contains':
      return pieces(null, [value], null);
    case 'notContains':
      return not(pieces(null, [value], null));
    case 'begins':
      return pieces(value, [], null);
    case 'ends':
      return pieces(null, [], value);
    case 'present':
      return { is: 'present', attribute };
    case 'absent':
      return not({ is: 'present', attribute });
    case 'atLeast':
      return { is: 'greaterOrEqual', attribute, value };
    case 'atMost':
      return { is: 'lessOrEqual', attribute, value };
    case 'allBits':
      return ruled(rules.bitAnd);
    case 'anyBit':
      return ruled(rules.bitOr);
    case 'noBits':
      return not(ruled(rules.bitOr));
    case 'inChain':
      return ruled(rules.inChain);
  }
}

/** The filter that rows say. They have to be finished (`unfinished` answers null) and at most `maxDepth` levels deep. */
export function filterOfRows(item: FilterRow | FilterGroup): Filter {
  if (item.is === 'row') return filterOfRow(item);
  const parts = item.items.map(filterOfRows);
  if (item.join === 'none') return not({ is: 'or', parts });
  // A group of one comparison is that comparison: what people build first.
  if (parts.length === 1 && item.items[0]!.is === 'row') return parts[0]!;
  return { is: item.join === 'all' ? 'and' : 'or', parts };
}
