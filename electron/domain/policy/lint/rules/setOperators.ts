/** ForAllValues and ForAnyValue: for keys of many values alone. Source: facts/iam-policy-evaluation.md §3. */
import type { Statement } from '../../document.ts';
import { isNegated, keyOf } from '../conditions.ts';
import type { LintRule } from '../model.ts';
import { isProviderKey } from './keyUse.ts';

const names = { all: 'ForAllValues', any: 'ForAnyValue' } as const;

export const setOperators: LintRule = ({ document, catalog }, report) => {
  for (const statement of document.statements)
    for (const test of statement.conditions) {
      const { key, quantifier, path, operator } = test;
      const known = isProviderKey(key) ? null : catalog.key(key);
      if (quantifier !== null && known?.many === false)
        report('setOperatorOnSingleValue', path, { key, operator: names[quantifier] });
      if (quantifier === null && known?.many === true && operator !== 'Null')
        report('setOperatorMissing', path, { key });
      if (quantifier === 'all' && statement.effect === 'Allow' && !isThere(statement, key))
        report('forAllValuesAllows', path, { key });
    }
};

/** Whether another test of the statement makes sure that the key is in the request. */
const isThere = ({ conditions }: Statement, key: string): boolean =>
  conditions.some((test) => {
    if (keyOf(test) !== key.toLowerCase()) return false;
    if (test.operator === 'Null') return test.values.every((value) => value.trim().toLowerCase() === 'false');
    return (
      test.quantifier !== 'all' && !test.ifExists && (test.quantifier === 'any' || !isNegated(test.operator))
    );
  });
