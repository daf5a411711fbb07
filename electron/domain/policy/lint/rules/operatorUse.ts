/** Operators of another type than the key's, and wildcards where they are plain characters. */
import type { KeyType } from '../../catalog/data.ts';
import type { Operator } from '../../document.ts';
import { pathOf } from '../model.ts';
import type { LintRule } from '../model.ts';
import { isProviderKey } from './keyUse.ts';

type Family = 'String' | 'Numeric' | 'Date' | 'Bool' | 'Binary' | 'IpAddress' | 'Arn';
const families: readonly Family[] = ['String', 'Numeric', 'Date', 'Bool', 'Binary', 'IpAddress', 'Arn'];
const familyOf = (operator: Operator): Family | null =>
  families.find((family) => operator.startsWith(family) || operator === `Not${family}`) ?? null;

/** Families whose operators compare values of a type as they are meant. An ARN is text as well; a time may be a number. */
const fitting: Readonly<Record<KeyType, readonly Family[]>> = {
  string: ['String'],
  arn: ['Arn', 'String'],
  bool: ['Bool'],
  numeric: ['Numeric'],
  date: ['Date', 'Numeric'],
  ipAddress: ['IpAddress'],
  binary: ['Binary'],
};
/** Documented as text, and what they hold is an ARN. */
const holdsArn = /arn$/i;

export const operatorUse: LintRule = ({ document, catalog }, report) => {
  for (const { conditions } of document.statements)
    for (const test of conditions) {
      const { operator, key, path, values } = test;
      for (const [index, value] of values.entries())
        if (literal.has(operator) && value.replaceAll('${*}', '').includes('*'))
          report('wildcardIsLiteral', pathOf(path, index, values), { operator, value });
      const family = familyOf(operator);
      const known = isProviderKey(key) ? null : catalog.key(key);
      if (!known || !family || fitting[known.type].includes(family)) continue;
      if (known.type === 'string' && family === 'Arn' && holdsArn.test(key)) continue;
      report('operatorOfOtherType', path, {
        key,
        operator,
        type: known.type,
        fitting: fitting[known.type][0]!,
      });
    }
};

const literal: ReadonlySet<Operator> = new Set<Operator>([
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
]);
