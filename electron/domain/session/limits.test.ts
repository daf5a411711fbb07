import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitCodes, limitFields, onceCodes } from './limitCodes.ts';
import { account, federation, role, roleArn, saml, sessionToken } from './limits.fixture.ts';
import { onceProblemOf, problemsOf } from './limits.ts';
import type { KnownOfRequest } from './limits.ts';
import type { SessionRequest } from './request.ts';

const numRuns = Math.ceil(200 * Number(process.env['TREELINE_FUZZ'] ?? 1));
const said = (request: SessionRequest, known: KnownOfRequest = {}) =>
  problemsOf(request, known).map(({ field, code }) => `${field} ${code}`);
const tags = (...keys: string[]) => keys.map((key) => ({ key, value: 'x' }));
const portal = { kind: 'portalRole', portal: 'p', account, roleName: 'Admin', region: 'eu-west-1' } as const;
const web = { ...saml(), kind: 'webIdentity', sessionName: 'ci' } as const;
const statement = (more = '') =>
  `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"${more}}]}`;
const inAccount = (id: string, resource: string, partition = 'aws') =>
  `arn:${partition}:iam::${id}:${resource}`;

describe('nothing is wrong with', () => {
  it.each<[string, SessionRequest, KnownOfRequest?]>([
    ['a role', role()],
    ['a role with all that it may have', role({ externalId: 'a:b/c', sourceIdentity: 'ann', tags: tags('Team', 'aws'), transitiveTagKeys: ['team'], mfaSerial: inAccount(account, 'mfa/ann'), durationSeconds: 43_200, policy: statement(), policyArns: [inAccount(account, 'policy/x/P')] })],
    ['a chained role for an hour', role({ durationSeconds: 3600 }), { sourceIsRoleSession: true }],
    ['a role in China', role({ roleArn: inAccount(account, 'role/A', 'aws-cn'), region: 'cn-north-1' })],
    ['a serial number of hardware', role({ mfaSerial: 'GAHT12345678' })],
    ['an assertion', saml()],
    ['a web identity', web],
    ['a user’s session of 36 hours', sessionToken({ durationSeconds: 129_600 })],
    ['a federated user', federation()],
    ['a portal’s role', portal],
  ])('%s', (_name, request, known) => expect(said(request, known)).toEqual([])); // prettier-ignore
});

