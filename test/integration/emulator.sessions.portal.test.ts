/** What the emulator's access portal, its pages and the console's sign-in links promise; asked as browsers and clients do. */
import { createHash } from 'node:crypto';
import { AssumeRoleCommand, GetFederationTokenCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, it } from 'vitest';
import { people, peopleEstate, roleArn, work } from '#test/emulator/estates/people.ts';
import { startEmulator } from '#test/emulator/server.ts';
import type { Emulator, EmulatorOptions } from '#test/emulator/server.ts';
import { keysOf, person, stsClient, whoIs } from '#test/emulator/sessionsSupport.ts';
import type { Keys } from '#test/emulator/sessionsSupport.ts';

let emulator: Emulator;
afterEach(() => emulator.close());
const emulate = async (options: EmulatorOptions = {}): Promise<void> => {
  emulator = await startEmulator({ estate: peopleEstate, ...options });
};

interface Answer {
  readonly status: number;
  /** Of a refusal. */
  readonly code: string | null;
  readonly body: Readonly<Record<string, string>>;
}
async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(emulator.url + path, init);
  const body = (await response.json()) as Record<string, string>;
  return { status: response.status, code: response.headers.get('x-amzn-errortype'), body };
}
const post = (path: string, body: object): Promise<Answer> =>
  ask(path, { method: 'POST', body: JSON.stringify(body) });

const grantTypes = ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'];
const redirectUri = 'http://127.0.0.1/oauth/callback';
const registration = {
  clientName: 'test',
  clientType: 'public',
  scopes: ['sso:account:access'],
  grantTypes,
  redirectUris: [redirectUri],
};
async function register(more: object = {}): Promise<{ clientId: string; clientSecret: string }> {
  const { body } = await post('/client/register', { ...registration, ...more });
  return { clientId: body['clientId']!, clientSecret: body['clientSecret']! };
}
type Client = Awaited<ReturnType<typeof register>>;
const startUrl = 'https://example.awsapps.com/start';
const start = async (client: Client): Promise<Answer['body']> =>
  (await post('/device_authorization', { ...client, startUrl: `${startUrl}/#/` })).body;
const poll = (client: Client, deviceCode: string | undefined): Promise<Answer> =>
  post('/token', { ...client, grantType: grantTypes[2], deviceCode });
async function signIn(): Promise<string> {
  const client = await register();
  const { deviceCode, userCode } = await start(client);
  emulator.portal.approve(userCode!);
  return (await poll(client, deviceCode)).body['accessToken']!;
}
const withToken = (token: string, path: string, method = 'GET'): Promise<Answer> =>
  ask(path, { method, headers: { 'x-amz-sso_bearer_token': token } });

describe('signing in by a device code', () => {
  it('waits for the person, then gives tokens once', async () => {
    await emulate();
    const client = await register();
    const { deviceCode, userCode, verificationUriComplete } = await start(client);
    expect(await poll(client, deviceCode)).toMatchObject({
      status: 400,
      code: 'AuthorizationPendingException',
      body: { error: 'authorization_pending' },
    });
    expect(await poll(client, deviceCode)).toMatchObject({ code: 'SlowDownException', body: { error: 'slow_down' } }); // prettier-ignore
    emulator.advance(1);
    expect(emulator.portal.waiting()).toEqual([userCode]);
    const page = await fetch(verificationUriComplete!);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('kim@example.com')]);
    expect(await poll(client, deviceCode)).toMatchObject({
      status: 200,
      body: { tokenType: 'Bearer', expiresIn: 28_800, accessToken: expect.any(String), refreshToken: expect.any(String) }, // prettier-ignore
    });
    expect(await poll(client, deviceCode)).toMatchObject({ code: 'InvalidGrantException' });
  });

  it('is denied, expires, and asks for a client and a portal that are known', async () => {
    await emulate();
    const client = await register();
    const [first, second] = [await start(client), await start(client)];
    emulator.portal.deny();
    expect(await (await fetch(first['verificationUriComplete']!)).text()).toContain('denied');
    expect(await poll(client, first['deviceCode'])).toMatchObject({
      status: 400,
      code: 'AccessDeniedException',
    });
    emulator.advance(601);
    expect((await fetch(second['verificationUriComplete']!)).status).toBe(400);
    expect(await poll(client, second['deviceCode'])).toMatchObject({
      status: 400,
      code: 'ExpiredTokenException',
    });
    const other = { ...client, clientSecret: 'another' };
    expect(await poll(other, second['deviceCode'])).toMatchObject({
      status: 401,
      code: 'InvalidClientException',
    });
    const elsewhere = { ...client, startUrl: 'https://other.awsapps.com/start' };
    expect(await post('/device_authorization', elsewhere)).toMatchObject({ code: 'InvalidRequestException' });
    emulator.advance(90 * 86_400);
    expect(await post('/device_authorization', { ...client, startUrl })).toMatchObject({ code: 'InvalidClientException' }); // prettier-ignore
  });

  it.each<[object, string]>([
    [{ clientType: 'confidential' }, 'InvalidClientMetadataException'],
    [{ scopes: ['everything'] }, 'InvalidScopeException'],
    [{ redirectUris: ['https://evil.example/'] }, 'InvalidRedirectUriException'],
    [{ grantTypes: ['password'] }, 'UnsupportedGrantTypeException'],
  ])('registers no client with %j', async (more, code) => {
    await emulate();
    expect(await post('/client/register', { ...registration, ...more })).toMatchObject({ status: 400, code });
  });
});

