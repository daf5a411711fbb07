/** What stands after `=>`: the issuance statement. */
import type { Cursor } from './cursor.ts';
import { parseExpression, parseIdentifier, parsePart } from './expressions.ts';
import type { Token } from './lexer.ts';
import type { Action, Assignment, Expression, Literal, Verb } from './rules.ts';

export function parseAction(cursor: Cursor): Action {
  const first = cursor.token;
  const verb: Verb = cursor.takeName('issue')
    ? 'issue'
    : cursor.takeName('add')
      ? 'add'
      : cursor.fail('issue, add');
  cursor.sign('(');
  if (cursor.isName('claim')) return parseCopy(cursor, verb, first);
  if (cursor.isName('store')) return parseStore(cursor, verb, first);
  const assignments: Assignment[] = [];
  do assignments.push(parseAssignment(cursor));
  while (cursor.takeSign(','));
  cursor.sign(')');
  return { kind: 'new', verb, assignments, place: cursor.since(first) };
}

function parseCopy(cursor: Cursor, verb: Verb, first: Token): Action {
  cursor.next();
  cursor.sign('=');
  const identifier = parseIdentifier(cursor);
  cursor.sign(')');
  return { kind: 'copy', verb, identifier, place: cursor.since(first) };
}

function parseAssignment(cursor: Cursor): Assignment {
  const first = cursor.token;
  const part = parsePart(cursor);
  cursor.sign('=');
  const value = parseExpression(cursor);
  return { part, value, place: cursor.since(first) };
}

/** "The order of the arguments for this form of issuance is important" (The Role of the Claim Rule Language). */
function parseStore(cursor: Cursor, verb: Verb, first: Token): Action {
  cursor.next();
  cursor.sign('=');
  const store = parseLiteral(cursor);
  cursor.sign(',');
  cursor.keyword('types');
  cursor.sign('=');
  cursor.sign('(');
  const types: Literal[] = [];
  do types.push(parseLiteral(cursor));
  while (cursor.takeSign(','));
  cursor.sign(')');
  cursor.sign(',');
  cursor.keyword('query');
  cursor.sign('=');
  const query = parseExpression(cursor);
  const params: Expression[] = [];
  while (cursor.takeSign(',')) {
    cursor.keyword('param');
    cursor.sign('=');
    params.push(parseExpression(cursor));
  }
  cursor.sign(')');
  return { kind: 'store', verb, store, types, query, params, place: cursor.since(first) };
}

function parseLiteral(cursor: Cursor): Literal {
  const token = cursor.kind('string', '""');
  return { value: token.text, place: cursor.placeOf(token) };
}
