/** The browser host, attacked: by another site, another name for 127.0.0.1, another program on this machine, a replay. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Host, startHost } from '../../electron/host/server.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
}

let test: TestEngine;
let host: Host;
let pages: string;

beforeAll(async () => {
  pages = mkdtempSync(join(tmpdir(), 'treeline-pages-'));
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>Treeline</title>');
  test = testEngine();
  host = await startHost(test.engine, pages);
});
afterAll(async () => {
  await host.close();
  await test.close();
  rmSync(pages, { recursive: true, force: true });
});

const url = (path: string) => new URL(path, host.origin);

function ask(
  path: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(host.origin);
    const call = request({ hostname, port, path, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** Resolves to the first thing that happens to a WebSocket: `open`, or the status that refused it. */
function knock(path: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url(path).href.replace('http', 'ws'), { headers });
    socket.on('open', () => {
      resolve('open');
      socket.close();
    });
    socket.on('unexpected-response', (_request, response) => resolve(String(response.statusCode)));
    socket.on('error', () => resolve('error'));
  });
}

const token = (address: string) => new URL(address).hash.replace('#token=', '');
const own = () => ({ origin: host.origin, 'content-type': 'application/json' });

async function signIn(): Promise<{ cookie: string; nonce: string; setCookie: string }> {
  const { status, headers, body } = await ask('/session', {
    method: 'POST',
    headers: own(),
    body: JSON.stringify({ token: token(host.address()) }),
  });
  expect(status).toBe(200);
  const setCookie = String(headers['set-cookie']);
  return {
    setCookie,
    cookie: setCookie.split(';')[0]!,
    nonce: (JSON.parse(body) as { nonce: string }).nonce,
  };
}

