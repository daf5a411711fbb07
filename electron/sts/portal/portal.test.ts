import { afterEach, describe, expect, it } from 'vitest';
import { json, localServer } from '#test/support/localServer.ts';
import type { Came, LocalServer, Reply } from '#test/support/localServer.ts';
import type { PortalDevice } from './api.ts';
import { createPortal } from './createPortal.ts';
import { isWebAddress } from './oidc.ts';

const place = { startUrl: 'https://d-1234567890.awsapps.com/start', region: 'ap-northeast-2' };
const client = { clientId: 'cid', clientSecret: 'client-secret', expiresAt: '2027-01-01T00:00:00.000Z', redirect: false }; // prettier-ignore
const later = new Date(Date.now() + 600_000).toISOString();
const device: PortalDevice = {
  deviceCode: 'device-secret',
  userCode: 'ABCD-EFGH',
  verificationUri: 'https://device.sso.ap-northeast-2.amazonaws.com/',
  verificationUriComplete: 'https://device.sso.ap-northeast-2.amazonaws.com/?user_code=ABCD-EFGH',
  expiresAt: later,
  intervalSeconds: 1,
};
const signedIn = { region: place.region, accessToken: 'bearer-secret' };
const account = '444455556666';
const limits = { attempts: 1, connectMs: 1000, answerMs: 5000, callMs: 10_000 };

const pauses: number[] = [];
const portal = createPortal({
  ...limits,
  pause: (ms) => {
    pauses.push(ms);
    return Promise.resolve();
  },
});

let server: LocalServer | undefined;
afterEach(async () => {
  pauses.length = 0;
  await server?.close();
  server = undefined;
});
const serve = async (...replies: Reply[]): Promise<LocalServer> =>
  (server = await localServer((_, at) => replies[Math.min(at, replies.length - 1)]!));

const oidcError = (error: string, status = 400, header?: string): Reply =>
  json({ error, error_description: 'why' }, status, header === undefined ? {} : { 'x-amzn-errortype': header }); // prettier-ignore
const ssoError = (type: string, status: number): Reply =>
  json({ message: 'why' }, status, { 'x-amzn-errortype': `${type}:http://internal.amazon.com/` });
const bodyOf = ({ body }: Came): unknown => JSON.parse(body);
const token = { accessToken: 'at', refreshToken: 'rt', expiresIn: 3600, tokenType: 'Bearer' };

