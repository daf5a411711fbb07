/**
 * What the rules of one relying party send beside roles, as far as their text alone tells: how long a session is asked for, and
 * which attribute of the person names it. Sources: domain/claims/assertion/codes.ts.
 */
import { queriesOf } from '../claims/check/queries.ts';
import { claimTypes } from '../claims/claim.ts';
import type { ReadableRule, Rule, RuleSet } from '../claims/parse/rules.ts';

export interface SentAssertion {
  /** Of the relying party, else of the file: as grants name it. */
  readonly name: string;
  /** Seconds; null = none is asked for, or it hangs on the person. */
  readonly duration: { readonly seconds: number; readonly line: number } | null;
  /** The one attribute that RoleSessionName is taken of, always; null = it is another way, or not told by the text. */
  readonly sessionName: { readonly attribute: string; readonly line: number } | null;
}

const issues = (rule: Rule, type: string): rule is ReadableRule => {
  if (!rule.readable || rule.action.verb !== 'issue') return false;
  const { action } = rule;
  if (action.kind === 'store') return action.types.some(({ value }) => value === type);
  return action.kind === 'new' && typeOf(rule) === type;
};

const typeOf = ({ action }: ReadableRule): string | null => {
  if (action.kind !== 'new') return null;
  const named = action.assignments.find(({ part }) => part.kind === 'field' && part.field === 'type');
  return named?.value.kind === 'literal' ? named.value.value : null;
};

const valueOf = ({ action }: ReadableRule) =>
  action.kind === 'new'
    ? action.assignments.find(({ part }) => part.kind === 'field' && part.field === 'value')?.value
    : undefined;

/** The one rule that sends a type; null: none, several, one that cannot be read, or one that passes on whatever there is. */
function onlyRule(set: RuleSet, type: string): { rule: ReadableRule; index: number } | null {
  const open = set.rules.some((rule) =>
    rule.readable ? rule.action.kind === 'copy' && rule.action.verb === 'issue' && copies(rule, type) : true,
  );
  const found = set.rules.flatMap((rule, index) => (issues(rule, type) ? { rule, index } : []));
  return !open && found.length === 1 ? found[0]! : null;
}

/** A copy of claims of any type, or of this one. */
const copies = ({ conditions }: ReadableRule, type: string): boolean => {
  const types = conditions.flatMap(({ selector }) =>
    selector.comparisons.flatMap(({ part, operator, value }) =>
      part.kind === 'field' && part.field === 'type' && operator === '==' && value.kind === 'literal'
        ? value.value
        : [],
    ),
  );
  return types.length === 0 || types.includes(type);
};

/** Runs for whoever signs in: it asks for nothing but the account that AD FS itself read. */
const isForAll = ({ conditions }: ReadableRule): boolean =>
  conditions.every(
    ({ kind, selector }) =>
      kind === 'claim' &&
      selector.comparisons.every(
        ({ part, operator, value }) =>
          part.kind === 'field' &&
          operator === '==' &&
          value.kind === 'literal' &&
          (part.field === 'type' ? value.value === claimTypes.windowsAccountName : part.field === 'issuer'),
      ),
  );

export function sentAssertion(set: RuleSet, name: string): SentAssertion {
  const lasting = onlyRule(set, claimTypes.sessionDuration);
  const asked = lasting && isForAll(lasting.rule) ? valueOf(lasting.rule) : undefined;
  const seconds = asked?.kind === 'literal' && /^\d{1,6}$/.test(asked.value) ? Number(asked.value) : null;
  const named = onlyRule(set, claimTypes.roleSessionName);
  const attribute =
    named && isForAll(named.rule)
      ? queriesOf(set).find(
          (query) =>
            query.rule === named.index &&
            query.type === claimTypes.roleSessionName &&
            query.readable &&
            query.filter === null &&
            query.form === null,
        )?.attribute
      : undefined;
  return {
    name,
    duration: seconds === null ? null : { seconds, line: lasting!.rule.place.line },
    sessionName:
      attribute === undefined || attribute === '' ? null : { attribute, line: named!.rule.place.line },
  };
}
