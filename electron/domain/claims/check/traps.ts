/** What AD FS takes and administrators regret. Source: facts/group-role-mapping.md §4 items 25 and 29, notes/users.md "Traps in the wild". */
import { claimTypes } from '../claim.ts';
import type { Comparison, Expression, ReadableRule } from '../parse/rules.ts';
import type { CompilePattern } from '../run/patterns.ts';
import { ignoresCase, patternShape } from './patternShape.ts';
import { within } from './report.ts';
import type { Report } from './report.ts';
import { conditionOf, selectedType, typeOf } from './types.ts';

type Literal = Extract<Expression, { kind: 'literal' }>;
interface Replace {
  readonly input: Expression;
  readonly pattern: Literal;
  /** Null where it is no literal. */
  readonly replacement: string | null;
}

/** Fewer characters than this are no convention: `AWS`, `AWS-`. */
const conventionLength = 8;

export function checkPatterns(
  rule: ReadableRule,
  groups: ReadonlySet<string>,
  compilePattern: CompilePattern,
  report: Report,
): void {
  for (const condition of rule.conditions) {
    const aboutGroups = groups.has(selectedType(condition) ?? '');
    for (const comparison of condition.selector.comparisons) {
      const pattern = patternOf(comparison);
      if (!pattern) continue;
      checkPattern(pattern, compilePattern, report);
      const isValue = comparison.part.kind === 'field' && comparison.part.field === 'value';
      const shape = patternShape(pattern.value);
      if (!aboutGroups || !isValue || comparison.operator !== '=~' || !shape || shape.anchored) continue;
      const code = shape.shortest < conventionLength ? 'patternLoose' : 'patternUnanchored';
      report(code, pattern.place, { pattern: pattern.value });
    }
  }
  for (const expression of expressionsOf(rule)) {
    for (const replace of replacesIn(expression)) {
      checkPattern(replace.pattern, compilePattern, report);
      checkReplace(rule, replace, report);
    }
  }
}

/** A Role claim is `role,provider` or `provider,role`, both by ARN (AWS, "Configure SAML assertions"). */
export function checkRole(rule: ReadableRule, groups: ReadonlySet<string>, report: Report): void {
  if (rule.action.kind !== 'new') return;
  const part = (name: string) =>
    rule.action.kind === 'new'
      ? rule.action.assignments.find((one) => one.part.kind === 'field' && one.part.field === name)?.value
      : undefined;
  const type = part('type');
  const value = part('value');
  if (!value || type?.kind !== 'literal' || type.value !== claimTypes.role) return;
  const text = writtenIn(value);
  const isPair = /:role\//.test(text) && /:saml-provider\//.test(text) && text.includes(',');
  if (!isPair && hasNoOtherSource(rule, value, groups)) report('roleShape', value.place);
  const provider = /arn:[^:,]*:iam::(\d{12}):saml-provider\//.exec(text)?.[1];
  const role = /arn:[^:,]*:iam::([^:,]*):role\//.exec(text)?.[1];
  if (provider !== undefined && role !== undefined && !/^\d{12}$/.test(role))
    report('providerFixed', value.place, { account: provider });
}

function patternOf({ operator, value }: Comparison): Literal | null {
  return (operator === '=~' || operator === '!~') && value.kind === 'literal' ? value : null;
}

function checkPattern({ value, place }: Literal, compilePattern: CompilePattern, report: Report): void {
  const { problem } = compilePattern(value);
  if (problem) {
    const at = within(place, problem.offset, Math.max(problem.length, 1));
    if (problem.code === 'syntax') report('patternRefused', at);
    else report('patternNotRun', at, { problem: problem.code });
  }
  for (const { index } of value.matchAll(/\[\^d\]/g)) report('classForDigits', within(place, index, 4));
}

function checkReplace(rule: ReadableRule, { input, pattern, replacement }: Replace, report: Report): void {
  const shape = patternShape(pattern.value);
  if (!shape || input.kind !== 'part' || input.part.kind !== 'field' || input.part.field !== 'value') return;
  const filters = (conditionOf(rule, input.identifier.name)?.selector.comparisons ?? []).filter(
    ({ part, operator }) => part.kind === 'field' && part.field === 'value' && operator === '=~',
  );
  const caseless = filters.some((one) => ignoresCase(patternOf(one)?.value ?? ''));
  if (caseless && !/\(\?[a-z]*i/.test(pattern.value) && /[A-Za-z]/.test(lettersOf(pattern.value)))
    report('replaceCase', pattern.place);
  if (!shape.anchored && replacement !== null && replacement.includes('arn:'))
    report('replaceUnanchored', pattern.place);
}

/** The pattern without its escapes and names of groups. */
function lettersOf(pattern: string): string {
  return pattern.replaceAll(/\\p?\{?.|\(\?[<'][^>']*[>']|\(\?[a-z-]*[:)]/gi, '');
}

function expressionsOf(rule: ReadableRule): Expression[] {
  const { action } = rule;
  const compared = rule.conditions.flatMap(({ selector }) => selector.comparisons.map(({ value }) => value));
  if (action.kind === 'copy') return compared;
  if (action.kind === 'store') return [...compared, action.query, ...action.params];
  return [...compared, ...action.assignments.map(({ value }) => value)];
}

function replacesIn(expression: Expression): Replace[] {
  if (expression.kind === 'concat') return expression.parts.flatMap(replacesIn);
  if (expression.kind !== 'call') return [];
  const [input, pattern, replacement] = expression.arguments;
  const inner = expression.arguments.flatMap(replacesIn);
  if (expression.name.toLowerCase() !== 'regexreplace' || pattern?.kind !== 'literal') return inner;
  return [
    ...inner,
    { input: input!, pattern, replacement: replacement?.kind === 'literal' ? replacement.value : null },
  ];
}

/** Every text that is written in an expression; of a replacement what it puts in. */
function writtenIn(expression: Expression): string {
  if (expression.kind === 'literal') return expression.value;
  if (expression.kind === 'part') return '';
  if (expression.kind === 'concat') return expression.parts.map(writtenIn).join('');
  return [expression.arguments[0], expression.arguments[2]]
    .map((one) => (one ? writtenIn(one) : ''))
    .join('');
}

/** Whether all that is not written comes from names of groups, which are no ARNs. */
function hasNoOtherSource(rule: ReadableRule, expression: Expression, groups: ReadonlySet<string>): boolean {
  if (expression.kind === 'literal') return true;
  if (expression.kind === 'part') return groups.has(typeOf(rule, expression.identifier.name) ?? '');
  const parts = expression.kind === 'concat' ? expression.parts : expression.arguments;
  return parts.every((one) => hasNoOtherSource(rule, one, groups));
}