describe('signing in with a code and PKCE', () => {
  const verifier = 'v'.repeat(43);
  const back = 'http://127.0.0.1:49152/oauth/callback';
  const authorize = async ({ clientId }: Client, more: Record<string, string> = {}): Promise<Response> => {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: back,
      state: 'st',
      code_challenge_method: 'S256',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      scopes: 'sso:account:access',
      ...more,
    });
    return await fetch(`${emulator.url}/authorize?${query}`, { redirect: 'manual' });
  };
  const codeIn = (response: Response): string => new URL(response.headers.get('location')!).searchParams.get('code')!; // prettier-ignore
  const redeem = (client: Client, code: string, codeVerifier = verifier): Promise<Answer> =>
    post('/token', { ...client, grantType: 'authorization_code', code, codeVerifier, redirectUri: back });

  it('comes back to any port of the loopback address, with a code that is good once and for its verifier', async () => {
    await emulate();
    const client = await register();
    const response = await authorize(client);
    expect(response.headers.get('location')).toMatch(/^http:\/\/127\.0\.0\.1:49152\/oauth\/callback\?code=[\w-]+&state=st$/); // prettier-ignore
    expect(await redeem(client, codeIn(response))).toMatchObject({ status: 200, body: { accessToken: expect.any(String) } }); // prettier-ignore
    expect(await redeem(client, codeIn(response))).toMatchObject({ code: 'InvalidGrantException' });
    const another = codeIn(await authorize(client));
    expect(await redeem(client, another, 'w'.repeat(43))).toMatchObject({ code: 'InvalidGrantException' });
    const late = codeIn(await authorize(client));
    emulator.advance(61);
    expect(await redeem(client, late)).toMatchObject({ code: 'InvalidGrantException' });
  });

  it('tells the address what the person denied, and goes to no other', async () => {
    await emulate();
    const client = await register();
    expect((await authorize(client, { redirect_uri: 'https://evil.example/' })).status).toBe(400);
    emulator.portal.deny();
    expect((await authorize(client)).headers.get('location')).toBe(`${back}?error=access_denied&state=st`);
    emulator.portal.signInAs('lee@example.com');
    const { body } = await redeem(client, codeIn(await authorize(client)));
    expect((await withToken(body['accessToken']!, '/assignment/accounts')).body['accountList']).toMatchObject([{ accountId: work }]); // prettier-ignore
  });

  it('refreshes once with each refresh token, until the person signs out', async () => {
    await emulate();
    const client = await register();
    const { body } = await redeem(client, codeIn(await authorize(client)));
    const refresh = (refreshToken: string | undefined): Promise<Answer> =>
      post('/token', { ...client, grantType: 'refresh_token', refreshToken });
    const next = await refresh(body['refreshToken']);
    expect(next).toMatchObject({ status: 200, body: { accessToken: expect.any(String) } });
    expect(await refresh(body['refreshToken'])).toMatchObject({ code: 'InvalidGrantException' });
    emulator.portal.signOut();
    expect(await refresh(next.body['refreshToken'])).toMatchObject({ code: 'InvalidGrantException' });
  });

  it('gives no refresh token to a client without scopes', async () => {
    await emulate();
    const client = await register({ scopes: [] });
    expect((await redeem(client, codeIn(await authorize(client)))).body['refreshToken']).toBeUndefined();
  });
});