describe('refused', () => {
  it.each<[string, SessionRequest, string[], KnownOfRequest?]>([
    ['no session name', role({ sessionName: '' }), ['sessionName missing']],
    ['a short one', role({ sessionName: 'a' }), ['sessionName tooShort']],
    ['a long one', role({ sessionName: 'a'.repeat(65) }), ['sessionName tooLong']],
    ['a space in it', role({ sessionName: 'Ann Lee' }), ['sessionName badCharacters']],
    ['a federated name too long for a user', federation({ userName: 'a'.repeat(33) }), ['userName tooLong']],
    ['an external id with a space', role({ externalId: 'a b' }), ['externalId badCharacters']],
    ['an external id of one', role({ externalId: 'a' }), ['externalId tooShort']],
    ['a reserved source identity', role({ sourceIdentity: 'AWS:x' }), ['sourceIdentity sourceIdentityReserved']],
    ['a session’s ARN', role({ roleArn: `arn:aws:sts::${account}:assumed-role/A/s` }), ['roleArn roleArnInvalid']],
    ['no ARN', role({ roleArn: '' }), ['roleArn missing']],
    ['a role of Identity Center', role({ roleArn: inAccount(account, 'role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_A_0123456789abcdef') }), ['roleArn roleReserved']],
    ['the same with an assertion', saml({ roleArn: inAccount(account, 'role/AWSReservedSSO_A_0123456789abcdef') }), ['roleArn roleReserved']],
    ['a service’s own role', role({ roleArn: inAccount(account, 'role/aws-service-role/ecs.amazonaws.com/X') }), ['roleArn roleServiceLinked']],
    ['another partition’s Region', role({ region: 'cn-north-1' }), ['region partitionOther']],
    ['no Region', role({ region: 'Ireland' }), ['region regionInvalid']],
    ['a provider elsewhere', saml({ principalArn: inAccount('444455556666', 'saml-provider/corp') }), ['principalArn principalOtherAccount']],
    ['a provider of OpenID', saml({ principalArn: inAccount(account, 'oidc-provider/x') }), ['principalArn principalArnInvalid']],
    ['a root user', role(), ['source rootMayNotAssume'], { sourceIsRoot: true }],
    ['a session’s keys', sessionToken({ source: { kind: 'session', id: 's' } }), ['source needsLongTermKeys']],
    ['temporary keys', federation(), ['source needsLongTermKeys'], { sourceIsTemporary: true }],
    ['14 minutes', saml({ durationSeconds: 840 }), ['durationSeconds durationTooShort']],
    ['13 hours', { ...web, durationSeconds: 46_800 }, ['durationSeconds durationTooLong']],
    ['37 hours', sessionToken({ durationSeconds: 133_200 }), ['durationSeconds durationTooLong']],
    ['more than the role allows', role({ durationSeconds: 7200 }), ['durationSeconds durationOverRole'], { maxSessionSeconds: 3600 }],
    ['a chain of two hours', role({ durationSeconds: 7200 }), ['durationSeconds durationChained'], { sourceIsRoleSession: true, maxSessionSeconds: 43_200 }],
    ['two hours of a root user', sessionToken({ durationSeconds: 7200 }), ['durationSeconds durationOfRoot'], { sourceIsRoot: true }],
    ['no policy at all', federation({ policyArns: [] }), ['policy federationWithoutPolicy']],
    ['no JSON', role({ policy: '{' }), ['policy policyNotJson']],
    ['a list', role({ policy: '[]' }), ['policy policyInvalid']],
    ['a principal in it', role({ policy: statement(',"Principal":"*"') }), ['policy policyInvalid']],
    ['Korean in it', role({ policy: statement(',"Sid":"가"') }), ['policy policyCharacters']],
    ['a long policy', role({ policy: statement(' '.repeat(2048)) }), ['policy policyTooLarge']],
    ['a policy too long with its ARN', role({ policy: statement(' '.repeat(1940)), policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }), ['policy policyTooLarge']],
    ['11 ARNs', role({ policyArns: Array.from({ length: 11 }, (_, at) => inAccount('aws', `policy/P${at}`)) }), ['policyArns policyArnsTooMany']],
    ['a group’s ARN', role({ policyArns: [inAccount(account, 'group/g')] }), ['policyArns policyArnInvalid']],
    ['a policy of another partition', role({ policyArns: ['arn:aws-cn:iam::aws:policy/ReadOnlyAccess'] }), ['policyArns policyArnInvalid']],
    ['a policy of another account', role({ policyArns: [inAccount('444455556666', 'policy/P')] }), ['policyArns policyArnOtherAccount']],
    ['51 tags', role({ tags: tags(...Array.from({ length: 51 }, (_, at) => `k${at}`)) }), ['tags tagsTooMany']],
    ['a tag without a key', role({ tags: tags('') }), ['tags tagKeyMissing']],
    ['a long key', role({ tags: tags('k'.repeat(129)) }), ['tags tagKeyTooLong']],
    ['a long value', role({ tags: [{ key: 'k', value: 'v'.repeat(257) }] }), ['tags tagValueTooLong']],
    ['a tag with a bracket', federation({ tags: tags('a(b)') }), ['tags tagCharacters']],
    ['a reserved tag', role({ tags: tags('AWS:x') }), ['tags tagReserved']],
    ['one key in two cases', role({ tags: tags('Team', 'team') }), ['tags tagTwice']],
    ['a key to pass on that is no tag’s', role({ tags: tags('a'), transitiveTagKeys: ['A', 'b', 'B'] }), ['transitiveTagKeys transitiveUnknown', 'transitiveTagKeys tagTwice']],
    ['a short serial', sessionToken({ mfaSerial: '12345678' }), ['mfaSerial tooShort']],
    ['a user’s ARN as device', role({ mfaSerial: inAccount(account, 'user/ann') }), ['mfaSerial mfaSerialInvalid']],
    ['a security key', role({ mfaSerial: inAccount(account, 'u2f/user/ann/key-1') }), ['mfaSerial mfaSecurityKey']],
    ['a second factor of a role’s session', role({ mfaSerial: 'GAHT12345678' }), ['mfaSerial mfaOfRoleSession'], { sourceIsRoleSession: true }],
    ['an account that is none', { ...portal, account: '123' }, ['account accountInvalid']],
  ])('%s', (_name, request, expected, known) => expect(said(request, known)).toEqual(expected)); // prettier-ignore

  it('is told all at once, with what is asked for', () => {
    const problems = problemsOf(role({ sessionName: 'ä b', durationSeconds: 60, roleArn: 'x' }));
    expect(problems).toEqual([
      { field: 'roleArn', code: 'roleArnInvalid', severity: 'error', params: {} },
      {
        field: 'sessionName',
        code: 'badCharacters',
        severity: 'error',
        params: { characters: 'ä U+0020', allowed: '_ + = , . @ -' },
      },
      {
        field: 'durationSeconds',
        code: 'durationTooShort',
        severity: 'error',
        params: { asked: '60', limit: '900' },
      },
    ]);
  });
});

