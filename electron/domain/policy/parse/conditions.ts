/** The Condition element. Source: facts/iam-policy-evaluation.md §3. */
import { dateOf } from '../condition/dates.ts';
import { rangeOf } from '../condition/addresses.ts';
import { boolOf } from '../condition/bools.ts';
import { decimalOf } from '../condition/numbers.ts';
import { operators } from '../document.ts';
import type { ConditionTest, Operator } from '../document.ts';
import { isObject, listAt } from './json.ts';
import type { Report } from './json.ts';

export function parseConditions(json: unknown, path: string, report: Report): ConditionTest[] {
  if (json === undefined) return [];
  if (!isObject(json)) {
    report('conditionInvalid', path);
    return [];
  }
  return Object.entries(json).flatMap(([name, keys]) => {
    const at = `${path}.${name}`;
    const asked = operatorOf(name);
    if (!asked) report('operatorUnknown', at, { name });
    if (!isObject(keys)) {
      report('conditionInvalid', at);
      return [];
    }
    if (!asked) return [];
    return Object.entries(keys).map(([key, values]) => {
      const where = `${at}.${key}`;
      if (key.trim() === '') report('keyInvalid', where);
      return { ...asked, key, values: valuesOf(values, asked.operator, where, report), path: where };
    });
  });
}

const quantifiers = { 'ForAllValues:': 'all', 'ForAnyValue:': 'any' } as const;

function operatorOf(name: string): Pick<ConditionTest, 'operator' | 'quantifier' | 'ifExists'> | null {
  const prefix = (['ForAllValues:', 'ForAnyValue:'] as const).find((one) => name.startsWith(one));
  const rest = prefix ? name.slice(prefix.length) : name;
  const ifExists = rest.endsWith('IfExists');
  const base = ifExists ? rest.slice(0, -'IfExists'.length) : rest;
  const operator = operators.find((one) => one === base);
  // Whether a key is there is asked of the key as a whole, and always has an answer.
  if (!operator || (operator === 'Null' && (ifExists || prefix))) return null;
  return { operator, quantifier: prefix ? quantifiers[prefix] : null, ifExists };
}

function valuesOf(json: unknown, operator: Operator, path: string, report: Report): string[] {
  const texts: string[] = [];
  for (const { value, path: where } of listAt(json, path, report)) {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
      report('valueInvalid', where);
      continue;
    }
    const text = String(value);
    // Beyond sixteen digits JSON's numbers are not those that were written.
    const kept = typeof value !== 'number' || !Number.isInteger(value) || Number.isSafeInteger(value);
    if (!kept || !fits(text, operator)) report('valueInvalid', where, { value: text.slice(0, 200) });
    texts.push(text);
  }
  return texts;
}

const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Whether the text is a value of the operator's type. What holds a variable is known only when it is filled. */
function fits(text: string, operator: Operator): boolean {
  if (operator === 'Null') return boolOf(text) !== null;
  if (operator === 'Bool') return boolOf(text) !== null || text.includes('${');
  if (operator === 'BinaryEquals') return base64.test(text);
  if (operator.startsWith('Numeric')) return decimalOf(text) !== null;
  if (operator.startsWith('Date')) return dateOf(text) !== null;
  return operator.endsWith('IpAddress') ? rangeOf(text) !== null : true;
}
