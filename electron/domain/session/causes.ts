/**
 * Why AWS refused, as far as a workspace knows: STS says seldom which side refused. Nothing is concluded from what is not known.
 * Source: facts/sts-iam.md §1 (errors and fixes).
 */
import { arnParts, callerOf } from './identity.ts';
import { cause } from './causeCodes.ts';
import type { Cause, Refusal, RefusalKind } from './causeCodes.ts';
import type { KnownOfRefusal } from './causesKnown.ts';
import { actionTold, callerTold, causesOfPolicies, causeTold } from './causesOfPolicies.ts';
import { causesOfRole } from './causesOfRole.ts';
import { trustSays } from './causesOfTrust.ts';
import { isSkewed } from './lifetime.ts';
import { problemsOf } from './limits.ts';
import { hour } from './limitsOfDuration.ts';
import { policySize } from './limitsOfPolicy.ts';
import type { SessionRequest } from './request.ts';
import { mfaSerialOf } from './request.ts';

export type { Cause, Refusal } from './causeCodes.ts';
export type { KnownOfRefusal } from './causesKnown.ts';
export { rolesNear } from './causesOfRole.ts';

/** Certain ones first, each in the order of likelihood. Empty: nothing is known. Never holds a secret. */
export function causesOf(refusal: Refusal, request: SessionRequest, given: KnownOfRefusal): Cause[] {
  const known = withCaller(refusal, given);
  const causes = [
    ...clockCauses(refusal.kind, known),
    ...limitCauses(refusal.kind, request, known),
    ...ofKind(refusal, request, known),
  ];
  return causes.toSorted((a, b) => Number(b.certain) - Number(a.certain));
}

/** AWS's sentence names the caller, where nobody else knows. */
function withCaller({ detail }: Refusal, known: KnownOfRefusal): KnownOfRefusal {
  const arn = known.caller ? null : callerTold(detail);
  const caller =
    known.caller ??
    (arn === null ? null : callerOf({ arn, userId: '', account: arnParts(arn)?.account ?? '' }));
  const kind = caller === null || caller.kind === 'unknown' ? null : caller.kind;
  return {
    ...known,
    caller,
    sourceIsRoleSession: known.sourceIsRoleSession ?? (kind === null ? null : kind === 'roleSession'),
    sourceIsRoot: known.sourceIsRoot ?? (kind === null ? null : kind === 'root'),
    sourceIsTemporary:
      known.sourceIsTemporary ?? (kind === 'roleSession' || kind === 'federated' ? true : null),
  };
}

const byClock: ReadonlySet<RefusalKind> = new Set(['expired', 'invalidToken', 'clockSkew', 'other']);

function clockCauses(kind: RefusalKind, { skewSeconds = null }: KnownOfRefusal): Cause[] {
  if (!byClock.has(kind)) return [];
  if (skewSeconds !== null && isSkewed(skewSeconds))
    return [
      cause(skewSeconds > 0 ? 'clockAhead' : 'clockBehind', true, {
        minutes: String(Math.round(Math.abs(skewSeconds) / 60)),
      }),
    ];
  return kind === 'clockSkew' ? [cause('clockOff', true)] : [];
}

const byLimit: ReadonlySet<RefusalKind> = new Set([
  'accessDenied',
  'validation',
  'policyTooLarge',
  'malformedPolicy',
  'invalidMfa',
  'other',
]);

function limitCauses(kind: RefusalKind, request: SessionRequest, known: KnownOfRefusal): Cause[] {
  if (!byLimit.has(kind)) return [];
  return problemsOf(request, { ...known, maxSessionSeconds: known.role?.maxSessionDuration ?? null })
    .filter(({ severity }) => severity === 'error')
    .map(({ field, code, params }) => cause('limit', true, { ...params, field, code }));
}

function ofKind(refusal: Refusal, request: SessionRequest, known: KnownOfRefusal): Cause[] {
  switch (refusal.kind) {
    case 'accessDenied':
      return deniedCauses(refusal, request, known);
    case 'validation':
      return durationCauses(refusal, request, known);
    case 'expired':
      return [
        cause(
          request.kind === 'saml'
            ? 'assertionExpired'
            : request.kind === 'webIdentity'
              ? 'tokenExpired'
              : 'sourceExpired',
          true,
        ),
      ];
    case 'invalidToken':
      return tokenCauses(request, known);
    case 'policyTooLarge':
      return [cause('packedTooLarge', true, sizesOf(request))];
    case 'malformedPolicy':
      return [cause('policyRefused', false)];
    case 'regionDisabled':
      return [cause('regionDisabled', true, { region: request.region })];
    case 'invalidMfa':
      return mfaCauses(request, known);
    case 'idpRejected':
      return [cause('signInAgain', false)];
    case 'clockSkew':
    case 'other':
      return [];
  }
}