describe('registration', () => {
  const registered = json({ clientId: 'cid', clientSecret: 'cs', clientSecretExpiresAt: 1_800_000_000 });

  it('is for a code, or for the way back to this machine', async () => {
    const { came } = await serve(registered);
    expect(await portal.register({ ...place, redirect: false })).toEqual({
      clientId: 'cid',
      clientSecret: 'cs',
      expiresAt: '2027-01-15T08:00:00.000Z',
      redirect: false,
    });
    await portal.register({ ...place, redirect: true });
    expect(came.map(({ method, path }) => `${method} ${path}`)).toEqual(
      Array(2).fill('POST /client/register'),
    );
    const both = { clientName: 'Treeline', clientType: 'public', scopes: ['sso:account:access'] };
    expect(came.map(bodyOf)).toEqual([
      { ...both, grantTypes: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'] },
      {
        ...both,
        grantTypes: ['authorization_code', 'refresh_token'],
        redirectUris: ['http://127.0.0.1/oauth/callback'],
        issuerUrl: place.startUrl,
      },
    ]);
  });

  it.each([
    'corp.awsapps.com/start',
    'http://corp.awsapps.com/start',
    'https://kim:pw@corp.awsapps.com/start',
    'file:///etc/passwd',
  ])('takes no start URL that is none: %s', async (startUrl) => {
    const { came } = await serve(registered);
    await expect(portal.register({ ...place, startUrl, redirect: false })).rejects.toMatchObject({
      code: 'portal.startUrlInvalid',
    });
    expect(came).toEqual([]);
  });

  it.each(['evil.example.com#', 'ap-northeast-2.evil.example', ''])('takes no Region that is none: "%s"', async (region) => {
    const { came } = await serve(registered);
    await expect(portal.register({ ...place, region, redirect: false })).rejects.toMatchObject({ code: 'input.invalid' });
    expect(came).toEqual([]);
  }); // prettier-ignore
});

describe('a code to compare', () => {
  const started = {
    deviceCode: 'd', userCode: 'ABCD-EFGH', verificationUri: device.verificationUri, verificationUriComplete: device.verificationUriComplete, expiresIn: 600, interval: 2 }; // prettier-ignore

  it('is asked for with the start URL', async () => {
    const { came } = await serve(json(started));
    const { expiresAt, ...shown } = await portal.startDevice(place, client);
    const { expiresIn: _, interval, ...same } = started;
    expect(shown).toEqual({ ...same, intervalSeconds: interval });
    expect(Math.abs(Date.parse(expiresAt) - Date.now() - 600_000)).toBeLessThan(10_000);
    expect(bodyOf(came[0]!)).toEqual({ clientId: 'cid', clientSecret: 'client-secret', startUrl: place.startUrl }); // prettier-ignore
  });

  it.each<[Reply, string]>([
    [oidcError('invalid_request', 400, 'InvalidRequestException'), 'portal.startUrlInvalid'],
    [oidcError('invalid_client', 401), 'portal.clientExpired'],
    [oidcError('slow_down', 400), 'aws.throttled'],
    [oidcError('server_error', 500), 'aws.serviceError'],
    [json({ ...started, verificationUriComplete: 'file:///bin/sh' }), 'aws.malformedAnswer'],
    [json({ ...started, deviceCode: undefined }), 'aws.malformedAnswer'],
    [{ body: '<html>' }, 'aws.malformedAnswer'],
    [json([]), 'aws.malformedAnswer'],
  ])('%o: %s', async (reply, code) => {
    await serve(reply);
    await expect(portal.startDevice(place, client)).rejects.toMatchObject({ code });
  });

  it('is waited for no faster than asked, and slower where told so', async () => {
    const waiting = [
      oidcError('authorization_pending', 400, 'AuthorizationPendingException'),
      oidcError('slow_down'),
      oidcError('authorization_pending'),
      { status: 503 },
    ];
    const { came } = await serve(...waiting, json(token));
    const given = await portal.awaitDevice(place, client, device);
    expect(given).toMatchObject({ accessToken: 'at', refreshToken: 'rt' });
    expect(Math.abs(Date.parse(given.expiresAt) - Date.now() - 3_600_000)).toBeLessThan(10_000);
    expect(pauses).toEqual([1000, 1000, 6000, 6000, 6000]);
    expect(bodyOf(came[0]!)).toEqual({
      clientId: 'cid',
      clientSecret: 'client-secret',
      grantType: 'urn:ietf:params:oauth:grant-type:device_code',
      deviceCode: 'device-secret',
    });
  });

  it.each<[string, Reply, Partial<PortalDevice>, string]>([
    ['expired', oidcError('expired_token', 400, 'ExpiredTokenException'), {}, 'portal.signInExpired'],
    ['declined', oidcError('access_denied'), {}, 'portal.signInDenied'],
    ['used twice', oidcError('invalid_grant'), {}, 'portal.signInExpired'],
    ['still waiting when its time is over', oidcError('authorization_pending'), { expiresAt: '2020-01-01T00:00:00Z' }, 'portal.signInExpired'],
    ['of a registration that is gone', oidcError('invalid_client', 401), {}, 'portal.clientExpired'],
    ['something new', oidcError('unsupported_thing'), {}, 'portal.refused'],
  ])('%s', async (_, reply, change, code) => {
    await serve(reply);
    await expect(portal.awaitDevice(place, client, { ...device, ...change })).rejects.toMatchObject({ code });
  }); // prettier-ignore

  it('is given up at once', async () => {
    await serve(oidcError('authorization_pending'));
    const control = new AbortController();
    const waiting = createPortal(limits).awaitDevice(place, client, { ...device, intervalSeconds: 60 }, control.signal); // prettier-ignore
    control.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'job.cancelled' });
  });

  it('is not quoted, whatever the portal says of it', async () => {
    const said = 'device-secret or client-secret is wrong';
    await serve(json({ error: 'invalid_thing', error_description: said }, 400));
    const fault = (await portal.awaitDevice(place, client, device).catch((error: unknown) => error)) as { params: object }; // prettier-ignore
    expect(fault.params).toEqual({
      operation: 'CreateToken',
      detail: 'InvalidThingException: … or … is wrong',
    });
  });
});

describe('renewing', () => {
  it('asks with the refresh token', async () => {
    const { came } = await serve(json({ ...token, refreshToken: undefined }));
    expect(await portal.renew(place, client, 'refresh-secret')).toMatchObject({ refreshToken: null });
    expect(bodyOf(came[0]!)).toMatchObject({ grantType: 'refresh_token', refreshToken: 'refresh-secret' });
  });

  it.each(['invalid_grant', 'expired_token', 'access_denied'])('%s: one signs in again', async (error) => {
    await serve(oidcError(error));
    await expect(portal.renew(place, client, 'refresh-secret')).rejects.toMatchObject({ code: 'portal.tokenExpired' }); // prettier-ignore
  });
});

