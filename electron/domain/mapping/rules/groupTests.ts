/**
 * Which groups a policy may do anything with: those whose claim some condition looks at and does not refuse by its value. All
 * others could as well not be there, so the rules need not be run for them.
 */
import type { CompiledPolicy, CompiledRule, CompiledSelector } from '../../claims/run/compile.ts';
import type { CaseRule } from '../../claims/run/settings.ts';
import type { GroupForm, StoreAttribute } from '../../claims/run/store.ts';
import { claimTypes } from '../../claims/claim.ts';
import type { RuleGroup } from './group.ts';
import { attributeOfGroup, groupValue } from './group.ts';
import { ruleKey } from './person.ts';

type Value = { readonly form: GroupForm } | { readonly attribute: string };

interface GroupType {
  readonly type: string;
  readonly value: Value;
}

/** Conditions of one claim type that look at the value, as one question. */
interface Looked {
  readonly value: Value;
  readonly tests: readonly ((value: string) => boolean)[];
}

export interface GroupTests {
  /** Whether the rules may do anything with the group. */
  readonly mayCount: (group: RuleGroup) => boolean;
  /** Rules with several conditions on claims that come of groups, as `stage/index`: what they make hangs on several groups. */
  readonly joint: ReadonlySet<string>;
  /** Rules that may do less for somebody who is in more groups. */
  readonly less: ReadonlySet<string>;
  /** Whether the group takes part in one of `joint`. */
  readonly joins: (group: RuleGroup) => boolean;
}

export function groupTests(policy: CompiledPolicy, caseOfTypes: CaseRule): GroupTests {
  const key = (type: string) => (caseOfTypes === 'ignored' ? type.toLowerCase() : type);
  const rules = rulesOf(policy);
  const types = groupTypes(rules.map(({ rule }) => rule));
  const own = new Set(types.map(({ type }) => key(type)));
  const derived = closure(
    rules.map(({ rule }) => rule),
    own,
    key,
  );
  const touches = (selector: CompiledSelector): boolean =>
    selector.type === null || derived.has(key(selector.type));
  const joint = new Set<string>();
  for (const { name, rule } of rules) {
    if (!rule.runs) continue;
    const conditions = [...rule.selectors, ...rule.guards.map((guard) => guard.selector)];
    const some = conditions.filter(touches).length;
    if (some > 1 || (some > 0 && rule.guards.some((guard) => touches(guard.selector)))) joint.add(name);
  }
  // What a joint rule stands on, rules before it included, may be in any rule: then every group that counts takes part.
  const looked = (only: (name: string) => boolean): Looked[] =>
    types.map(({ type, value }) => ({
      value,
      tests: rules.flatMap(({ name, rule }) =>
        rule.runs && only(name)
          ? [...rule.selectors, ...rule.guards.map((guard) => guard.selector)].flatMap((selector) =>
              selector.type !== null && key(selector.type) !== key(type)
                ? []
                : isPassing(rule, selector) && key(type) !== key(claimTypes.role)
                  ? []
                  : [testOf(selector)],
            )
          : [],
      ),
    }));
  const all = looked(() => true);
  const directlyJoint = [...joint].every((name) => {
    const rule = rules.find((one) => one.name === name)!.rule;
    return (
      rule.runs &&
      [...rule.selectors, ...rule.guards.map((guard) => guard.selector)]
        .filter(touches)
        .every(({ type }) => type !== null && own.has(key(type)))
    );
  });
  const some = directlyJoint ? looked((name) => joint.has(name)) : all;
  const less = lessening(rules, touches, key);
  return {
    mayCount: (group) => fits(group, all),
    joint,
    less,
    joins: (group) => joint.size > 0 && fits(group, some),
  };
}

/** `NOT EXISTS` and `COUNT` over claims of groups; and whatever has a condition on what such a rule adds. */
function lessening(
  rules: readonly { readonly name: string; readonly rule: CompiledRule }[],
  touches: (selector: CompiledSelector) => boolean,
  key: (type: string) => string,
): Set<string> {
  const less = new Set<string>();
  const types = new Set<string>();
  for (let before = -1; before !== less.size;) {
    before = less.size;
    for (const { name, rule } of rules) {
      if (!rule.runs || less.has(name)) continue;
      const takes = rule.guards.some(
        (guard) => (guard.kind === 'count' || guard.negated) && touches(guard.selector),
      );
      const from = [...rule.selectors, ...rule.guards.map((guard) => guard.selector)];
      if (!takes && !from.some(({ type }) => type !== null && types.has(key(type)))) continue;
      less.add(name);
      if (rule.action.kind === 'store') for (const type of rule.action.types) types.add(key(type));
      else if (rule.action.kind === 'new' && rule.action.fields.type?.kind === 'literal')
        types.add(key(rule.action.fields.type.value));
    }
  }
  return less;
}