describe('the access portal', () => {
  it('lists accounts and roles in pages, and gives keys that are good', async () => {
    await emulate({ pageSize: 1 });
    const token = await signIn();
    const first = await withToken(token, '/assignment/accounts?max_result=10');
    expect(first.body).toMatchObject({ accountList: [{ accountId: people, accountName: 'people', emailAddress: 'people@example.com' }] }); // prettier-ignore
    const next = encodeURIComponent(first.body['nextToken']!);
    const second = await withToken(token, `/assignment/accounts?max_result=10&next_token=${next}`);
    expect(second.body).toEqual({ accountList: [expect.objectContaining({ accountId: work })] });
    const roles = await withToken(token, `/assignment/roles?account_id=${work}`);
    expect(roles.body).toEqual({ roleList: [{ accountId: work, roleName: 'ReadOnly' }] });

    const { body } = await withToken(token, `/federation/credentials?account_id=${people}&role_name=Admin`);
    const { expiration, ...keys } = body['roleCredentials'] as unknown as Keys & { expiration: number };
    expect(await whoIs(emulator.url, keys)).toBe(`arn:aws:sts::${people}:assumed-role/AWSReservedSSO_Admin_5555cccc5555dddd/kim@example.com`); // prettier-ignore
    expect(expiration - emulator.now().getTime()).toBeLessThanOrEqual(900_000);
    emulator.advance(901);
    await expect(whoIs(emulator.url, keys)).rejects.toMatchObject({ name: 'ExpiredToken' });
  });

  it('refuses what is not assigned, unknown, or asked with no good token', async () => {
    await emulate({ troubles: [{ on: 'portal:ListAccountRoles', do: 'throttle', times: 1 }] });
    const token = await signIn();
    const roles = (account: string): Promise<Answer> =>
      withToken(token, `/assignment/roles?account_id=${account}`);
    expect(await roles(people)).toMatchObject({ status: 429, code: 'TooManyRequestsException' });
    expect(await roles('666677778888')).toMatchObject({ status: 403, code: 'ForbiddenException', body: { message: 'No access' } }); // prettier-ignore
    expect(await roles('000000000000')).toMatchObject({ status: 404, code: 'ResourceNotFoundException' });
    const keys = `/federation/credentials?account_id=${work}&role_name=Admin`;
    expect(await withToken(token, keys)).toMatchObject({ status: 403, body: { message: 'No access' } });
    const refused = { status: 401, code: 'UnauthorizedException' };
    expect(await withToken('another', '/assignment/accounts')).toMatchObject(refused);
    expect(await ask('/assignment/accounts')).toMatchObject(refused);
    const second = await signIn();
    expect((await withToken(second, '/logout', 'POST')).status).toBe(200);
    expect(await withToken(second, '/assignment/accounts')).toMatchObject(refused);
    const third = await signIn();
    emulator.advance(28_801);
    expect(await withToken(third, '/assignment/accounts')).toMatchObject(refused);
  });
});

describe('a sign-in link to the console', () => {
  const session = ({ accessKeyId, secretAccessKey, sessionToken }: Keys): string =>
    JSON.stringify({ sessionId: accessKeyId, sessionKey: secretAccessKey, sessionToken });
  const token = (keys: Keys, more: Record<string, string> = {}): Promise<Response> =>
    fetch(`${emulator.url}/federation?${new URLSearchParams({ Action: 'getSigninToken', Session: session(keys), ...more })}`); // prettier-ignore
  const login = (SigninToken: string, Destination = 'https://eu-west-1.console.aws.amazon.com/s3'): Promise<Response> =>
    fetch(`${emulator.url}/federation?${new URLSearchParams({ Action: 'login', Issuer: 'Treeline', Destination, SigninToken })}`); // prettier-ignore
  const sts = () => stsClient(emulator.url);
  const reader = async (): Promise<Keys> =>
    keysOf((await sts().send(new AssumeRoleCommand({ RoleArn: roleArn('Reader'), RoleSessionName: 'test' }))).Credentials); // prettier-ignore

  it('opens it for a session of a role, for a quarter of an hour', async () => {
    await emulate();
    const response = await token(await reader(), { SessionDuration: '3600' });
    const { SigninToken } = (await response.json()) as { SigninToken: string };
    expect((await login(SigninToken)).status).toBe(200);
    expect(emulator.signIns).toEqual([
      {
        arn: `arn:aws:sts::${people}:assumed-role/Reader/test`,
        account: people,
        issuer: 'Treeline',
        destination: 'https://eu-west-1.console.aws.amazon.com/s3',
      },
    ]);
    expect((await login(SigninToken, 'https://evil.example/')).status).toBe(400);
    emulator.advance(901);
    expect((await login(SigninToken)).status).toBe(400);
    expect(emulator.signIns).toHaveLength(1);
  });

  it('is for no other keys', async () => {
    await emulate();
    const ofUser = keysOf((await sts().send(new GetSessionTokenCommand({}))).Credentials);
    expect((await token(ofUser)).status).toBe(401);
    expect((await token(person('kim'))).status).toBe(400);
    expect((await token({ ...(await reader()), secretAccessKey: 'another' })).status).toBe(400);
    expect((await token(await reader(), { SessionDuration: '60' })).status).toBe(400);
    const guest = keysOf((await sts().send(new GetFederationTokenCommand({ Name: 'guest' }))).Credentials);
    expect((await token(guest)).status).toBe(200);
    expect((await token(guest, { SessionDuration: '3600' })).status).toBe(400);
    const keys = await reader();
    emulator.advance(3601);
    expect((await token(keys)).status).toBe(400);
  });
});