describe('the address', () => {
  it('carries its token in the fragment, which no server ever sees', () => {
    const address = new URL(host.address());
    expect(address.hostname).toBe('127.0.0.1');
    expect(address.search).toBe('');
    expect(address.hash).toMatch(/^#token=[\w-]{43}$/);
  });

  it('is bound to the loopback address alone', async () => {
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((address) => address && !address.internal && address.family === 'IPv4');
    for (const other of [...others.map((address) => address!.address), '127.0.0.2']) {
      const outcome = await new Promise((resolve) => {
        const socket = connect({ host: other, port: Number(new URL(host.origin).port), timeout: 2000 });
        socket.on('connect', () => resolve('connected'));
        socket.on('error', () => resolve('refused'));
        socket.on('timeout', () => resolve('refused'));
      });
      expect(outcome).toBe('refused');
    }
  });
});

describe('the token', () => {
  it('works once', async () => {
    const body = JSON.stringify({ token: token(host.address()) });
    expect((await ask('/session', { method: 'POST', headers: own(), body })).status).toBe(200);
    expect((await ask('/session', { method: 'POST', headers: own(), body })).status).toBe(401);
  });

  it.each([
    '',
    '{}',
    '{"token":""}',
    '{"token":1}',
    'not json',
    '[]',
    '{"token":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}',
  ])('is not %s', async (body) => {
    expect((await ask('/session', { method: 'POST', headers: own(), body })).status).toBe(401);
  });

  it('is not read from a long body', async () => {
    expect(
      (await ask('/session', { method: 'POST', headers: own(), body: 'x'.repeat(100_000) })).status,
    ).toBe(413);
  });

  it('buys a cookie that scripts cannot read, other sites do not send, and no other port can guess', async () => {
    const { setCookie } = await signIn();
    expect(setCookie).toMatch(/^treeline-[0-9a-f]{16}=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
  });
});

describe('another site', () => {
  it.each([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['an origin on another port', { origin: 'http://127.0.0.1:1' }],
    ['a null origin (a sandboxed frame)', { origin: 'null' }],
    ['a name that was rebound to 127.0.0.1', { host: 'evil.example' }],
    ['localhost instead of the address', { host: 'localhost' }],
    ['a request that the browser calls cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['a request from another port of this machine', { 'sec-fetch-site': 'same-site' }],
  ] as const)('gets nothing: %s', async (_what, headers) => {
    const { cookie, nonce } = await signIn();
    expect((await ask('/', { headers: { ...headers, cookie } })).status).toBe(403);
    expect(
      (await ask('/session', { method: 'POST', headers: { ...own(), ...headers, cookie } })).status,
    ).toBe(403);
    expect(await knock(`/rpc?nonce=${nonce}`, { origin: host.origin, cookie, ...headers })).toBe('403');
  });

  it('cannot post without saying where it comes from', async () => {
    const { cookie, nonce } = await signIn();
    expect((await ask('/session', { method: 'POST', headers: { cookie } })).status).toBe(403);
    expect(
      (
        await ask('/deposit?name=a', {
          method: 'POST',
          headers: { cookie, 'x-treeline-nonce': nonce },
          body: 'x',
        })
      ).status,
    ).toBe(403);
    expect(await knock(`/rpc?nonce=${nonce}`, { cookie })).toBe('403');
  });
});

describe('the WebSocket', () => {
  it('opens with cookie, nonce and origin together', async () => {
    const { cookie, nonce } = await signIn();
    expect(await knock(`/rpc?nonce=${nonce}`, { origin: host.origin, cookie })).toBe('open');
  });

  it('does not open with one of them missing', async () => {
    const { cookie, nonce } = await signIn();
    expect(await knock('/rpc', { origin: host.origin, cookie })).toBe('403');
    expect(await knock('/rpc?nonce=wrong', { origin: host.origin, cookie })).toBe('403');
    expect(await knock(`/rpc?nonce=${nonce}`, { origin: host.origin })).toBe('403');
    expect(
      await knock(`/rpc?nonce=${nonce}`, { origin: host.origin, cookie: cookie.replace(/=.*/, '=x') }),
    ).toBe('403');
    expect(await knock(`/other?nonce=${nonce}`, { origin: host.origin, cookie })).toBe('403');
  });
});

describe('pages', () => {
  it('come with headers that let nothing else in, and are never cached', async () => {
    const { status, headers, body } = await ask('/');
    expect(status).toBe(200);
    expect(body).toContain('Treeline');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-content-type-options']).toBe('nosniff');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'self'(;|$)/);
    expect(policy).not.toContain('unsafe-eval');
    expect(policy.split(';').find((part) => part.trim().startsWith('script-src'))).not.toContain('unsafe');
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '//etc/passwd',
    '/..%2f..%2fetc/passwd',
    '/index.html/../../x',
  ])('are a closed list: %s', async (path) => {
    expect([400, 403, 404]).toContain((await ask(path)).status);
  });

  it.each(['PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH'])('answer no %s', async (method) => {
    expect((await ask('/', { method })).status).toBe(405);
  });
});

describe('uploads', () => {
  it('yield a handle, not a path', async () => {
    const { cookie, nonce } = await signIn();
    const headers = { ...own(), cookie, 'x-treeline-nonce': nonce };
    const { status, body } = await ask('/deposit?name=a.ldif&kind=import', {
      method: 'POST',
      headers,
      body: 'dn: DC=x\n',
    });
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({ handle: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown });
  });

  it('are refused without the nonce of a page', async () => {
    const { cookie } = await signIn();
    expect(
      (await ask('/deposit?name=a', { method: 'POST', headers: { ...own(), cookie }, body: 'x' })).status,
    ).toBe(403);
  });
});

describe('downloads', () => {
  const post = (path: string, cookie: string, nonce: string | null, headers = {}) =>
    ask(path, {
      method: 'POST',
      headers: { ...own(), cookie, ...(nonce === null ? {} : { 'x-treeline-nonce': nonce }), ...headers },
    });
  const handleOf = async (path: string, cookie: string, nonce: string) => {
    const { status, body } = await post(path, cookie, nonce);
    expect(status).toBe(200);
    return (JSON.parse(body) as { handle: string }).handle;
  };
  const addressOf = async (handle: string, cookie: string, nonce: string) => {
    const { status, body } = await post(`/collect?handle=${handle}`, cookie, nonce);
    return status === 200 ? (JSON.parse(body) as { address: string }).address : status;
  };
  /** As the engine does when an export has ended. */
  const finish = (handle: string, text: string) =>
    writeFileSync(test.engine.files.takeTarget(handle).path, text);

  it('come from an address that works once, as a file and nothing else', async () => {
    const { cookie, nonce } = await signIn();
    const handle = await handleOf(`/target?format=csv&name=${encodeURIComponent('그룹 "a"')}`, cookie, nonce);
    expect(handle).toMatch(/^[0-9a-f]{32}$/);
    expect(await addressOf(handle, cookie, nonce)).toBe(404);
    finish(handle, 'a,b\r\n');
    const address = await addressOf(handle, cookie, nonce);
    expect(address).toMatch(/^\/download\/[\w-]{43}$/);
    const { status, headers, body } = await ask(String(address), { headers: { cookie } });
    expect({ status, body }).toEqual({ status: 200, body: 'a,b\r\n' });
    expect(headers['content-type']).toBe('application/octet-stream');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-disposition']).toBe(
      `attachment; filename="__ a.csv"; filename*=UTF-8''${encodeURIComponent('그룹 a.csv')}`,
    );
    expect((await ask(String(address), { headers: { cookie } })).status).toBe(404);
    expect(await addressOf(handle, cookie, nonce)).toBe(404);
  });

  it('need cookie, nonce and origin to be asked for, and the cookie to be fetched', async () => {
    const { cookie, nonce } = await signIn();
    const handle = await handleOf('/target?format=json&name=a', cookie, nonce);
    finish(handle, '[]');
    for (const path of ['/target?format=json&name=a', `/collect?handle=${handle}`]) {
      expect((await post(path, cookie, null)).status).toBe(403);
      expect((await post(path, cookie, 'wrong')).status).toBe(403);
      expect((await post(path, 'treeline=x', nonce)).status).toBe(403);
      expect((await post(path, cookie, nonce, { origin: 'https://evil.example' })).status).toBe(403);
      expect((await ask(path, { headers: { cookie, 'x-treeline-nonce': nonce } })).status).toBe(404);
    }
    const address = String(await addressOf(handle, cookie, nonce));
    expect((await ask(address)).status).toBe(403);
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, { host: 'evil.example' }])
      expect((await ask(address, { headers: { cookie, ...headers } })).status).toBe(403);
    expect((await ask(address, { method: 'POST', headers: { ...own(), cookie } })).status).toBe(405);
    // Whoever was refused has not used it up.
    expect((await ask(address, { headers: { cookie } })).body).toBe('[]');
  }); // prettier-ignore

  it.each([
    `/download/${'A'.repeat(43)}`,
    '/download/',
    '/download/../../etc/passwd',
    '/download/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    `/download/${'A'.repeat(43)}/../x`,
    '/download//etc/passwd',
  ])('open nothing else: %s', async (path) => {
    const { cookie } = await signIn();
    expect([400, 403, 404]).toContain((await ask(path, { headers: { cookie } })).status);
  });

  it('are written into a folder of the host, whatever name was proposed', async () => {
    const { cookie, nonce } = await signIn();
    for (const name of ['../../etc/cron.d/x', '/etc/passwd', 'C:\\x', '..']) {
      const handle = await handleOf(`/target?format=csv&name=${encodeURIComponent(name)}`, cookie, nonce);
      const target = test.engine.files.takeTarget(handle);
      expect(target.path).toMatch(new RegExp(`^${join(tmpdir(), 'treeline-')}\\w{6}/\\d+$`));
      expect(target.name).toMatch(/^[^/\\]+\.csv$/);
    }
    for (const format of ['exe', '', '../csv'])
      expect((await post(`/target?name=a&format=${encodeURIComponent(format)}`, cookie, nonce)).status).toBe(
        400,
      );
    expect(await addressOf('../../etc/passwd', cookie, nonce)).toBe(404);
    expect(await addressOf('0'.repeat(32), cookie, nonce)).toBe(404);
  });
});
