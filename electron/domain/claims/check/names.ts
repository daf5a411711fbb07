/** Identifiers and functions: what AD FS looks up when it reads a rule. */
import type { Place } from '../parse/place.ts';
import { printPart } from '../parse/print.ts';
import type { ClaimPart, Expression, Identifier, ReadableRule } from '../parse/rules.ts';
import type { Report } from './report.ts';

export function checkNames(rule: ReadableRule, report: Report): void {
  const names: (string | null)[] = [];
  const find = ({ name, place }: Identifier): number => {
    const exact = names.indexOf(name);
    if (exact >= 0) return exact;
    const alike = names.findIndex((one) => one?.toLowerCase() === name.toLowerCase());
    report(alike < 0 ? 'unknownIdentifier' : 'identifierCase', place, { name });
    return alike;
  };
  for (const condition of rule.conditions) {
    if (condition.kind !== 'claim') continue;
    const { identifier } = condition.selector;
    if (identifier && names.some((one) => one?.toLowerCase() === identifier.name.toLowerCase()))
      report('identifierTwice', identifier.place, { name: identifier.name });
    names.push(identifier?.name ?? null);
  }
  let slot = -1;
  for (const { kind, selector } of rule.conditions) {
    if (kind === 'claim') slot++;
    const before = kind === 'claim' ? slot : 0;
    for (const { value } of selector.comparisons) {
      checkExpression(value, report, (identifier) => {
        if (find(identifier) >= before)
          report('identifierLater', identifier.place, { name: identifier.name });
      });
    }
  }
  const { action } = rule;
  if (action.kind === 'copy') {
    find(action.identifier);
    if (action.verb === 'add') report('copyAdded', action.place);
    return;
  }
  const expressions =
    action.kind === 'new' ? action.assignments.map(({ value }) => value) : [action.query, ...action.params];
  for (const expression of expressions) checkExpression(expression, report, find);
  if (action.kind === 'new') checkAssigned(action.assignments, action.place, report);
}

function checkExpression(
  expression: Expression,
  report: Report,
  named: (identifier: Identifier) => unknown,
): void {
  if (expression.kind === 'part') named(expression.identifier);
  else if (expression.kind === 'concat')
    for (const part of expression.parts) checkExpression(part, report, named);
  else if (expression.kind === 'call') {
    const { name, arguments: list, place } = expression;
    if (name.toLowerCase() !== 'regexreplace') report('unknownFunction', place, { name });
    else if (list.length !== 3) report('functionArguments', place, { given: String(list.length) });
    for (const one of list) checkExpression(one, report, named);
  }
}

function checkAssigned(
  assignments: readonly { readonly part: ClaimPart; readonly place: Place }[],
  place: Place,
  report: Report,
): void {
  const seen = new Set<string>();
  for (const { part, place: at } of assignments) {
    const name = printable(part);
    if (seen.has(name)) report('assignedTwice', at, { name });
    seen.add(name);
  }
  if (!seen.has('Type')) report('typeMissing', place);
}

function printable(part: ClaimPart): string {
  return part.kind === 'property' ? `Properties["${part.name}"]` : printPart(part);
}
