/** Which of the things that are not known could change an answer. */
import type { PolicyGap } from './policyGaps.ts';
import { decide } from '../policy/evaluate/decide.ts';
import type { Rules } from '../policy/evaluate/decide.ts';
import { compileSets } from '../policy/evaluate/sets.ts';
import type { PolicyInput } from '../policy/evaluate/sets.ts';
import type { Decision } from '../policy/codes.ts';
import { withoutResourceControl, withoutServiceControl } from '../policy/evaluate/sides.ts';
import { parsePolicy } from '../policy/parse/parse.ts';
import type { Request } from '../policy/request.ts';

/**
 * What is allowed could be denied by whatever was not read. What is denied for want of an Allow could be allowed where the decision
 * changes as soon as the unread part allows everything. An explicit Deny stays one.
 */
export function matteringGaps(
  decision: Decision,
  gaps: readonly PolicyGap[],
  input: PolicyInput,
  request: Request,
  rules: Rules,
): PolicyGap[] {
  if (decision === 'explicitDeny') return [];
  const bearing = gaps.filter(({ code }) => {
    if (serviceControl.has(code)) {
      if (withoutServiceControl(request) === null) return true;
      return (
        code !== 'serviceControlNotRead' &&
        withoutResourceControl(request, rules.resourceControlServices) === null
      );
    }
    return (
      code !== 'resourceControlNotRead' ||
      withoutResourceControl(request, rules.resourceControlServices) === null
    );
  });
  if (decision === 'allowed') return bearing.filter(({ couldDeny }) => couldDeny);
  if (decision === 'conditional') return bearing;
  const allowing = bearing.filter(({ couldAllow }) => couldAllow);
  const changes = (known: readonly PolicyGap[]): boolean =>
    decide(compileSets(withAllowed(input, known)), request, rules).decision !== decision;
  if (allowing.length === 0 || !changes(allowing)) return [];
  const alone = allowing.filter((gap) => changes([gap]));
  // None is enough alone: each counts without which the others are not.
  return alone.length > 0
    ? alone
    : allowing.filter((gap) => !changes(allowing.filter((other) => other !== gap)));
}

const serviceControl: ReadonlySet<string> = new Set([
  'organizationNotRead',
  'accountNotInOrganization',
  'serviceControlNotRead',
]);

const everything = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
const identity = parsePolicy(everything, 'identity');
const resource = parsePolicy(
  { ...everything, Statement: { ...everything.Statement, Principal: '*' } },
  'resource',
);
const trust = parsePolicy(
  { ...everything, Statement: { Effect: 'Allow', Action: '*', Principal: '*' } },
  'trust',
);

function withAllowed(input: PolicyInput, gaps: readonly PolicyGap[]): PolicyInput {
  const has = (code: PolicyGap['code']): boolean => gaps.some((gap) => gap.code === code);
  const resourceSide = has('resourcePoliciesNotRead');
  return {
    ...input,
    ...(gaps.some(({ code }) => !resourceCodes.has(code))
      ? { identity: [...(input.identity ?? []), identity] }
      : {}),
    ...(resourceSide ? { resource: [...(input.resource ?? []), resource] } : {}),
    ...(has('trustPolicyNotRead') ? { trust: [...(input.trust ?? []), trust] } : {}),
  };
}
const resourceCodes: ReadonlySet<string> = new Set(['resourcePoliciesNotRead', 'trustPolicyNotRead']);
