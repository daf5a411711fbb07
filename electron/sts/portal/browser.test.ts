import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { json, localServer } from '#test/support/localServer.ts';
import type { LocalServer, Reply } from '#test/support/localServer.ts';
import { createPortal } from './createPortal.ts';

const place = { startUrl: 'https://d-1234567890.awsapps.com/start', region: 'ap-northeast-2' };
const client = { clientId: 'cid', clientSecret: 'cs', expiresAt: '2027-01-01T00:00:00.000Z', redirect: true };
const limits = { attempts: 1, connectMs: 1000, answerMs: 5000, callMs: 10_000 };
const token = json({ accessToken: 'at', refreshToken: 'rt', expiresIn: 3600 });

let server: LocalServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** Signs in; `browse` gets the address as the person's browser would, and what it answers is handed back beside the outcome. */
async function signIn(
  reply: Reply,
  browse: (address: URL, back: URL) => Promise<unknown>,
  options: { signInMs?: number; signal?: AbortSignal } = {},
) {
  server = await localServer(() => reply);
  let browsed: Promise<unknown> | undefined;
  const { signal, ...own } = options;
  const outcome = await createPortal({ ...limits, ...own })
    .signInByBrowser(
      place,
      client,
      (text) => {
        const address = new URL(text);
        browsed = browse(address, new URL(address.searchParams.get('redirect_uri')!));
      },
      signal,
    )
    .catch((error: unknown) => error);
  return { outcome, browsed: await browsed, came: server.came };
}

const comeBack = async (back: URL, query: Record<string, string>, headers: Record<string, string> = {}) => {
  const url = new URL(back);
  url.search = new URLSearchParams(query).toString();
  const answer = await fetch(url, { headers });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};
type Page = Awaited<ReturnType<typeof comeBack>>;
const stateOf = (address: URL): string => address.searchParams.get('state')!;

it('trades the code that the browser brings for a token, and proves that it asked for it', async () => {
  let asked = new URL('http://none');
  const { outcome, browsed, came } = await signIn(token, (address, back) => {
    asked = address;
    return comeBack(back, { code: 'the-code', state: stateOf(address) });
  });
  expect(outcome).toMatchObject({ accessToken: 'at', refreshToken: 'rt' });
  expect(asked.origin + asked.pathname).toBe(`${server!.url}/authorize`);
  const { state, redirect_uri: redirectUri, code_challenge: challenge, ...rest } = Object.fromEntries(asked.searchParams); // prettier-ignore
  expect(rest).toEqual({ response_type: 'code', client_id: 'cid', code_challenge_method: 'S256', scopes: 'sso:account:access' }); // prettier-ignore
  expect(state).toMatch(/^[\w-]{43}$/);
  expect(redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/oauth\/callback$/);

  const { codeVerifier, ...sent } = JSON.parse(came[0]!.body) as Record<string, string>;
  expect(sent).toEqual({ clientId: 'cid', clientSecret: 'cs', grantType: 'authorization_code', code: 'the-code', redirectUri }); // prettier-ignore
  expect(codeVerifier).toMatch(/^[\w-]{43,128}$/);
  expect(createHash('sha256').update(codeVerifier!).digest('base64url')).toBe(challenge);

  const { status, headers, text } = browsed as Page;
  expect([status, text]).toEqual([200, expect.stringContaining('You are signed in')]);
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('cache-control')).toBe('no-store');
  await expect(fetch(redirectUri!)).rejects.toThrow('fetch failed');
});

it('lets nothing but the answer to its own question count', async () => {
  const { outcome, browsed } = await signIn(token, async (address, back) => {
    const state = stateOf(address);
    const strays = [
      await comeBack(back, { code: 'evil', state: 'guessed' }),
      await comeBack(back, { error: 'access_denied' }),
      await comeBack(new URL('/', back), { code: 'evil', state }),
      { status: (await fetch(new URL(`?code=evil&state=${state}`, back), { method: 'POST' })).status },
    ];
    const last = await comeBack(back, { code: 'good', state });
    return [...strays, last].map(({ status }) => status);
  });
  expect(outcome).toMatchObject({ accessToken: 'at' });
  expect(browsed).toEqual([404, 404, 404, 404, 200]);
  expect(server!.came.map(({ body }) => (JSON.parse(body) as { code: string }).code)).toEqual(['good']);
});

describe('ends', () => {
  const back = (query: Record<string, string>) => (address: URL, to: URL) =>
    comeBack(to, { ...query, state: stateOf(address) }, { 'accept-language': 'ko-KR,ko;q=0.9' });

  it.each<[string, Reply, Record<string, string>, object]>([
    ['declined', token, { error: 'access_denied' }, { code: 'portal.signInDenied' }],
    ['with the portal’s own reason', token, { error: 'server_error', error_description: 'sorry\nmore' }, { code: 'portal.signInFailed', params: { detail: 'server_error: sorry' } }],
    ['without a code', token, {}, { code: 'portal.signInFailed' }],
    ['with a code that is not taken', json({ error: 'invalid_grant' }, 400), { code: 'x' }, { code: 'portal.signInExpired' }],
  ])('%s, and the page says so in the browser’s language', async (_, reply, query, fault) => {
    const { outcome, browsed } = await signIn(reply, back(query));
    expect(outcome).toMatchObject(fault);
    expect((browsed as Page).text).toContain('로그인하지 못했습니다');
  }); // prettier-ignore

  it('by itself when nobody comes back', async () => {
    const { outcome } = await signIn(token, () => Promise.resolve(), { signInMs: 1 });
    expect(outcome).toMatchObject({ code: 'portal.signInExpired' });
  });

  it('when it is given up, before or meanwhile', async () => {
    const before = await signIn(token, () => Promise.reject(new Error('opened')), {
      signal: AbortSignal.abort(),
    });
    expect(before.outcome).toMatchObject({ code: 'job.cancelled' });
    await server!.close();
    const control = new AbortController();
    const meanwhile = await signIn(token, () => Promise.resolve(control.abort()), { signal: control.signal });
    expect(meanwhile.outcome).toMatchObject({ code: 'job.cancelled' });
    expect(meanwhile.came).toEqual([]);
  });
});
