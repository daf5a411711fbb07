/** Rules to text, as AD FS writes them itself: `parseRules` reads the same rules from it. */
import type {
  Action,
  ClaimPart,
  Comparison,
  Condition,
  Expression,
  Rule,
  RuleSet,
  Selector,
} from './rules.ts';

/** A text that no rule can hold: `"` and line breaks cannot be written in a string of the language. */
export class UnprintableText extends Error {
  readonly text: string;

  constructor(text: string) {
    super('unprintable');
    this.name = 'UnprintableText';
    this.text = text;
  }
}

/**
 * Every rule with its attributes and the comments before it; those within a rule are left out. Rules that cannot be read are
 * written as they stand. Throws `UnprintableText`, which no rule that was parsed can cause.
 */
export function printRules(set: Pick<RuleSet, 'text' | 'rules'>): string {
  return set.rules.map((rule) => `${printRule(rule, set.text)}\n`).join('\n');
}

/** One rule, without a line break behind it. `text`: what it was read from, asked for where it cannot be read. */
export function printRule(rule: Rule, text: string): string {
  const comments = rule.comments.map((comment) => `${comment}\n`).join('');
  if (!rule.readable) {
    const { offset, length } = rule.place;
    return `${comments}${text.slice(offset, offset + length)}`;
  }
  const attributes = rule.attributes.map(({ name, value }) => `@${name} = ${quoted(value)}\n`).join('');
  const conditions = rule.conditions.map(printCondition).join('\n && ');
  return `${comments}${attributes}${conditions}${conditions === '' ? '' : '\n'} => ${printAction(rule.action)};`;
}

function printCondition(condition: Condition): string {
  const selector = printSelector(condition.selector);
  if (condition.kind === 'claim') return selector;
  if (condition.kind === 'exists') return `${condition.negated ? 'NOT ' : ''}EXISTS(${selector})`;
  return `COUNT(${selector}) ${condition.operator} ${condition.number}`;
}

function printSelector({ identifier, comparisons }: Selector): string {
  return `${identifier ? `${identifier.name}:` : ''}[${comparisons.map(printComparison).join(', ')}]`;
}

export function printComparison({ part, operator, value }: Comparison): string {
  return `${printPart(part)} ${operator} ${printExpression(value)}`;
}

function printAction(action: Action): string {
  switch (action.kind) {
    case 'copy':
      return `${action.verb}(claim = ${action.identifier.name})`;
    case 'new': {
      const list = action.assignments.map(
        ({ part, value }) => `${printPart(part)} = ${printExpression(value)}`,
      );
      return `${action.verb}(${list.join(', ')})`;
    }
    case 'store': {
      const types = action.types.map(({ value }) => quoted(value)).join(', ');
      const params = action.params.map((param) => `, param = ${printExpression(param)}`).join('');
      return `${action.verb}(store = ${quoted(action.store.value)}, types = (${types}), query = ${printExpression(action.query)}${params})`;
    }
  }
}

const names = {
  type: 'Type',
  value: 'Value',
  issuer: 'Issuer',
  originalIssuer: 'OriginalIssuer',
  valueType: 'ValueType',
} as const;

export function printPart(part: ClaimPart): string {
  return part.kind === 'field' ? names[part.field] : `Properties[${quoted(part.name)}]`;
}

export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return quoted(expression.value);
    case 'part':
      return `${expression.identifier.name}.${printPart(expression.part)}`;
    case 'concat':
      return expression.parts.map(printExpression).join(' + ');
    case 'call':
      return `${expression.name}(${expression.arguments.map(printExpression).join(', ')})`;
  }
}

function quoted(value: string): string {
  if (/["\n\r]/.test(value)) throw new UnprintableText(value);
  return `"${value}"`;
}
