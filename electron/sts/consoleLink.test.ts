import { afterEach, describe, expect, it } from 'vitest';
import type { ConsoleSession } from './consoleLink.ts';
import { createSts } from './createSts.ts';
import { json, localServer } from '#test/support/localServer.ts';
import type { LocalServer, Reply } from '#test/support/localServer.ts';

const keys = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'se+cret', sessionToken: 'to/ken==' };
const session: ConsoleSession = {
  keys,
  kind: 'role',
  chained: false,
  partition: 'aws',
  region: 'ap-northeast-2',
  destination: null,
  durationSeconds: 7200,
};
const sts = createSts({ attempts: 2, connectMs: 1000, answerMs: 5000, callMs: 10_000 });

let server: LocalServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const token = json({ SigninToken: 'sign+in/token=' });

it('trades the keys for an address that signs in', async () => {
  server = await localServer(() => token);
  const link = new URL(await sts.consoleLink(session));
  expect(link.origin + link.pathname).toBe(`${server.url}/federation`);
  expect(Object.fromEntries(link.searchParams)).toEqual({
    Action: 'login',
    Issuer: 'treeline',
    Destination: 'https://console.aws.amazon.com/console/home?region=ap-northeast-2',
    SigninToken: 'sign+in/token=',
  });
  const [asked] = server.came;
  expect(asked).toMatchObject({ method: 'GET', path: '/federation', query: { Action: 'getSigninToken' } });
  expect(JSON.parse(asked!.query['Session']!)).toEqual({
    sessionId: 'ASIAEXAMPLE',
    sessionKey: 'se+cret',
    sessionToken: 'to/ken==',
  });
});

it('prefers the sign-in endpoint that the environment names', async () => {
  server = await localServer(() => token);
  Object.assign(process.env, { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_ENDPOINT_URL_SIGNIN: `${server.url}/at/` }); // prettier-ignore
  expect(await sts.consoleLink(session)).toContain(`${server.url}/at/federation?`);
});

describe('the length of the console session', () => {
  it.each<[Partial<ConsoleSession>, string | undefined]>([
    [{}, '7200'],
    [{ kind: 'saml' }, '7200'],
    [{ kind: 'webIdentity', durationSeconds: 90_000 }, '43200'],
    [{ durationSeconds: 5 }, '900'],
    [{ durationSeconds: null }, undefined],
    [{ chained: true }, undefined],
    [{ kind: 'federationToken' }, undefined],
    [{ kind: 'portalRole' }, undefined],
  ])('%o: %s', async (change, expected) => {
    server = await localServer(() => token);
    await sts.consoleLink({ ...session, ...change });
    expect(server.came[0]!.query['SessionDuration']).toBe(expected);
  });
});

describe('where it opens', () => {
  const inside = 'https://eu-west-1.console.aws.amazon.com/iam/home?region=eu-west-1#/roles';
  it.each<[Partial<ConsoleSession>, string]>([
    [{ destination: inside }, inside],
    [{ partition: 'aws-us-gov', region: 'us-gov-west-1' }, 'https://console.amazonaws-us-gov.com/console/home?region=us-gov-west-1'],
    [{ partition: 'aws-cn', region: 'cn-north-1' }, 'https://console.amazonaws.cn/console/home?region=cn-north-1'],
  ])('%o', async (change, expected) => {
    server = await localServer(() => token);
    const link = new URL(await sts.consoleLink({ ...session, ...change }));
    expect(link.searchParams.get('Destination')).toBe(expected);
  }); // prettier-ignore

  it.each<[string, Partial<ConsoleSession>, string]>([
    ['another site', { destination: 'https://evil.example/aws.amazon.com' }, 'input.invalid'],
    ['a name that only ends alike', { destination: 'https://evilaws.amazon.com/' }, 'input.invalid'],
    ['a user in the address', { destination: 'https://console@aws.amazon.com/' }, 'input.invalid'],
    ['no TLS', { destination: 'http://console.aws.amazon.com/' }, 'input.invalid'],
    ['a script', { destination: 'javascript:alert(1)' }, 'input.invalid'],
    ['another partition’s console', { destination: 'https://console.amazonaws.cn/' }, 'input.invalid'],
    ['a partition that nobody knows', { partition: 'aws-moon' }, 'input.invalid'],
    ['a session that cannot sign in', { kind: 'sessionToken' }, 'sts.noConsole'],
  ])('not at all: %s', async (_, change, code) => {
    server = await localServer(() => token);
    await expect(sts.consoleLink({ ...session, ...change })).rejects.toMatchObject({ code });
    expect(server.came).toEqual([]);
  });
});

describe('what may come instead', () => {
  const page = '<html><head><title>Invalid credentials parameter</title></head></html>';
  it.each<[string, Reply, object, number]>([
    ['a refusal', { status: 400, body: page }, { code: 'sts.consoleRefused', params: { detail: 'HTTP 400: Invalid credentials parameter' } }, 1],
    ['another place', { status: 302, headers: { location: 'http://127.0.0.1:9/' } }, { code: 'sts.consoleRefused' }, 1],
    ['trouble', { status: 503 }, { code: 'aws.serviceError' }, 2],
    ['throttling', { status: 429 }, { code: 'aws.throttled' }, 2],
    ['a page', { body: page }, { code: 'aws.malformedAnswer' }, 1],
    ['no token', json({ SigninToken: 7 }), { code: 'aws.malformedAnswer' }, 1],
    ['far too much', { body: 'x'.repeat(2_100_000) }, { code: 'aws.malformedAnswer' }, 1],
  ])('%s', async (_, reply, fault, times) => {
    server = await localServer(() => reply);
    const error: unknown = await sts.consoleLink(session).catch((one: unknown) => one);
    expect(error).toMatchObject(fault);
    expect(server.came).toHaveLength(times);
    expect(`${JSON.stringify((error as { params: object }).params)}${(error as Error).stack}`).not.toMatch(/se\+cret|to\/ken/); // prettier-ignore
  }); // prettier-ignore

  it.each([
    ['http://127.0.0.1:1', 'ERR_INVALID_URL'],
    ['http://127.0.0.1:4', 'ECONNREFUSED'],
  ])('nothing, at %s', async (url, detail) => {
    server = await localServer(() => token, { AWS_ENDPOINT_URL: url });
    await expect(sts.consoleLink(session)).rejects.toMatchObject({
      code: 'aws.unreachable',
      params: { detail },
    });
  });

  it('a cancellation', async () => {
    const control = new AbortController();
    server = await localServer(() => {
      control.abort();
      return token;
    });
    await expect(sts.consoleLink(session, control.signal)).rejects.toMatchObject({ code: 'job.cancelled' });
  });
});
