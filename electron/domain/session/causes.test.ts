import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../policy/parse/parse.ts';
import { causeCodes, refusalKinds } from './causeCodes.ts';
import type { RefusalKind } from './causeCodes.ts';
import { causesOf, rolesNear } from './causes.ts';
import type { KnownOfRefusal } from './causes.ts';
import { callerOf } from './identity.ts';
import { account, federation, role, roleArn, saml, sessionToken } from './limits.fixture.ts';
import type { SessionRequest } from './request.ts';

const numRuns = Math.ceil(200 * Number(process.env['TREELINE_FUZZ'] ?? 1));
const other = '444455556666';
const user = (id = account) =>
  callerOf({ arn: `arn:aws:iam::${id}:user/team/ann`, userId: 'AIDAX', account: id });
const session = (id = account) =>
  callerOf({ arn: `arn:aws:sts::${id}:assumed-role/Base/ann`, userId: 'AROAX:ann', account: id });
const ann = `arn:aws:iam::${account}:user/team/ann`;
const rootOf = (id: string) => `arn:aws:iam::${id}:root`;
const allow = (AWS: unknown, Condition?: object, Action: unknown = 'sts:AssumeRole') => ({
  Effect: 'Allow',
  Principal: { AWS },
  Action,
  ...(Condition && { Condition }),
});
const trusting = (...Statement: object[]): KnownOfRefusal => ({
  role: { trustPolicy: { Version: '2012-10-17', Statement }, maxSessionDuration: 3600 },
});
const federated = (Action: unknown, provider: string, Condition?: object) =>
  trusting({ Effect: 'Allow', Principal: { Federated: provider }, Action, ...(Condition && { Condition }) });
const policies = (...Statement: object[]) => ({
  identity: [parsePolicy({ Version: '2012-10-17', Statement }, 'identity')],
});
const said = (
  request: SessionRequest,
  known: KnownOfRefusal,
  kind: RefusalKind = 'accessDenied',
  detail = '',
) => causesOf({ kind, detail }, request, known).map(({ code, certain }) => (certain ? code : `${code}?`));

const withId = allow(ann, { StringEquals: { 'sts:ExternalId': 'secret-of-theirs' } });
const withMfa = allow(ann, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } });
const key = { kind: 'accessKey', id: 'k' } as const;

