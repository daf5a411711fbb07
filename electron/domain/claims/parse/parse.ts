/** Text of claim rules to rules and problems. Never throws, in time that grows with the text. */
import { parseAction } from './actions.ts';
import { parseConditions } from './conditions.ts';
import { Cursor, Unreadable } from './cursor.ts';
import { lex } from './lexer.ts';
import type { Token, Wrapping } from './lexer.ts';
import { Lines } from './place.ts';
import { parseCodes } from './problems.ts';
import type { ParseCode, ParseProblem } from './problems.ts';
import type { Rule, RuleAttribute, RuleSet, UnreadableRule, Verb } from './rules.ts';

/** UTF-16 units. Rule sets that people write have some thousands. */
export const maxRuleText = 1_000_000;

/** Problems beyond these are counted. */
export const maxProblems = 1000;

export interface TextPart {
  /** Where the rules stand in the text. Default: all of it. */
  readonly from?: number;
  readonly to?: number;
  /** Of an export that a console cut into lines. */
  readonly wrapping?: Wrapping;
  /** Of the whole text, where it is read in many parts. */
  readonly lines?: Lines;
}

/**
 * Reads the rules of a text, or of a part of it: places count in the whole. After a problem reading goes on behind the next
 * `;`, or at the next `@`; what lies between is a rule that cannot be read.
 */
export function parseRules(text: string, part: TextPart = {}): RuleSet {
  const from = part.from ?? 0;
  const to = part.to ?? text.length;
  const lines = part.lines ?? new Lines(text);
  if (to - from > maxRuleText) {
    const place = lines.place(from, to);
    const rule: UnreadableRule = {
      readable: false,
      comments: [],
      attributes: [],
      types: null,
      verb: null,
      place,
    };
    return { text, rules: [rule], problems: [problemOf('tooLong', place, 0, {})] };
  }
  const { tokens, comments, problems: lexical } = lex(text, from, to, part.wrapping);
  const cursor = new Cursor(tokens, lines);
  const rules: Rule[] = [];
  const problems: ParseProblem[] = [];
  let comment = 0;
  while (cursor.token.kind !== 'end') {
    if (cursor.takeSign(';')) continue;
    const before: string[] = [];
    for (; comment < comments.length && comments[comment]!.from < cursor.token.from; comment++)
      before.push(comments[comment]!.text);
    rules.push(parseRule(cursor, before, rules.length, problems));
    // Those within the rule have no place of their own in it.
    const last = tokens[cursor.at - 1]!.to;
    while (comment < comments.length && comments[comment]!.from < last) comment++;
  }
  for (const { code, from: start, to: end } of lexical)
    problems.push(problemOf(code, lines.place(start, end), ruleAt(rules, start), {}));
  for (const token of comments)
    problems.push(problemOf('comment', lines.place(token.from, token.to), ruleAt(rules, token.from), {}));
  problems.sort((a, b) => a.place.offset - b.place.offset);
  const more = problems.splice(maxProblems);
  if (more.length > 0)
    problems.push(problemOf('moreProblems', more[0]!.place, null, { count: String(more.length) }));
  return { text, rules, problems };
}

/** The rule that holds the offset; null = none. */
function ruleAt(rules: readonly Rule[], offset: number): number | null {
  let low = 0;
  let high = rules.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rules[middle]!.place.offset <= offset) low = middle + 1;
    else high = middle;
  }
  const place = rules[low - 1]?.place;
  return place && offset < place.offset + place.length ? low - 1 : null;
}

function problemOf(
  code: ParseCode,
  place: ParseProblem['place'],
  rule: number | null,
  params: Readonly<Record<string, string>>,
): ParseProblem {
  return { code, severity: parseCodes[code], place, rule, params };
}

function parseRule(cursor: Cursor, comments: string[], index: number, problems: ParseProblem[]): Rule {
  const first = cursor.token;
  const start = cursor.at;
  const attributes: RuleAttribute[] = [];
  try {
    while (cursor.token.kind === 'attribute') attributes.push(parseAttribute(cursor));
    const conditions = parseConditions(cursor);
    cursor.sign('=>');
    const action = parseAction(cursor);
    if (!cursor.takeSign(';')) {
      if (!beginsRule(cursor)) cursor.fail(';');
      const { offset, length } = action.place;
      const end = cursor.placeOf({ from: offset + length, to: offset + length });
      problems.push(problemOf('semicolonMissing', end, index, {}));
    }
    return { readable: true, comments, attributes, conditions, action, place: cursor.since(first) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    // What the lexer could not read has its problem already.
    if (cursor.token.kind !== 'bad' || error.code !== 'unexpected')
      problems.push(problemOf(error.code, cursor.placeOf(error), index, error.params));
    if (cursor.at === start && !cursor.isSign(';')) cursor.next();
    // `@` begins a rule, and stands nowhere else.
    while (!cursor.isSign(';') && cursor.token.kind !== 'attribute' && cursor.token.kind !== 'end')
      cursor.next();
    cursor.takeSign(';');
    const known = whatIsKnown(cursor.tokens.slice(start, cursor.at));
    return { readable: false, comments, attributes, ...known, place: cursor.since(first) };
  }
}

/** Where a rule may follow one that lacks its semicolon. */
function beginsRule(cursor: Cursor): boolean {
  return (
    cursor.token.kind === 'end' ||
    cursor.token.kind === 'attribute' ||
    cursor.isSign('[') ||
    cursor.isSign('=>') ||
    (cursor.token.kind === 'name' &&
      (cursor.isSign(':', 1) || cursor.isSign('(', 1) || cursor.isName('exists', 1)))
  );
}

function parseAttribute(cursor: Cursor): RuleAttribute {
  const first = cursor.next();
  cursor.sign('=');
  const { text } = cursor.kind('string', '""');
  return { name: first.text, value: text, place: cursor.since(first) };
}

/** Of a rule that cannot be read: what its statement can add, where that much is plain. */
function whatIsKnown(tokens: readonly Token[]): Pick<UnreadableRule, 'types' | 'verb'> {
  const none = { types: null, verb: null };
  if (tokens.some(({ kind }) => kind === 'bad')) return none;
  const isSign = (at: number, text: string) => tokens[at]?.kind === 'sign' && tokens[at].text === text;
  const arrows = tokens.flatMap((_, at) => (isSign(at, '=>') ? [at] : []));
  if (arrows.length !== 1) return none;
  const body = arrows[0]! + 1;
  const word = tokens[body]?.kind === 'name' ? tokens[body].text.toLowerCase() : '';
  if ((word !== 'issue' && word !== 'add') || !isSign(body + 1, '(')) return none;
  const verb: Verb = word;
  const names = tokens.flatMap(({ kind, text }, at) =>
    at > body && kind === 'name' && /^types?$/i.test(text) && isSign(at + 1, '=') ? [at] : [],
  );
  if (names.length !== 1) return { types: null, verb };
  const types: string[] = [];
  let at = names[0]! + 2;
  const list = isSign(at, '(');
  if (list) at++;
  while (tokens[at]?.kind === 'string') {
    types.push(tokens[at]!.text);
    at++;
    if (!list || !isSign(at, ',')) break;
    at++;
  }
  const ends = list ? isSign(at, ')') : isSign(at, ',') || isSign(at, ')');
  return { types: ends && types.length > 0 ? types : null, verb };
}
