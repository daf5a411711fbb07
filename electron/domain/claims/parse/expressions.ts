/** Expressions and the parts of claims that they name. */
import { Unreadable } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { claimFields } from './rules.ts';
import type { ClaimField, ClaimPart, Expression, Identifier } from './rules.ts';

const fields = new Map<string, ClaimField>(claimFields.map((field) => [field.toLowerCase(), field]));

/** Calls within calls. */
const maxDepth = 20;

export function parsePart(cursor: Cursor): ClaimPart {
  const token = cursor.kind('name', 'Type, Value, Issuer, OriginalIssuer, ValueType, Properties[""]');
  const name = token.text.toLowerCase();
  if (name === 'properties') {
    cursor.sign('[');
    const { text } = cursor.kind('string', '""');
    cursor.sign(']');
    return { kind: 'property', name: text };
  }
  const field = fields.get(name);
  if (!field) throw new Unreadable('unknownPart', token, { name: token.text });
  return { kind: 'field', field };
}

export function parseIdentifier(cursor: Cursor): Identifier {
  const token = cursor.kind('name', 'c');
  return { name: token.text, place: cursor.placeOf(token) };
}

export function parseExpression(cursor: Cursor, depth = 0): Expression {
  const first = cursor.token;
  const parts = [parseOperand(cursor, depth)];
  while (cursor.takeSign('+')) parts.push(parseOperand(cursor, depth));
  if (parts.length === 1) return parts[0]!;
  return { kind: 'concat', parts, place: cursor.since(first) };
}

function parseOperand(cursor: Cursor, depth: number): Expression {
  const { token } = cursor;
  if (depth > maxDepth) throw new Unreadable('tooDeep', token, {});
  if (token.kind === 'string') {
    cursor.next();
    return { kind: 'literal', value: token.text, place: cursor.placeOf(token) };
  }
  if (token.kind !== 'name') cursor.fail('"", c.Value, RegExReplace(');
  if (!cursor.isSign('(', 1)) {
    const identifier = parseIdentifier(cursor);
    cursor.sign('.');
    const part = parsePart(cursor);
    return { kind: 'part', identifier, part, place: cursor.since(token) };
  }
  cursor.next();
  cursor.next();
  const list: Expression[] = [];
  if (!cursor.isSign(')')) {
    do list.push(parseExpression(cursor, depth + 1));
    while (cursor.takeSign(','));
  }
  cursor.sign(')');
  return { kind: 'call', name: token.text, arguments: list, place: cursor.since(token) };
}