describe('a trust policy', () => {
  it.each<[string, SessionRequest, KnownOfRefusal, string[]]>([
    ['that is not known tells nothing', role(), { caller: user() }, []],
    ['that AWS would not take tells nothing', role(), { role: { trustPolicy: '{', maxSessionDuration: null }, caller: user() }, []],
    ['names another', role(), { ...trusting(allow(rootOf(other))), caller: user() }, ['trustLacksPrincipal']],
    ['names who was deleted', role(), { ...trusting(allow('AIDAJQABLZS4A3QDU576Q')), caller: user() }, ['trustLacksPrincipal', 'trustPrincipalDeleted?']],
    ['names the caller', role(), { ...trusting(allow(ann)), caller: user() }, []],
    ['names nobody known', role(), trusting(allow(ann)), []],
    ['is of another call', role(), { ...federated('sts:AssumeRoleWithSAML', saml().principalArn), caller: user() }, ['trustLacksCall']],
    ['denies', role(), { ...trusting(allow(ann), { ...allow('*'), Effect: 'Deny' }), caller: user() }, ['trustDenies']],
    ['names the role with its path', role(), { ...trusting(allow(`arn:aws:iam::${account}:role/deep/Base`)), caller: session() }, []],
    ['asks for an external id', role(), { ...trusting(withId), caller: user() }, ['externalIdMissing']],
    ['asks it of everybody', role(), trusting(withId), ['externalIdMissing']],
    ['asks it of some', role(), trusting(withId, allow('arn:aws:iam::444455556666:user/x')), []],
    ['asks for another external id', role({ externalId: 'ours' }), { ...trusting(withId), caller: user() }, ['externalIdOther']],
    ['asks for MFA', role({ source: key }), { ...trusting(withMfa), caller: user() }, ['mfaMissing']],
    ['asks for MFA, which a profile may bring', role(), { ...trusting(withMfa), caller: user() }, ['mfaMissing?']],
    ['asks for MFA, which is given', role({ source: key, mfaSerial: `arn:aws:iam::${account}:mfa/ann` }), { ...trusting(withMfa), caller: user() }, []],
    ['asks for MFA or an external id', role({ source: key }), { ...trusting(withMfa, withId), caller: user() }, ['mfaMissing?', 'externalIdMissing?']],
    ['asks for another session name', role(), { ...trusting(allow(ann, { StringEquals: { 'sts:RoleSessionName': '${aws:username}' } })), caller: user() }, ['sessionNameOther']],
    ['asks for an organization', role(), { ...trusting(allow('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })), caller: user() }, ['organizationOther?']],
    ['asks for a network', role(), { ...trusting(allow(ann, { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })), caller: user() }, ['trustCondition?']],
    ['asks for a tag', role(), { ...trusting(allow(ann, { StringEquals: { 'aws:RequestTag/team': 'a' } })), caller: user() }, ['trustCondition']],
    ['does not allow tags', role({ tags: [{ key: 'a', value: 'b' }] }), { ...trusting(allow(ann)), caller: user() }, ['trustLacksTagSession']],
    ['allows tags', role({ tags: [{ key: 'a', value: 'b' }] }), { ...trusting(allow(ann, undefined, ['sts:AssumeRole', 'sts:TagSession'])), caller: user() }, []],
    ['does not allow a source identity', role({ sourceIdentity: 'ann' }), trusting(allow(ann)), ['trustLacksSourceIdentity']],
    ['names another provider', saml(), federated('sts:AssumeRoleWithSAML', `arn:aws:iam::${account}:saml-provider/old`), ['trustOtherProvider']],
    ['asks for another audience', saml(), { ...federated('sts:AssumeRoleWithSAML', saml().principalArn, { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } }), presented: { provider: null, keys: new Map([['saml:aud', ['https://eu-west-1.signin.aws.amazon.com/saml']]]), tags: false, sourceIdentity: false } }, ['samlAudience']],
    ['does not allow the tags of an assertion', saml(), { ...federated('sts:AssumeRoleWithSAML', saml().principalArn), presented: { provider: null, keys: new Map(), tags: true, sourceIdentity: true } }, ['trustLacksTagSession', 'trustLacksSourceIdentity']],
    ['asks for another subject', { ...saml(), kind: 'webIdentity', sessionName: 'ci' }, { ...federated('sts:AssumeRoleWithWebIdentity', `arn:aws:iam::${account}:oidc-provider/x.example`, { StringLike: { 'x.example:sub': 'repo:a/*' } }), presented: { provider: `arn:aws:iam::${account}:oidc-provider/x.example`, keys: new Map([['x.example:sub', ['repo:b/c']]]), tags: false, sourceIdentity: false } }, ['trustCondition']],
  ])('%s', (_name, request, known, expected) => expect(said(request, known)).toEqual(expected)); // prettier-ignore

  it('is quoted without its external id', () => {
    const causes = causesOf(
      { kind: 'accessDenied', detail: '' },
      role({ externalId: 'ours' }),
      trusting(withId),
    );
    expect(JSON.stringify(causes)).not.toMatch(/secret-of-theirs|ours/);
  });
});

describe('the caller’s side', () => {
  const delegating = trusting(allow(rootOf(account)));
  const across = trusting(allow(rootOf(other)));
  it.each<[string, KnownOfRefusal, string[]]>([
    ['the account is trusted', { ...delegating, caller: user() }, ['identityMay?']],
    ['another account', { ...across, caller: user(other) }, ['identityMay?']],
    ['another account, trust not known', { caller: user(other) }, ['identityMay?']],
    ['no policy allows it', { ...delegating, caller: user(), callerPolicies: policies({ Effect: 'Allow', Action: 's3:*', Resource: '*' }) }, ['identityLacks']],
    ['a policy denies it', { ...trusting(allow(ann)), caller: user(), callerPolicies: policies({ Effect: 'Deny', Action: 'sts:*', Resource: '*' }) }, ['identityDenies']],
    ['both allow it', { ...delegating, caller: user(), callerPolicies: policies({ Effect: 'Allow', Action: 'sts:*', Resource: roleArn }) }, []],
    ['trust and policies lack it', { ...trusting(allow(rootOf('777788889999'))), caller: user(other), callerPolicies: policies({ Effect: 'Allow', Action: 's3:*', Resource: '*' }) }, ['trustLacksPrincipal', 'identityLacks']],
    ['an organization’s policies are not known', { ...trusting(allow(ann)), caller: user(), organization: 'member' }, ['serviceControlMay?']],
    ['an organization’s policies forbid it', { ...delegating, caller: user(), organization: 'member', callerPolicies: { ...policies({ Effect: 'Allow', Action: '*', Resource: '*' }), serviceControl: [{ level: 'root', policies: [] }] } }, ['serviceControlCuts']],
    ['which the management account’s do not', { ...delegating, caller: user(), organization: 'managementAccount', callerPolicies: { ...policies({ Effect: 'Allow', Action: '*', Resource: '*' }), serviceControl: [{ level: 'root', policies: [] }] } }, []],
    ['a root user', { caller: callerOf({ arn: rootOf(account), userId: account, account }) }, ['limit']],
  ])('%s', (_name, known, expected) => expect(said(role(), known)).toEqual(expected)); // prettier-ignore
});

describe('what AWS says itself', () => {
  const refused = (why: string, action = 'sts:AssumeRole') =>
    `User: ${ann} is not authorized to perform: ${action} on resource: ${roleArn}${why}`;
  it.each<[string, string, KnownOfRefusal, string[]]>([
    ['names the caller', refused(''), trusting(allow(rootOf(other))), ['trustLacksPrincipal']],
    ['names the kind of policy', refused(' because no identity-based policy allows the sts:AssumeRole action'), { organization: 'member' }, ['identityLacks']],
    ['names an explicit deny', refused(' with an explicit deny in a service control policy'), {}, ['serviceControlCuts']],
    ['names a boundary', refused(' because no permissions boundary allows the sts:AssumeRole action'), {}, ['boundaryCuts']],
    ['names the trust policy', refused(' because no resource-based policy allows the sts:AssumeRole action'), {}, ['trustRefuses']],
    ['names it where the reason is known', refused(' because no resource-based policy allows the sts:AssumeRole action'), trusting(withId), ['externalIdMissing']],
    ['names another action', refused('', 'sts:TagSession'), {}, ['trustLacksTagSession?']],
  ])('%s', (_name, detail, known, expected) =>
    expect(said(role(), known, 'accessDenied', detail)).toEqual(expected)); // prettier-ignore
});

describe('by kind of refusal', () => {
  const assertion = saml();
  it.each<[string, RefusalKind, SessionRequest, KnownOfRefusal, string, string[]]>([
    ['longer than the role allows', 'validation', role({ durationSeconds: 7200 }), trusting(), '', ['limit']],
    ['longer than a role that is not known allows', 'validation', role({ durationSeconds: 7200 }), {}, 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.', ['overSomeMaximum']],
    ['chained', 'validation', role({ durationSeconds: 7200 }), { caller: session() }, 'exceeds the 1 hour session limit for roles assumed by role chaining', ['limit']],
    ['chained by AWS’s word', 'validation', role({ durationSeconds: 7200 }), {}, 'exceeds the 1 hour session limit for roles assumed by role chaining.', ['chainedTooLong']],
    ['an old assertion and a clock', 'expired', assertion, { skewSeconds: -600 }, '', ['clockBehind', 'assertionExpired']],
    ['an old source', 'expired', role(), { skewSeconds: 20 }, '', ['sourceExpired']],
    ['no such provider', 'invalidToken', assertion, { providers: [] }, '', ['providerMissing?', 'assertionNotVerified?']],
    ['an assertion not verified', 'invalidToken', assertion, {}, '', ['assertionNotVerified?']],
    ['a key that is not known', 'invalidToken', sessionToken(), {}, '', ['keyUnknown?']],
    ['too large once packed', 'policyTooLarge', federation(), {}, '', ['packedTooLarge']],
    ['a policy that is wrong', 'malformedPolicy', role({ policy: '{}' }), {}, '', ['limit', 'policyRefused?']],
    ['a Region', 'regionDisabled', role(), {}, '', ['regionDisabled']],
    ['a wrong code', 'invalidMfa', sessionToken({ mfaSerial: `arn:aws:iam::${other}:mfa/x` }), { caller: user() }, '', ['mfaOtherAccount', 'mfaCodeWrong?']],
    ['a rejected sign-in', 'idpRejected', assertion, {}, '', ['signInAgain?']],
    ['a clock', 'clockSkew', role(), {}, '', ['clockOff']],
    ['a clock ahead', 'clockSkew', role(), { skewSeconds: 900 }, '', ['clockAhead']],
    ['anything else', 'other', role(), {}, '', []],
    ['temporary keys', 'accessDenied', federation(), { caller: session() }, '', ['limit', 'identityMay?']],
    ['a portal’s role', 'accessDenied', { kind: 'portalRole', portal: 'p', account, roleName: 'A', region: 'eu-west-1' }, {}, '', ['portalNotAssigned?']],
    ['a role that is not there', 'accessDenied', role(), { roleArns: [`arn:aws:iam::${account}:role/Admin`] }, '', ['roleUnknownNear?']],
    ['a role that is not there, nor one like it', 'accessDenied', role(), { roleArns: [] }, '', ['roleUnknown?']],
  ])('%s', (_name, kind, request, known, detail, expected) =>
    expect(said(request, known, kind, detail)).toEqual(expected)); // prettier-ignore
});

it('names roles that were perhaps meant, the nearest first', () => {
  const of = (name: string, id = account) => `arn:aws:iam::${id}:role/${name}`;
  const all = [
    of('Reader'),
    of('AdminAccess'),
    of('ops/Admin'),
    of('Amdin'),
    of('Admin', other),
    of('Admn'),
    'no',
  ];
  expect(rolesNear(of('Admin'), all)).toEqual([of('ops/Admin'), of('Admin', other), of('Admn')]);
  expect(rolesNear(of('PowerUsr'), [of('PowerUser'), of('PowerUserAccess')])).toEqual([of('PowerUser')]);
  expect(rolesNear('no role', all)).toEqual([]);
});

it('reads any sentence and any trust policy, and says only what it has words for', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(ann, `User: ${ann} is not authorized`),
  );
  const kinds = fc.constantFrom(...refusalKinds);
  fc.assert(
    fc.property(kinds, texts, fc.oneof(fc.jsonValue(), texts), texts, (kind, detail, trustPolicy, arn) => {
      const known: KnownOfRefusal = { role: { trustPolicy, maxSessionDuration: null }, roleArns: [arn] };
      for (const request of [role({ roleArn: arn }), saml({ principalArn: arn }), role()])
        for (const { code } of causesOf({ kind, detail }, request, known)) expect(causeCodes).toContain(code);
    }),
    { numRuns },
  );
});