it('reads any text, and says only what it has words for', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(roleArn, 'arn:aws:iam::', '{"a":'));
  fc.assert(
    fc.property(text, text, text, fc.double(), (a, b, c, seconds) => {
      const problems = problemsOf(
        role({ roleArn: a, sessionName: b, externalId: c, sourceIdentity: a, mfaSerial: b, policy: c, policyArns: [a, b], tags: tags(a, b), transitiveTagKeys: [c], region: a, durationSeconds: seconds }), // prettier-ignore
      );
      for (const { code, field, severity } of problems) {
        expect(limitFields).toContain(field);
        expect(limitCodes[code]).toBe(severity);
      }
    }),
    { numRuns },
  );
});

describe('what is needed once', () => {
  const jwt = `${'e'.repeat(20)}.${'e'.repeat(30)}.${'s'.repeat(40)}`;
  it.each([
    ['mfaCode', ' 123456\n', null],
    ['mfaCode', '12345', 'mfaCodeNotSixDigits'],
    ['mfaCode', '１２３４５６', 'mfaCodeNotSixDigits'],
    ['samlResponse', 'PHNh\r\nbWw+\n', null],
    ['samlResponse', '  ', 'samlMissing'],
    ['samlResponse', '<samlp:Response>', 'samlIsXml'],
    ['samlResponse', 'PHNhbWw%2B', 'samlNotBase64'],
    ['samlResponse', 'A'.repeat(100_000), null],
    ['samlResponse', 'A'.repeat(100_004), 'samlTooLong'],
    ['webIdentityToken', `${jwt}\n`, null],
    ['webIdentityToken', '', 'tokenMissing'],
    ['webIdentityToken', 'opaque', 'tokenNotJwt'],
    ['webIdentityToken', `${jwt}${'s'.repeat(20_000)}`, 'tokenTooLong'],
  ] as const)('%s %.20j', (kind, text, expected) => {
    expect(onceProblemOf(kind, text)?.code ?? null).toBe(expected);
  });

  it('is never quoted', () => {
    const kinds = fc.constantFrom('mfaCode' as const, 'samlResponse' as const, 'webIdentityToken' as const);
    fc.assert(
      fc.property(kinds, fc.string({ unit: 'binary' }), (kind, text) => {
        const problem = onceProblemOf(kind, text);
        expect([null, ...onceCodes]).toContain(problem?.code ?? null);
        expect(Object.values(problem?.params ?? {}).join('')).toMatch(/^\d*$/);
      }),
      { numRuns },
    );
  });
});
