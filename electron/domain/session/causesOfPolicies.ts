/**
 * What the caller's side has against taking a role: its own policies and its organization's, and what AWS's sentence says of them.
 * Source: facts/sts-iam.md §1, §2; IAM User Guide, "Troubleshoot access denied error messages".
 */
import type { Decider } from '../policy/codes.ts';
import { decide } from '../policy/evaluate/decide.ts';
import { rules } from '../policy/evaluate/rules.ts';
import { compileSets } from '../policy/evaluate/sets.ts';
import { parsePolicy } from '../policy/parse/parse.ts';
import { cause } from './causeCodes.ts';
import type { Cause, CauseCode } from './causeCodes.ts';
import { askedOf, principalOf } from './causesKnown.ts';
import type { KnownOfRefusal } from './causesKnown.ts';
import type { TrustSays } from './causesOfTrust.ts';
import { roleOfArn } from './identity.ts';
import type { RoleRequest } from './request.ts';

const action = 'sts:AssumeRole';
const openTrust = parsePolicy(
  { Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: '*', Action: action } },
  'trust',
);

const cutters: Partial<Readonly<Record<Decider, CauseCode>>> = {
  identityPolicy: 'identityLacks',
  permissionsBoundary: 'boundaryCuts',
  sessionPolicy: 'sessionPolicyCuts',
  serviceControlPolicy: 'serviceControlCuts',
  resourceControlPolicy: 'resourceControlCuts',
  endpointPolicy: 'endpointCuts',
};

/** `trust`: null = not known. */
export function causesOfPolicies(
  request: RoleRequest,
  known: KnownOfRefusal,
  trust: TrustSays | null,
): Cause[] {
  const principal = principalOf(request, known);
  const role = roleOfArn(request.roleArn);
  if (!principal || !role || principal.kind === 'root') return [];
  const causes: Cause[] = [];
  const { callerPolicies: policies } = known;
  if (policies) {
    // A trust policy that is not known, or refuses, is taken out of the question.
    const sets = compileSets({ ...policies, trust: [trust?.allows ? trust.parsed : openTrust] });
    const { decision, decidedBy } = decide(sets, askedOf(request, known, principal, []), rules);
    const code = cutters[decidedBy];
    if (code !== undefined && (decision === 'implicitDeny' || decision === 'explicitDeny')) {
      const said = code === 'identityLacks' && decision === 'explicitDeny' ? 'identityDenies' : code;
      causes.push(cause(said, true, { action }));
    }
  } else {
    const elsewhere = principal.account !== role.account;
    const leftToPolicies = trust?.allows && trust.grants.every((grant) => grant === 'delegates');
    if (elsewhere || leftToPolicies) causes.push(cause('identityMay', false, { action }));
  }
  if (known.organization === 'member' && policies?.serviceControl === undefined)
    causes.push(cause('serviceControlMay', false));
  return causes;
}

const told: readonly (readonly [kind: RegExp, lacks: CauseCode, denies: CauseCode])[] = [
  [/identity-based/, 'identityLacks', 'identityDenies'],
  [/resource-based/, 'trustRefuses', 'trustRefuses'],
  [/permissions boundary/, 'boundaryCuts', 'boundaryCuts'],
  [/session/, 'sessionPolicyCuts', 'sessionPolicyCuts'],
  [/service control/, 'serviceControlCuts', 'serviceControlCuts'],
  [/resource control/, 'resourceControlCuts', 'resourceControlCuts'],
  [/endpoint/, 'endpointCuts', 'endpointCuts'],
];

/** The kind of policy that AWS's sentence names; most sentences of STS name none. */
export function causeTold(detail: string): Cause | null {
  const found =
    /because no ([\w -]{1,40}?)(?: policy)? allows? the /i.exec(detail) ??
    /with an explicit (deny) in an? ([\w -]{1,40})/i.exec(detail);
  if (!found) return null;
  const denied = found[1]?.toLowerCase() === 'deny' && found[2] !== undefined;
  const kind = (found[2] ?? found[1] ?? '').toLowerCase();
  const row = told.find(([name]) => name.test(kind));
  return row ? cause(row[denied ? 2 : 1], true, { action: actionTold(detail) ?? action }) : null;
}

/** The action that AWS's sentence names. */
export const actionTold = (detail: string): string | null =>
  /\bperform: (sts:[A-Za-z]{1,64})\b/.exec(detail)?.[1] ?? null;

/** The caller that AWS's sentence names. */
export const callerTold = (detail: string): string | null =>
  /\bUser: (arn:[\x21-\x7e]{10,300}) is not authorized\b/.exec(detail)?.[1] ?? null;
