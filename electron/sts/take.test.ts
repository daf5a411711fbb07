import { afterEach, describe, expect, it } from 'vitest';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { createSts } from './createSts.ts';
import { localServer } from '#test/support/localServer.ts';
import type { Came, LocalServer, Reply } from '#test/support/localServer.ts';
import { roleRequest } from '#test/support/roleRequest.ts';
import type { StsRequest, TakenOnce } from './sending.ts';
import type { Signer } from './signer.ts';

const roleArn = 'arn:aws:iam::444455556666:role/Audit';
const arn = 'arn:aws:sts::444455556666:assumed-role/Audit/kim';
const asked = { region: 'ap-northeast-2', durationSeconds: 900 };
const free = { policy: null, policyArns: [] };
const source = { kind: 'profile', profile: null } as const;
const keys: Signer = { kind: 'keys', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' };
const date = 'Mon, 23 Nov 2026 17:00:00 GMT';
const credentials =
  '<Credentials><AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId><SecretAccessKey>given+secret</SecretAccessKey><SessionToken>given/token==</SessionToken><Expiration>2026-11-23T18:00:00Z</Expiration></Credentials>';
const user = `<AssumedRoleUser><AssumedRoleId>AROAX:kim</AssumedRoleId><Arn>${arn}</Arn></AssumedRoleUser>`;

let server: LocalServer;
afterEach(() => server.close());

const sts = createSts({ attempts: 1, connectMs: 1000, answerMs: 5000, callMs: 10_000 });
const actionOf = ({ body }: Came): string => new URLSearchParams(body).get('Action') ?? '';
const result = (action: string, inner: string): Reply => ({
  headers: { 'content-type': 'text/xml', date },
  body: `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${inner}</${action}Result></${action}Response>`,
});
const identity = '<Arn>arn:aws:iam::111122223333:user/kim</Arn><UserId>AIDAX</UserId><Account>111122223333</Account>'; // prettier-ignore
const answering = (inner: string) => (came: Came) =>
  actionOf(came) === 'GetCallerIdentity' ? result('GetCallerIdentity', identity) : result(actionOf(came), inner); // prettier-ignore
const withoutProtocol = ({ body }: Came): Record<string, string> => {
  const { Version: _, ...sent } = Object.fromEntries(new URLSearchParams(body));
  return sent;
};

const given = {
  accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'given+secret',
  sessionToken: 'given/token==',
  expiresAt: '2026-11-23T18:00:00.000Z',
  awsTime: Date.parse(date),
  packedPolicySize: null,
  subject: null,
  issuer: null,
  audience: null,
  sourceIdentity: null,
};

describe('each operation', () => {
  const mfaSerial = 'arn:aws:iam::111122223333:mfa/kim';
  it.each<[StsRequest, TakenOnce, Signer | null, string, object, object]>([
    [
      { kind: 'role', source, roleArn, sessionName: 'kim', externalId: 'ex-1', tags: [{ key: 'Team', value: 'a b' }], transitiveTagKeys: ['Team'], sourceIdentity: 'kim', mfaSerial, ...asked, policy: '{}', policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] },
      { mfaCode: '123 456' },
      keys,
      `${credentials}${user}<PackedPolicySize>6</PackedPolicySize><SourceIdentity>kim</SourceIdentity>`,
      { Action: 'AssumeRole', RoleArn: roleArn, RoleSessionName: 'kim', DurationSeconds: '900', ExternalId: 'ex-1', 'Tags.member.1.Key': 'Team', 'Tags.member.1.Value': 'a b', 'TransitiveTagKeys.member.1': 'Team', SourceIdentity: 'kim', SerialNumber: mfaSerial, TokenCode: '123456', Policy: '{}', 'PolicyArns.member.1.arn': 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      { arn, userId: 'AROAX:kim', packedPolicySize: 6, sourceIdentity: 'kim' },
    ],
    [
      roleRequest(roleArn),
      {},
      { kind: 'profile', profile: null },
      `${credentials}${user}`,
      { Action: 'AssumeRole', RoleArn: roleArn, RoleSessionName: 'kim' },
      { arn, userId: 'AROAX:kim' },
    ],
    [
      { kind: 'saml', identityProvider: null, roleArn, principalArn: 'arn:aws:iam::444455556666:saml-provider/adfs', ...asked, ...free },
      { assertion: 'PHNhbWxwOlJl\r\n c3BvbnNlPg==\n' },
      null,
      `${credentials}${user}<Subject>CORP\\kim</Subject><SubjectType>persistent</SubjectType><Issuer>http://adfs/trust</Issuer><Audience>https://signin.aws.amazon.com/saml</Audience><NameQualifier>q</NameQualifier>`,
      { Action: 'AssumeRoleWithSAML', RoleArn: roleArn, PrincipalArn: 'arn:aws:iam::444455556666:saml-provider/adfs', SAMLAssertion: 'PHNhbWxwOlJlc3BvbnNlPg==', DurationSeconds: '900' },
      { arn, userId: 'AROAX:kim', subject: 'CORP\\kim', issuer: 'http://adfs/trust', audience: 'https://signin.aws.amazon.com/saml' },
    ],
    [
      { kind: 'webIdentity', roleArn, sessionName: 'kim', ...asked, ...free },
      { webIdentityToken: ' eyJh.eyJz.c2ln\n' },
      null,
      `${credentials}${user}<SubjectFromWebIdentityToken>repo:a/b</SubjectFromWebIdentityToken><Provider>token.example.com</Provider><Audience>sts</Audience>`,
      { Action: 'AssumeRoleWithWebIdentity', RoleArn: roleArn, RoleSessionName: 'kim', WebIdentityToken: 'eyJh.eyJz.c2ln', DurationSeconds: '900' },
      { arn, userId: 'AROAX:kim', subject: 'repo:a/b', issuer: 'token.example.com', audience: 'sts' },
    ],
    [
      { kind: 'sessionToken', source, mfaSerial, ...asked },
      { mfaCode: '123456' },
      keys,
      credentials,
      { Action: 'GetSessionToken', DurationSeconds: '900', SerialNumber: mfaSerial, TokenCode: '123456' },
      { arn: 'arn:aws:iam::111122223333:user/kim', userId: 'AIDAX' },
    ],
    [
      { kind: 'federationToken', source, userName: 'lee', tags: [], ...asked, policy: '{}', policyArns: [] },
      {},
      keys,
      `${credentials}<FederatedUser><FederatedUserId>111122223333:lee</FederatedUserId><Arn>arn:aws:sts::111122223333:federated-user/lee</Arn></FederatedUser><PackedPolicySize>2</PackedPolicySize>`,
      { Action: 'GetFederationToken', Name: 'lee', Policy: '{}', DurationSeconds: '900' },
      { arn: 'arn:aws:sts::111122223333:federated-user/lee', userId: '111122223333:lee', packedPolicySize: 2 },
    ],
  ])('%o', async (request, once, signer, inner, sent, seen) => {
    // The standard chain finds keys in the environment.
    server = await localServer(answering(inner), { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 'x' });
    expect(await sts.take(request, once, signer)).toEqual({ ...given, ...seen });
    const last = server.came.at(-1)!;
    expect(withoutProtocol(last)).toEqual(sent);
    const key = signer === null ? undefined : signer.kind === 'keys' ? 'AKIAIOSFODNN7EXAMPLE' : 'AKIAENV';
    expect(/Credential=(\w+)\/\d+\/ap-northeast-2\/sts\//.exec(last.headers.authorization ?? '')?.[1]).toBe(key);
  }); // prettier-ignore
});

const saml: StsRequest = { kind: 'saml', identityProvider: null, roleArn, principalArn: 'arn:aws:iam::444455556666:saml-provider/adfs', ...asked, ...free }; // prettier-ignore
const sessionToken: StsRequest = { kind: 'sessionToken', source, mfaSerial: 'GAHT12345678', ...asked };

describe('an unsigned request', () => {
  it.each([{}, { AWS_AUTH_SCHEME_PREFERENCE: 'sigv4a,sigv4' }])(
    'asks no credential chain, whatever the environment says (%o)',
    async (variables) => {
      server = await localServer(answering(`${credentials}${user}`), {
        ...variables,
        // Were the chain asked, it would fail on this.
        AWS_PROFILE: 'nowhere',
      });
      expect(await sts.take(saml, { assertion: 'PHM+' }, null)).toMatchObject({ arn });
      expect(server.came.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    },
  );
});

it('signs with credentials that others share, told the Region as by a client', async () => {
  server = await localServer(answering(`${credentials}${user}`), { AWS_PROFILE: 'nowhere' });
  const asked: unknown[] = [];
  const shared: AwsCredentialIdentityProvider = async (told) => {
    asked.push(await told?.callerClientConfig?.region());
    return { accessKeyId: 'AKIASHARED', secretAccessKey: 'x' };
  };
  const signer: Signer = { kind: 'provider', profile: null, credentials: shared };
  expect(await sts.take(roleRequest(roleArn), {}, signer)).toMatchObject({ arn });
  expect(server.came.map(({ headers }) => headers.authorization)).toEqual([expect.stringContaining('AKIASHARED')]); // prettier-ignore
  expect(asked).toEqual(['ap-northeast-2']);
});

describe('nothing is sent', () => {
  it.each<[string, StsRequest, TakenOnce, Signer | null, object]>([
    ['without a code', sessionToken, {}, keys, { code: 'sts.mfaMissing', params: { serial: 'GAHT12345678' } }],
    ['with a code of letters', sessionToken, { mfaCode: 'abcdef' }, keys, { code: 'sts.mfaCodeInvalid' }],
    ['without an assertion', saml, { assertion: ' \n' }, null, { code: 'input.invalid', params: { path: 'assertion' } }],
    ['to a host that is no Region', { ...saml, region: 'evil.example.com#' }, { assertion: 'PHM+' }, null, { code: 'input.invalid', params: { path: 'region' } }],
    ['without anybody to sign', sessionToken, { mfaCode: '123456' }, null, { code: 'input.invalid' }],
  ])('%s', async (_, request, once, signer, fault) => {
    server = await localServer(answering(credentials));
    await expect(sts.take(request, once, signer)).rejects.toMatchObject(fault);
    expect(server.came).toEqual([]);
  }); // prettier-ignore
});

describe('an answer that is not whole', () => {
  const without = (name: string) => credentials.replace(new RegExp(`<${name}>.*</${name}>`), '');
  it.each([
    ['no credentials', user],
    ['no secret', `${without('SecretAccessKey')}${user}`],
    ['no token', `${without('SessionToken')}${user}`],
    ['no expiry', `${without('Expiration')}${user}`],
    ['an expiry that is no time', `${credentials.replace('2026-11-23T18:00:00Z', 'soon')}${user}`],
    ['no ARN', credentials],
  ])('%s', async (_, inner) => {
    server = await localServer(answering(inner));
    const fault: unknown = await sts.take(saml, { assertion: 'PHM+' }, null).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'aws.malformedAnswer', params: { operation: 'AssumeRoleWithSAML' } });
    expect(JSON.stringify((fault as { params: object }).params)).not.toMatch(/given/);
  });
});

describe('a refusal on the wire', () => {
  const refuse = (code: string, message: string, status: number): Reply => ({
    status,
    headers: { 'content-type': 'text/xml', date },
    body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  });
  it.each([
    ['InvalidIdentityToken', 'Response signature invalid', 400, { code: 'sts.samlInvalid' }],
    ['IDPRejectedClaim', 'no', 403, { code: 'sts.idpRejected' }],
    ['PackedPolicyTooLarge', 'Packed policy consumes 112%', 400, { code: 'sts.policyTooLarge' }],
    ['MalformedPolicyDocument', 'Syntax errors in policy.', 400, { code: 'sts.malformedPolicy' }],
    ['RegionDisabledException', 'off', 403, { code: 'sts.regionDisabled', params: { region: 'ap-northeast-2' } }],
    ['ExpiredTokenException', 'Token must be redeemed within 5 minutes', 400, { code: 'sts.samlExpired' }],
    ['AccessDenied', 'Not authorized', 403, { code: 'sts.accessDenied', params: { roleArn } }],
    ['RequestExpired', 'too old', 400, { code: 'sts.clockOff', params: { aws: '2026-11-23T17:00:00Z' } }],
  ])('%s', async (code, message, status, fault) => {
    server = await localServer(() => refuse(code, message, status));
    await expect(sts.take(saml, { assertion: 'PHM+' }, null)).rejects.toMatchObject(fault);
  }); // prettier-ignore
});

it('tells whose keys they are, and whose account a key is of', async () => {
  server = await localServer((came) => result(actionOf(came), identity));
  expect(await sts.identity(keys, 'ap-northeast-2')).toEqual({
    account: '111122223333',
    arn: 'arn:aws:iam::111122223333:user/kim',
    userId: 'AIDAX',
    partition: 'aws',
    region: 'ap-northeast-2',
    awsTime: Date.parse(date),
  });
  expect(await sts.accountOfAccessKey('AKIAOTHER', keys, 'ap-northeast-2')).toBe('111122223333');
  expect(withoutProtocol(server.came[1]!)).toEqual({ Action: 'GetAccessKeyInfo', AccessKeyId: 'AKIAOTHER' });
});