describe('what is offered', () => {
  it('is read page by page', async () => {
    const row = (accountId: string) => ({ accountId, accountName: `n${accountId}`, emailAddress: '' });
    const { came } = await serve(
      json({ accountList: [row('1')], nextToken: 'n+1' }),
      json({ accountList: [], nextToken: 'n2' }),
      json({ accountList: [{ accountId: '2', accountName: 'two', emailAddress: 'a@b' }], nextToken: '' }),
    );
    expect(await portal.accounts(signedIn)).toEqual([
      { account: '1', name: 'n1', email: null },
      { account: '2', name: 'two', email: 'a@b' },
    ]);
    expect(came.map(({ method, path, query }) => [method, path, query])).toEqual([
      ['GET', '/assignment/accounts', {}],
      ['GET', '/assignment/accounts', { next_token: 'n+1' }],
      ['GET', '/assignment/accounts', { next_token: 'n2' }],
    ]);
    expect(came[0]!.headers['x-amz-sso_bearer_token']).toBe('bearer-secret');
  });

  it('are the roles of an account', async () => {
    const { came } = await serve(json({ roleList: [{ roleName: 'Admin', accountId: account }] }));
    expect(await portal.roles(signedIn, account)).toEqual(['Admin']);
    expect(came[0]).toMatchObject({ path: '/assignment/roles', query: { account_id: account } });
  });

  it('are a role’s keys', async () => {
    const keys = { accessKeyId: 'ASIA', secretAccessKey: 's', sessionToken: 't' };
    const { came } = await serve(json({ roleCredentials: { ...keys, expiration: 1_800_000_000_000 } }));
    expect(await portal.take(signedIn, account, 'Admin')).toEqual({ ...keys, expiresAt: '2027-01-15T08:00:00.000Z' }); // prettier-ignore
    expect(came[0]).toMatchObject({ path: '/federation/credentials', query: { account_id: account, role_name: 'Admin' } }); // prettier-ignore
  });

  it.each<[string, Reply, string, string, string]>([
    ['the token ended', ssoError('UnauthorizedException', 401), 'portal.tokenExpired', 'portal.tokenExpired', 'portal.tokenExpired'],
    ['nothing is assigned', ssoError('ResourceNotFoundException', 404), 'portal.refused', 'portal.accountNotAssigned', 'portal.roleNotAssigned'],
    ['it is forbidden', ssoError('ForbiddenException', 403), 'portal.refused', 'portal.accountNotAssigned', 'portal.roleNotAssigned'],
    ['the request is bad', ssoError('InvalidRequestException', 400), 'portal.refused', 'portal.refused', 'portal.refused'],
    ['it is too much', ssoError('TooManyRequestsException', 429), 'aws.throttled', 'aws.throttled', 'aws.throttled'],
    ['the portal is down', { status: 502, body: '<html>' }, 'aws.serviceError', 'aws.serviceError', 'aws.serviceError'],
    ['the answer is empty', {}, 'aws.malformedAnswer', 'aws.malformedAnswer', 'aws.malformedAnswer'],
  ])('nothing, where %s', async (_, reply, ...codes) => {
    await serve(reply);
    const asked = [portal.accounts(signedIn), portal.roles(signedIn, account), portal.take(signedIn, account, 'Admin')]; // prettier-ignore
    const faults = await Promise.all(asked.map((one) => one.catch((error: unknown) => error)));
    expect(faults.map((fault) => (fault as { code: string }).code)).toEqual(codes);
  }); // prettier-ignore
});

it('signs out, also where the sign-in has ended already', async () => {
  const { came } = await serve({ status: 200 }, ssoError('UnauthorizedException', 401), { status: 500 });
  await portal.signOut(signedIn);
  await portal.signOut(signedIn);
  await expect(portal.signOut(signedIn)).rejects.toMatchObject({ code: 'aws.serviceError' });
  expect(came.map(({ method, path }) => `${method} ${path}`)).toEqual(Array(3).fill('POST /logout'));
});

it.each([
  ['https://d-1234567890.awsapps.com/start', true],
  ['http://127.0.0.1:8080/start', true],
  ['http://10.0.0.1/start', false],
  ['javascript:alert(1)', false],
  ['', false],
])('%s is a web address that may be opened: %s', (address, expected) => {
  expect(isWebAddress(address)).toBe(expected);
});
