/** What stands before `=>`. */
import { Unreadable } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { parseExpression, parsePart } from './expressions.ts';
import { comparisonOperators, countOperators } from './rules.ts';
import type { Comparison, Condition, Identifier, Selector } from './rules.ts';

/** Of one rule; people write two or three. */
const maxConditions = 50;

export function parseConditions(cursor: Cursor): Condition[] {
  const conditions: Condition[] = [];
  if (cursor.isSign('=>')) return conditions;
  do {
    if (conditions.length === maxConditions) throw new Unreadable('tooMany', cursor.token, {});
    conditions.push(parseCondition(cursor));
  } while (cursor.takeSign('&&'));
  return conditions;
}

function parseCondition(cursor: Cursor): Condition {
  const first = cursor.token;
  const negated = cursor.isName('not') && cursor.isName('exists', 1);
  if (negated) cursor.next();
  if (negated || (cursor.isName('exists') && cursor.isSign('(', 1))) {
    cursor.keyword('exists');
    const selector = parseBracketed(cursor);
    return { kind: 'exists', negated, selector, place: cursor.since(first) };
  }
  if (cursor.isName('count') && cursor.isSign('(', 1)) {
    cursor.next();
    const selector = parseBracketed(cursor);
    const operator = countOperators.find((one) => cursor.takeSign(one)) ?? cursor.fail('== != < <= > >=');
    // No set holds more claims than nine digits can count.
    if (cursor.token.text.length > 9) cursor.fail('0');
    const { text } = cursor.kind('number', '0');
    return { kind: 'count', selector, operator, number: Number(text), place: cursor.since(first) };
  }
  const selector = parseSelector(cursor);
  return { kind: 'claim', selector, place: selector.place };
}

function parseBracketed(cursor: Cursor): Selector {
  cursor.sign('(');
  const selector = parseSelector(cursor);
  cursor.sign(')');
  return selector;
}

function parseSelector(cursor: Cursor): Selector {
  const first = cursor.token;
  let identifier: Identifier | null = null;
  if (first.kind === 'name') {
    cursor.next();
    identifier = { name: first.text, place: cursor.placeOf(first) };
    cursor.sign(':');
  }
  cursor.sign('[');
  const comparisons: Comparison[] = [];
  if (!cursor.isSign(']')) {
    do comparisons.push(parseComparison(cursor));
    while (cursor.takeSign(','));
  }
  cursor.sign(']');
  return { identifier, comparisons, place: cursor.since(first) };
}

function parseComparison(cursor: Cursor): Comparison {
  const first = cursor.token;
  const part = parsePart(cursor);
  const operator = comparisonOperators.find((one) => cursor.takeSign(one)) ?? cursor.fail('== != =~ !~');
  const value = parseExpression(cursor);
  return { part, operator, value, place: cursor.since(first) };
}
