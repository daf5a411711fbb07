/** Random rules, for laws that hold whatever they are. */
import fc from 'fast-check';
import { claimOf } from './fixtures.ts';
import { printRules } from './parse/print.ts';
import { claimFields, comparisonOperators, countOperators } from './parse/rules.ts';
import type {
  Action,
  ClaimPart,
  Comparison,
  Condition,
  Expression,
  ReadableRule,
  Selector,
} from './parse/rules.ts';

const place = { offset: 0, length: 0, line: 1, column: 1 };

/** What a string of the language can hold. */
const text = fc.string({ unit: 'grapheme', maxLength: 8 }).map((value) => value.replaceAll(/["\r\n]/g, "'"));
/** Few, so that rules meet each other's claims. */
const types = ['a', 'b', 'g', 'A'];
const values = ['', 'x', 'X', 'AWS-1', 'aws-1'];
const patterns = ['x', '(?i)^aws-(.)', '^$', 'a|b', '(a', '(?=a)', '.*'];
const literal = (from: fc.Arbitrary<string>): fc.Arbitrary<Expression> =>
  from.map((value) => ({ kind: 'literal', value, place }));
const identifier = fc.constantFrom('c', 'd', 'e1', '_x').map((name) => ({ name, place }));
const part: fc.Arbitrary<ClaimPart> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(...claimFields).map((field) => ({ kind: 'field' as const, field })),
  },
  { weight: 1, arbitrary: text.map((name) => ({ kind: 'property' as const, name })) },
);

const operand: fc.Arbitrary<Expression> = fc.oneof(
  literal(fc.oneof(fc.constantFrom(...values), text)),
  fc.record({ kind: fc.constant('part' as const), identifier, part, place: fc.constant(place) }),
);
const call: fc.Arbitrary<Expression> = fc
  .tuple(operand, fc.constantFrom(...patterns), fc.constantFrom('', '$1', '<$0>', '$_$_'))
  .map(([input, pattern, replacement]) => ({
    kind: 'call',
    name: 'RegExReplace',
    arguments: [
      input,
      { kind: 'literal', value: pattern, place },
      { kind: 'literal', value: replacement, place },
    ],
    place,
  }));
const expression: fc.Arbitrary<Expression> = fc.oneof(
  { weight: 4, arbitrary: operand },
  { weight: 1, arbitrary: call },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.oneof(operand, call), { minLength: 2, maxLength: 3 })
      .map((parts) => ({ kind: 'concat' as const, parts, place })),
  },
);

const typeIs = (type: string): Comparison => ({
  part: { kind: 'field', field: 'type' },
  operator: '==',
  value: { kind: 'literal', value: type, place },
  place,
});
const comparison: fc.Arbitrary<Comparison> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...types).map(typeIs) },
  {
    weight: 1,
    arbitrary: fc.record({
      part,
      operator: fc.constantFrom(...comparisonOperators),
      value: expression,
      place: fc.constant(place),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      part: fc.constant({ kind: 'field' as const, field: 'value' as const }),
      operator: fc.constantFrom('=~' as const, '!~' as const),
      value: literal(fc.constantFrom(...patterns)),
      place: fc.constant(place),
    }),
  },
);
const selector: fc.Arbitrary<Selector> = fc.record({
  identifier: fc.option(identifier),
  comparisons: fc.array(comparison, { maxLength: 3 }),
  place: fc.constant(place),
});
const condition: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 4, arbitrary: selector.map((one) => ({ kind: 'claim' as const, selector: one, place })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(selector, fc.boolean())
      .map(([one, negated]) => ({ kind: 'exists' as const, negated, selector: one, place })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(selector, fc.constantFrom(...countOperators), fc.nat(3))
      .map(([one, operator, number]) => ({ kind: 'count' as const, selector: one, operator, number, place })),
  },
);

const verb = fc.constantFrom('issue' as const, 'add' as const);
const assignment = fc.record({ part, value: expression, place: fc.constant(place) });
const typed = fc.constantFrom(...types).map((type) => ({
  part: { kind: 'field' as const, field: 'type' as const },
  value: { kind: 'literal' as const, value: type, place },
  place,
}));
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: fc.constant('copy' as const), verb, identifier, place: fc.constant(place) }),
  fc
    .tuple(verb, fc.option(typed), fc.array(assignment, { minLength: 1, maxLength: 3 }))
    .map(([one, type, more]) => ({
      kind: 'new' as const,
      verb: one,
      assignments: type ? [type, ...more] : more,
      place,
    })),
  fc
    .tuple(
      verb,
      fc.constantFrom('Active Directory', 'SQL'),
      fc.array(fc.constantFrom(...types), { minLength: 1, maxLength: 2 }),
      fc.constantFrom(
        ';mail;{0}',
        ';mail,tokenGroups;EXAMPLE\\x',
        '(cn={0});cn;EXAMPLE\\x',
        'mail',
        ';a;{9}',
      ),
      fc.array(expression, { maxLength: 2 }),
    )
    .map(([one, store, list, query, params]) => ({
      kind: 'store' as const,
      verb: one,
      store: { value: store, place },
      types: list.map((value) => ({ value, place })),
      query: { kind: 'literal' as const, value: query, place },
      params,
      place,
    })),
);

