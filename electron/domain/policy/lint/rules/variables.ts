/**
 * Variables that are plain text, or that the holder never has. Source: facts/iam-policy-evaluation.md §3; IAM User Guide, "Policy
 * elements: variables and tags" (where they may stand).
 */
import { comparisons } from '../../condition/comparisons.ts';
import type { ConditionTest, Statement } from '../../document.ts';
import { brokenVariables, isVariable, piecesOf } from '../../pattern/pieces.ts';
import { splitArn } from '../../pattern/resource.ts';
import { pathOf } from '../model.ts';
import type { Linted, LintRule, Report } from '../model.ts';
import { isProviderKey } from './keyUse.ts';

interface Place {
  readonly text: string;
  readonly path: string;
}

export const variables: LintRule = (linted, report) => {
  for (const statement of linted.document.statements) {
    for (const place of placesOf(statement)) look(place, linted, report);
    for (const { text, path } of otherPlaces(statement))
      if (text.includes('${')) report('variableOutOfPlace', path, { text });
  }
};

/** Where variables are filled: the last part of a resource, values of text and ARNs. */
function placesOf({ resource, conditions }: Statement): Place[] {
  const inResource = (resource?.patterns ?? []).map((text, index) => ({
    text: splitArn(text)[5] ?? '',
    path: pathOf(resource!.path, index, resource!.patterns),
  }));
  return [...inResource, ...conditions.filter(fills).flatMap(valuePlaces)];
}
const fills = ({ operator }: ConditionTest): boolean =>
  operator !== 'Null' && comparisons[operator].variables;
const valuePlaces = ({ values, path }: ConditionTest): Place[] =>
  values.map((text, index) => ({ text, path: pathOf(path, index, values) }));

/** Where none is, whatever the version: the parts of a resource before the last, principals, names of keys. */
function otherPlaces({ resource, principal, conditions }: Statement): Place[] {
  return [
    ...(resource?.patterns ?? []).map((text, index) => ({
      text: splitArn(text).slice(0, 5).join(':'),
      path: pathOf(resource!.path, index, resource!.patterns),
    })),
    ...(principal?.entries ?? []).map(({ value, path }) => ({ text: value, path })),
    ...conditions.map(({ key, path }) => ({ text: key, path })),
  ];
}

function look({ text, path }: Place, { document, catalog, holder, use }: Linted, report: Report): void {
  if (!text.includes('${')) return;
  const pieces = piecesOf(text, { wildcards: true, variables: true });
  const keys = pieces.filter(isVariable);
  if (document.version !== '2012-10-17') {
    if (keys.length > 0 || /\$\{[*?$]\}/.test(text)) report('variablesNotFilled', path, { text });
    return;
  }
  for (const broken of brokenVariables(text)) report('variableBroken', path, { text: broken });
  for (const { key, fallback } of keys) {
    if (!isProviderKey(key) && catalog.key(key) === null) report('unknownKey', path, { key });
    const ofRole = holder === 'role' && (use === 'identity' || use === 'boundary');
    if (key === 'aws:username' && fallback === null && ofRole) report('variableOfUsersAlone', path, { key });
  }
}