function deniedCauses(refusal: Refusal, request: SessionRequest, known: KnownOfRefusal): Cause[] {
  const told = causeTold(refusal.detail);
  if (request.kind === 'portalRole')
    return [cause('portalNotAssigned', false, { role: request.roleName, account: request.account })];
  if (request.kind === 'sessionToken' || request.kind === 'federationToken') {
    const action = request.kind === 'sessionToken' ? 'sts:GetSessionToken' : 'sts:GetFederationToken';
    if (told) return [told];
    // Anybody may call GetSessionToken whom no policy forbids it.
    return request.kind === 'sessionToken' ? [] : [cause('identityMay', false, { action })];
  }
  const missing = known.role ? [] : causesOfRole(request.roleArn, known.roleArns);
  const trust = trustSays(request, known);
  const against = (trust?.causes ?? []).filter(({ code }) => aboutAction(code, refusal.detail));
  const policies = request.kind === 'role' ? causesOfPolicies(request, known, trust) : [];
  const trustTold = told?.code === 'trustRefuses';
  return [
    // The trust policy's own reason says more than that it refuses.
    ...(told && !(trustTold && against.some(({ certain }) => certain)) ? [told] : []),
    ...against,
    ...partCauses(refusal.detail, against),
    ...missing,
    // AWS's word leaves nothing to guess.
    ...policies.filter(({ code, certain }) => (told ? certain && code !== told.code : true)),
  ];
}

const parts: Readonly<Record<string, Cause['code']>> = {
  'sts:TagSession': 'trustLacksTagSession',
  'sts:SetSourceIdentity': 'trustLacksSourceIdentity',
};

/** Where AWS names the action that it refused, others stand in nobody's way. */
function aboutAction(code: Cause['code'], detail: string): boolean {
  const part = parts[actionTold(detail) ?? ''];
  return part === undefined || code === part;
}

/** What AWS names by its action, where no trust policy was there to tell. */
function partCauses(detail: string, against: readonly Cause[]): Cause[] {
  const part = parts[actionTold(detail) ?? ''];
  return part === undefined || against.some(({ code }) => code === part) ? [] : [cause(part, false)];
}

function durationCauses(
  { detail }: Refusal,
  request: SessionRequest,
  { role, sourceIsRoleSession }: KnownOfRefusal,
): Cause[] {
  if (!('durationSeconds' in request) || request.durationSeconds === null) return [];
  const asked = request.durationSeconds;
  if (/role chaining/i.test(detail) && asked > hour)
    return sourceIsRoleSession ? [] : [cause('chainedTooLong', true, { asked: String(asked) })];
  return /MaxSessionDuration/.test(detail) && !(role && (role.maxSessionDuration ?? asked) < asked)
    ? [cause('overSomeMaximum', true, { asked: String(asked) })]
    : [];
}

function tokenCauses(request: SessionRequest, { providers, presented }: KnownOfRefusal): Cause[] {
  if (request.kind !== 'saml' && request.kind !== 'webIdentity') return [cause('keyUnknown', false)];
  const provider = request.kind === 'saml' ? request.principalArn : (presented?.provider ?? null);
  const isThere =
    provider === null || !providers || !provider.startsWith('arn:') || providers.includes(provider);
  return [
    ...(isThere ? [] : [cause('providerMissing', false, { provider })]),
    cause(request.kind === 'saml' ? 'assertionNotVerified' : 'tokenNotVerified', false),
  ];
}

function sizesOf(request: SessionRequest): Cause['params'] {
  return {
    size: String('policyArns' in request ? policySize(request) : 0),
    tags: String('tags' in request ? request.tags.length : 0),
  };
}

function mfaCauses(request: SessionRequest, { caller }: KnownOfRefusal): Cause[] {
  const serial = mfaSerialOf(request);
  if (serial === null) return [];
  const account = arnParts(serial)?.account ?? null;
  const elsewhere = account !== null && caller?.kind === 'user' && caller.account !== account;
  return [
    ...(elsewhere ? [cause('mfaOtherAccount', true, { account, wanted: caller.account })] : []),
    cause('mfaCodeWrong', false),
  ];
}
