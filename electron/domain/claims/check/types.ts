/** Which types of claims there can be when a rule runs, and which of them hold groups. */
import { claimTypes } from '../claim.ts';
import type { Condition, Expression, ReadableRule, RuleSet } from '../parse/rules.ts';
import { addedTypes } from '../run/compile.ts';
import { signInTypes } from '../run/signIn.ts';
import { queriesOf } from './queries.ts';
import type { Report } from './report.ts';

/** What AD FS starts with when somebody signs in against Active Directory, and its default rules let through. */
export const initialTypes: ReadonlySet<string> = new Set([
  claimTypes.windowsAccountName,
  claimTypes.name,
  claimTypes.upn,
  claimTypes.primarySid,
  claimTypes.primaryGroupSid,
  claimTypes.groupSid,
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/denyonlysid',
  'http://schemas.microsoft.com/ws/2008/06/identity/claims/denyonlyprimarysid',
  'http://schemas.microsoft.com/ws/2008/06/identity/claims/denyonlyprimarygroupsid',
  ...signInTypes,
]);

/** Request and device context: more of them than can be listed. */
const contextTypes =
  /^http:\/\/schemas\.microsoft\.com\/(?:2012\/01\/(?:requestcontext|devicecontext)\/claims\/|ws\/201\d\/)/;

/** Types whose values name groups, by rule: those that earlier rules ask the directory for, and what rules make of them. */
export function groupTypes(set: RuleSet): ReadonlySet<string> {
  const types = new Set<string>([claimTypes.groupSid]);
  for (const { type, groups } of queriesOf(set)) if (groups !== null) types.add(type);
  for (const rule of set.rules) {
    if (!rule.readable || rule.action.kind !== 'new') continue;
    const [made] = addedTypes(rule.action) ?? [];
    // A role is what the audit is about, not another name of a group.
    if (made === undefined || made === claimTypes.role) continue;
    const named = rule.action.assignments.flatMap(({ value }) => namedIn(value));
    if (named.some((name) => types.has(typeOf(rule, name) ?? ''))) types.add(made);
  }
  return types;
}

/** The identifiers that an expression names. */
export function namedIn(expression: Expression): string[] {
  if (expression.kind === 'part') return [expression.identifier.name];
  if (expression.kind === 'concat') return expression.parts.flatMap(namedIn);
  return expression.kind === 'call' ? expression.arguments.flatMap(namedIn) : [];
}

/** The condition that gives the identifier its claim. */
export function conditionOf(rule: ReadableRule, identifier: string): Condition | undefined {
  return rule.conditions.find(
    ({ kind, selector }) =>
      kind === 'claim' && selector.identifier?.name.toLowerCase() === identifier.toLowerCase(),
  );
}

/** The type that a rule's condition asks for plainly; null = none. */
export function typeOf(rule: ReadableRule, identifier: string): string | null {
  const condition = conditionOf(rule, identifier);
  return condition ? selectedType(condition) : null;
}

export function selectedType({ selector }: Condition): string | null {
  for (const { part, operator, value } of selector.comparisons) {
    if (part.kind === 'field' && part.field === 'type' && operator === '==' && value.kind === 'literal')
      return value.value;
  }
  return null;
}

/** Conditions on types that nobody adds. `initial`: what the stage before gives; null = not known, and taken for the usual ones. */
export class KnownTypes {
  readonly #known: Set<string>;
  #all = false;

  constructor(initial: ReadonlySet<string> | null) {
    this.#known = new Set(initial ?? initialTypes);
  }

  check(rule: ReadableRule, report: Report): void {
    for (const { selector } of this.#all ? [] : rule.conditions) {
      for (const { part, operator, value } of selector.comparisons) {
        if (part.kind !== 'field' || part.field !== 'type' || operator !== '==' || value.kind !== 'literal')
          continue;
        if (!this.#known.has(value.value) && !contextTypes.test(value.value))
          report('typeNeverAdded', value.place, { type: value.value });
      }
    }
  }

  /** Null: any type. */
  add(types: readonly string[] | null): void {
    if (types === null) this.#all = true;
    else for (const type of types) this.#known.add(type);
  }
}
