/** The policy engine's answers as sentences, in the language that `say` speaks: the one rule of window, command line and reports. */
import type { ConditionTest, Operator } from '../../domain/policy/document.ts';
import type { Decider, Decision } from '../../domain/policy/codes.ts';
import type { OpenCondition, TestedSet, TestedStatement } from '../../domain/policy/explanation.ts';
import { namedKeys, standingRules } from '../policyWords.ts';
import type { PolicyCode, Relation } from '../policyWords.ts';

/** The sentence of a code of the namespace `policy`, its places filled. */
export type SayPolicy = (code: PolicyCode, params?: Readonly<Record<string, string>>) => string;

const oneOf = <T extends string>(known: readonly T[], text: string): text is T =>
  (known as readonly string[]).includes(text);

export function decisionText(decision: Decision | null, decidedBy: Decider | null, say: SayPolicy): string {
  if (decision === null || decidedBy === null) return say('decision.none');
  if (oneOf(standingRules, decidedBy)) return say(`rule.${decidedBy}`);
  return say(`decided.${decision}`, { decider: say(`decider.${decidedBy}`) });
}

export function setText({ use, level, outcome, why }: TestedSet, say: SayPolicy): string {
  const name = level === null ? say(`use.${use}`) : say('level', { use: say(`use.${use}`), level });
  return `${name}: ${say(`outcome.${outcome}`)}${why === null ? '' : ` (${say(`why.${why}`)})`}`;
}

export function statementText({ effect, result, failed, grant }: TestedStatement, say: SayPolicy): string {
  const parts = failed.map((part) => say(`part.${part}`)).join(', ');
  const said = say(`statement.${result}`, { effect, parts });
  return grant === null || result === 'false' || effect === 'Deny'
    ? said
    : `${said} ${say(`grant.${grant}`)}`;
}

export function conditionText(condition: OpenCondition, say: SayPolicy): string {
  if (condition.kind === 'test') return testText(condition.test, condition.holds, say);
  const { holds, patterns, resource } = condition;
  return say(holds ? 'variables.fit' : 'variables.fitNot', { patterns: patterns.join(', '), resource });
}

/** What an operator compares by, and whether it asks that nothing fits. */
const asked: Readonly<Record<Exclude<Operator, 'Null'>, readonly [Relation, negated: boolean]>> = {
  StringEquals: ['equals', false],
  StringNotEquals: ['equals', true],
  StringEqualsIgnoreCase: ['equalsInAnyCase', false],
  StringNotEqualsIgnoreCase: ['equalsInAnyCase', true],
  StringLike: ['matches', false],
  StringNotLike: ['matches', true],
  NumericEquals: ['equals', false],
  NumericNotEquals: ['equals', true],
  NumericLessThan: ['less', false],
  NumericLessThanEquals: ['atMost', false],
  NumericGreaterThan: ['greater', false],
  NumericGreaterThanEquals: ['atLeast', false],
  DateEquals: ['equals', false],
  DateNotEquals: ['equals', true],
  DateLessThan: ['before', false],
  DateLessThanEquals: ['atOrBefore', false],
  DateGreaterThan: ['after', false],
  DateGreaterThanEquals: ['atOrAfter', false],
  Bool: ['equals', false],
  BinaryEquals: ['bytes', false],
  IpAddress: ['inRange', false],
  NotIpAddress: ['inRange', true],
  ArnEquals: ['matches', false],
  ArnLike: ['matches', false],
  ArnNotEquals: ['matches', true],
  ArnNotLike: ['matches', true],
};

/** Keys that every request has: that they might be absent is not worth a word. */
const certain = new Set(['aws:currenttime', 'aws:epochtime', 'aws:securetransport']);

/** What is true of the request when the test comes out as `holds` says. */
export function testText(
  { operator, quantifier, ifExists, key, values }: Omit<ConditionTest, 'path'>,
  holds: boolean,
  say: SayPolicy,
): string {
  const folded = key.toLowerCase();
  const name = oneOf(namedKeys, folded) ? say(`key.${folded}`) : key;
  if (operator === 'Null') {
    const wantsAbsent = values.some((value) => value.trim().toLowerCase() === 'true');
    return say(wantsAbsent === holds ? 'absent' : 'there', { key: name });
  }
  const [relation, negated] = asked[operator];
  const fits = negated !== holds;
  // "Some value fits not" is what "all fit" is not, and the other way round.
  const some = quantifier !== null && (quantifier === 'any') === holds;
  const subject = say(`subject.${quantifier === null ? 'one' : some ? 'some' : 'each'}`, { key: name });
  const list = values.join(', ');
  const said = say(`${fits ? 'is' : 'isNot'}.${relation}`, {
    subject,
    values: values.length === 1 ? list : say(fits ? 'oneOf' : 'anyOf', { values: list }),
  });
  if (certain.has(folded)) return said;
  const trueWithout = ifExists || quantifier === 'all' || (quantifier === null && negated);
  if (trueWithout === holds) return say('orAbsent', { said });
  // Of a value that fits, and of one among several, it goes without saying that it is there.
  return (quantifier === null && fits) || some ? said : say('andThere', { said });
}
