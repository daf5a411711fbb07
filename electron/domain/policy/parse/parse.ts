/**
 * Reading a policy document. Whatever AWS would refuse is told with its place; a document with any problem is none, since the
 * part that cannot be read might be a Deny. Source: facts/iam-policy-evaluation.md §2, §3.
 */
import type { PolicyUse } from '../codes.ts';
import type { ParsedPolicy, Patterns, PolicyProblem, Statement } from '../document.ts';
import { actionProblem, resourceProblem } from './patterns.ts';
import { parseConditions } from './conditions.ts';
import { duplicateName } from './duplicates.ts';
import { isObject, listAt } from './json.ts';
import type { Json, Report } from './json.ts';
import { parsePrincipal } from './principals.ts';

/** Uses whose documents name principals; null: with or without. */
const principals: Readonly<Record<PolicyUse, boolean | null>> = {
  identity: false,
  boundary: false,
  session: false,
  serviceControl: false,
  resource: true,
  trust: true,
  endpoint: null,
  resourceControl: null,
};

/** A document as JSON text, which is also searched for names that stand twice in one object. */
export function parsePolicyText(text: string, use: PolicyUse): ParsedPolicy {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { document: null, problems: [{ code: 'notJson', path: '', params: {} }] };
  }
  const twice = duplicateName(text);
  if (twice !== null)
    return { document: null, problems: [{ code: 'duplicateElement', path: twice, params: {} }] };
  return parsePolicy(json, use);
}

/** A document as parsed JSON. */
export function parsePolicy(json: unknown, use: PolicyUse): ParsedPolicy {
  const problems: PolicyProblem[] = [];
  const report: Report = (code, path, params = {}) => void problems.push({ code, path, params });
  if (!isObject(json)) {
    report('notObject', '');
    return { document: null, problems };
  }
  unknownNames(json, ['Version', 'Id', 'Statement'], '', report);
  const version = json['Version'] === undefined ? '2008-10-17' : json['Version'];
  if (version !== '2012-10-17' && version !== '2008-10-17') report('versionUnknown', 'Version');
  if (json['Statement'] === undefined) report('statementMissing', 'Statement');
  const statements: Statement[] = [];
  const several = Array.isArray(json['Statement']);
  const given = several
    ? (json['Statement'] as unknown[])
    : [json['Statement']].filter((one) => one !== undefined);
  for (const [index, statement] of given.entries()) {
    const path = several ? `Statement[${index}]` : 'Statement';
    if (isObject(statement)) statements.push(parseStatement(statement, use, path, report));
    else report('statementNotObject', path);
  }
  if (problems.length > 0) return { document: null, problems };
  return { document: { use, version: version as '2012-10-17' | '2008-10-17', statements }, problems: [] };
}

const elements = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

function unknownNames(json: Json, known: readonly string[], path: string, report: Report): void {
  for (const name of Object.keys(json))
    if (!known.includes(name)) report('unknownElement', path === '' ? name : `${path}.${name}`, { name });
}

function parseStatement(json: Json, use: PolicyUse, path: string, report: Report): Statement {
  unknownNames(json, elements, path, report);
  const sid = json['Sid'];
  if (sid !== undefined && typeof sid !== 'string') report('sidInvalid', `${path}.Sid`);
  const effect = json['Effect'];
  if (effect !== 'Allow' && effect !== 'Deny') report('effectInvalid', `${path}.Effect`);
  const action = patternsOf(json, 'Action', path, report, actionProblem);
  if (action === null && !hasEither(json, 'Action')) report('actionMissing', `${path}.Action`);
  return {
    path,
    sid: typeof sid === 'string' ? sid : null,
    effect: effect === 'Deny' ? 'Deny' : 'Allow',
    principal: principalOf(json, use, path, report),
    action: action ?? { negated: false, path: `${path}.Action`, patterns: [] },
    resource: resourceOf(json, use, path, report),
    conditions: parseConditions(json['Condition'], `${path}.Condition`, report),
  };
}

const hasEither = (json: Json, name: string): boolean =>
  json[name] !== undefined || json[`Not${name}`] !== undefined;

function patternsOf(
  json: Json,
  name: 'Action' | 'Resource',
  path: string,
  report: Report,
  problem: (text: string) => boolean,
): Patterns | null {
  if (json[name] !== undefined && json[`Not${name}`] !== undefined)
    report(name === 'Action' ? 'actionTwice' : 'resourceTwice', `${path}.Not${name}`);
  const negated = json[name] === undefined;
  const at = `${path}.${negated ? `Not${name}` : name}`;
  const value = json[negated ? `Not${name}` : name];
  if (value === undefined) return null;
  const patterns: string[] = [];
  for (const { value: text, path: where } of listAt(value, at, report)) {
    if (typeof text !== 'string') report('notString', where);
    else if (problem(text))
      report(name === 'Action' ? 'actionInvalid' : 'resourceInvalid', where, { value: text.slice(0, 200) });
    else patterns.push(text);
  }
  return { negated, path: at, patterns };
}

function resourceOf(json: Json, use: PolicyUse, path: string, report: Report): Statement['resource'] {
  if (use === 'trust') {
    if (hasEither(json, 'Resource')) report('resourceNotAllowed', `${path}.Resource`);
    return null;
  }
  const resource = patternsOf(json, 'Resource', path, report, resourceProblem);
  // Policies of some resources (a container repository) are about that resource and name none.
  if (resource === null && use !== 'resource' && !hasEither(json, 'Resource'))
    report('resourceMissing', `${path}.Resource`);
  return resource;
}

function principalOf(json: Json, use: PolicyUse, path: string, report: Report): Statement['principal'] {
  const wanted = principals[use];
  if (json['Principal'] !== undefined && json['NotPrincipal'] !== undefined)
    report('principalTwice', `${path}.NotPrincipal`);
  const negated = json['Principal'] === undefined && json['NotPrincipal'] !== undefined;
  const at = `${path}.${negated ? 'NotPrincipal' : 'Principal'}`;
  if (!hasEither(json, 'Principal')) {
    if (wanted === true) report('principalMissing', at);
    return null;
  }
  if (wanted === false) report('principalNotAllowed', at);
  else if (negated && use !== 'resource' && use !== 'endpoint') report('notPrincipalNotAllowed', at);
  return parsePrincipal(json[negated ? 'NotPrincipal' : 'Principal'], negated, at, report);
}