const loose: fc.Arbitrary<ReadableRule> = fc.record({
  readable: fc.constant(true as const),
  comments: fc
    .constantFrom<string[][]>([], ['// x'], ['/* x\n y */', '# z'])
    .map((one) => one as readonly string[]),
  attributes: fc.array(
    fc.record({ name: fc.constantFrom('RuleName', 'RuleTemplate'), value: text, place: fc.constant(place) }),
    { maxLength: 2 },
  ),
  conditions: fc.array(condition, { maxLength: 3 }),
  action,
  place: fc.constant(place),
});

/** Gives every condition a name of its own, and names in expressions those alone that are there: AD FS takes such a rule. */
function wired(rule: ReadableRule): ReadableRule {
  const names = ['c', 'd', 'e1'];
  let slot = 0;
  const expressionOf = (one: Expression, before: number): Expression => {
    switch (one.kind) {
      case 'literal':
        return one;
      case 'part': {
        const name = names[one.identifier.name.length % Math.max(before, 1)]!;
        return before === 0
          ? { kind: 'literal', value: 'x', place }
          : { ...one, identifier: { name, place } };
      }
      case 'concat':
        return { ...one, parts: one.parts.map((part) => expressionOf(part, before)) };
      case 'call':
        return { ...one, arguments: one.arguments.map((part) => expressionOf(part, before)) };
    }
  };
  const conditions = rule.conditions.map((condition): Condition => {
    const before = condition.kind === 'claim' ? slot : 0;
    const comparisons = condition.selector.comparisons.map((comparison) => ({
      ...comparison,
      value: expressionOf(comparison.value, before),
    }));
    const name = condition.kind === 'claim' ? { name: names[slot++]!, place } : null;
    return { ...condition, selector: { identifier: name, comparisons, place } };
  });
  const operandOf = (one: Expression) => expressionOf(one, slot);
  const { action } = rule;
  const typed = {
    part: { kind: 'field', field: 'type' } as const,
    value: { kind: 'literal', value: 'g', place } as const,
    place,
  };
  if (action.kind === 'copy') {
    if (slot === 0)
      return { ...rule, conditions, action: { kind: 'new', verb: action.verb, assignments: [typed], place } };
    return { ...rule, conditions, action: { ...action, identifier: { name: 'c', place } } };
  }
  if (action.kind === 'store') {
    const params = action.params.map(operandOf);
    return { ...rule, conditions, action: { ...action, query: operandOf(action.query), params } };
  }
  const seen = new Set<string>();
  const assignments = [...action.assignments, typed].filter(({ part: one }) => {
    const name = one.kind === 'field' ? one.field : `.${one.name}`;
    return !seen.has(name) && seen.add(name);
  });
  const list = assignments.map((one) => ({ ...one, value: operandOf(one.value) }));
  return { ...rule, conditions, action: { ...action, assignments: list } };
}

export const anyRule: fc.Arbitrary<ReadableRule> = fc.oneof(
  { weight: 1, arbitrary: loose },
  { weight: 6, arbitrary: loose.map(wired) },
);

export const anyRules = fc.array(anyRule, { maxLength: 5 });

export const textOf = (rules: readonly ReadableRule[]): string => printRules({ text: '', rules });

/** Claims that random rules are about. */
export const anyClaims = fc.array(
  fc
    .tuple(
      fc.constantFrom(...types),
      fc.constantFrom(...values),
      fc.constantFrom('AD AUTHORITY', 'LOCAL AUTHORITY'),
    )
    .map(([type, value, issuer]) => claimOf(type, value, { issuer })),
  { maxLength: 6 },
);

/** Rules of which nothing is like what random rules are about. */
export const unrelated = fc
  .array(fc.constantFrom('1', '2', '3'), { minLength: 1, maxLength: 3 })
  .map((names) =>
    names
      .map(
        (name) =>
          `z:[Type == "unrelated-${name}"] => issue(Type = "unrelated-out", Value = z.Value + "${name}");`,
      )
      .join('\n'),
  );
