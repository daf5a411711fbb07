/** What an Allow of an identity policy opens without naming it. */
import type { ConditionTest, Statement } from '../document.ts';
import { splitArn } from '../pattern/resource.ts';
import { actionPattern } from '../pattern/action.ts';
import { keyOf } from './conditions.ts';
import type { Linted } from './model.ts';

/** `*`, `role/*`, `function:*`: everything of a kind. */
const wholeKind = /^(?:\*|[\w-]+[/:]\*+)$/;

export const isBroad = ({ resource }: Statement): boolean =>
  resource === null ||
  resource.negated ||
  resource.patterns.some((arn) => wholeKind.test(splitArn(arn)[5] ?? '*'));

/** `service:Name` in any case. */
export function takes({ action }: Statement, id: string): boolean {
  const [service = '', name = ''] = id.toLowerCase().split(':');
  const found = action.patterns.some((text) => {
    const pattern = actionPattern(text);
    return (pattern.service === '*' || pattern.service === service) && pattern.matches(name);
  });
  return found !== action.negated;
}

/** Keys that tell who asks, when and from where: they do not narrow what is done. */
const circumstances =
  /^aws:(?:multifactorauth|source(?:ip|vpc|vpce)$|requestedregion|principal|currenttime|epochtime|securetransport|tokenissuetime|useragent|via|calledvia|username|userid)/;

export const isCircumstance = (test: ConditionTest): boolean => circumstances.test(keyOf(test));

/** Every action on everything. */
export const isAdministrator = ({ effect, action, resource, conditions }: Statement): boolean =>
  effect === 'Allow' &&
  !action.negated &&
  action.patterns.some((pattern) => pattern === '*' || pattern === '*:*') &&
  resource !== null &&
  !resource.negated &&
  resource.patterns.includes('*') &&
  conditions.every(isCircumstance);

/** Every action of IAM on everything, or on all users or roles. */
export const isIamAdministrator = (statement: Statement): boolean =>
  statement.effect === 'Allow' &&
  !statement.action.negated &&
  statement.action.patterns.some((pattern) => /^iam:\*+$/i.test(pattern)) &&
  isBroad(statement) &&
  statement.conditions.every(isCircumstance);

/** Whether nothing more can be said of what the document allows: it allows everything. */
export const allowsEverything = ({ document }: Linted): boolean => document.statements.some(isAdministrator);