function rulesOf(policy: CompiledPolicy): { readonly name: string; readonly rule: CompiledRule }[] {
  const { acceptance, issuance } = policy;
  return [
    ...(acceptance?.rules ?? []).map((rule, index) => ({ name: ruleKey('acceptance', index), rule })),
    ...issuance.rules.map((rule, index) => ({ name: ruleKey('issuance', index), rule })),
  ];
}

/** Types of claims that hold what a group is called. */
function groupTypes(rules: readonly CompiledRule[]): GroupType[] {
  const found: GroupType[] = [{ type: claimTypes.groupSid, value: { form: 'sid' } }];
  for (const rule of rules) {
    if (!rule.runs || rule.action.kind !== 'store') continue;
    const { read, types } = rule.action;
    if (read === null || typeof read === 'string') continue;
    for (const [at, attribute] of read.attributes.entries()) {
      const type = types[at];
      if (type === undefined) continue;
      const value = valueOf(attribute, read.filter !== null);
      if (value) found.push({ type, value });
    }
  }
  return found;
}

function valueOf({ name, form }: StoreAttribute, searched: boolean): Value | null {
  if (searched) return { attribute: name.toLowerCase() };
  return form === null ? null : { form };
}

/** Types that rules make of these, and of those in turn. */
function closure(
  rules: readonly CompiledRule[],
  start: ReadonlySet<string>,
  key: (type: string) => string,
): Set<string> {
  const found = new Set(start);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const rule of rules) {
      if (!rule.runs || rule.action.kind === 'copy') continue;
      const from = [...rule.selectors, ...rule.guards.map((guard) => guard.selector)];
      if (!from.some(({ type }) => type === null || found.has(key(type)))) continue;
      // What only the person's own claims select is not made of groups.
      if (!from.some(({ type }) => type !== null && found.has(key(type))) && rule.action.kind === 'store')
        continue;
      const made =
        rule.action.kind === 'store'
          ? rule.action.types
          : rule.action.fields.type?.kind === 'literal'
            ? [rule.action.fields.type.value]
            : [];
      for (const type of made) found.add(key(type));
    }
  }
  return found;
}

/** `c:[Type == "…"] => issue(claim = c)`: hands on what is there, which is no role. */
function isPassing({ action }: Extract<CompiledRule, { runs: true }>, selector: CompiledSelector): boolean {
  return action.kind === 'copy' && !selector.depends;
}

/** Whether the condition may take a claim of this value; what it asks of anything else is taken to hold. */
function testOf(selector: CompiledSelector): (value: string) => boolean {
  const tests = selector.comparisons.flatMap(({ part, value, byPattern, compiled, negated }) => {
    if (part.kind !== 'field' || part.field !== 'value' || !byPattern || value.kind !== 'literal') return [];
    const pattern = compiled?.pattern;
    if (!pattern) return [];
    const { needs } = pattern;
    return [
      (text: string) =>
        ((needs === '' || text.toLowerCase().includes(needs)) && pattern.matches(text)) !== negated,
    ];
  });
  const literals = selector.comparisons.flatMap(({ part, value, byPattern, negated }) =>
    part.kind === 'field' && part.field === 'value' && !byPattern && !negated && value.kind === 'literal'
      ? value.value.toLowerCase()
      : [],
  );
  return (value) =>
    tests.every((test) => test(value)) && literals.every((literal) => literal === value.toLowerCase());
}

function fits(group: RuleGroup, looked: readonly Looked[]): boolean {
  return looked.some(({ value, tests }) => {
    if (tests.length === 0) return false;
    const values =
      'form' in value
        ? [groupValue(group, value.form)]
        : (attributeOfGroup(group, value.attribute) ?? [null]);
    return values.some((text) => text === null || tests.some((test) => test(text)));
  });
}
