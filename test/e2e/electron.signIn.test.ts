/** Signing in at an identity provider in a window of its own: what comes out of it, and what a hostile page there may try. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '#contract/index.ts';
import { type IdentityProvider, startIdentityProvider } from '../identityProvider/server.ts';
import { addProbe, probeClient } from '../lab/electron/client.ts';
import { launchApp, type RunningApp } from '../lab/electron/launch.ts';

const role = 'arn:aws:iam::111122223333:role/Admin';
const provider = 'arn:aws:iam::111122223333:saml-provider/Example';
const response = { roles: [`${role},${provider}`] };

let run: RunningApp;
let client: Client;
let idp: IdentityProvider;
/** Posts its responses to somebody else. */
let astray: IdentityProvider;
/** Pages of the test's own, by path, and what came in by POST. */
let hostile: Server;
let hostileUrl = '';
const pages = new Map<string, string>();
const posted: string[] = [];

beforeAll(async () => {
  hostile = createServer((request, answer) => {
    if (request.method === 'POST') posted.push(request.url ?? '');
    if (request.url === '/file') answer.setHeader('content-disposition', 'attachment; filename=x.bin');
    answer.setHeader('content-type', 'text/html').end(pages.get(request.url ?? '') ?? 'hello');
  });
  hostile.listen(0, '127.0.0.1');
  await once(hostile, 'listening');
  hostileUrl = `http://127.0.0.1:${(hostile.address() as AddressInfo).port}`;
  idp = await startIdentityProvider({ response, remembers: true });
  astray = await startIdentityProvider({ response, signInAddress: `${hostileUrl}/saml` });
  run = await launchApp();
  await addProbe(run);
  client = await probeClient(run);
});
afterAll(async () => {
  await run?.close();
  await idp?.close();
  await astray?.close();
  hostile?.close();
});

const saved = async (signInUrl: string): Promise<string> =>
  (await client.saml.saveProvider({ id: null, name: 'Example', signInUrl })).id;

/** Begins to sign in; the outcome comes later. */
async function begin(id: string): Promise<{ page: Page; outcome: Promise<string | null> }> {
  const opened = run.app.waitForEvent('window');
  const outcome = run.page.evaluate((of) => window.treeline.signIn(of), id);
  const page = await opened;
  await page.waitForLoadState();
  return { page, outcome };
}

async function beginAt(content: string): Promise<{ page: Page; outcome: Promise<string | null> }> {
  pages.set('/', content);
  return begin(await saved(`${hostileUrl}/`));
}

const windowCount = () => run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
/** Of the windows for signing in. */
const titles = () =>
  run.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().flatMap((one) =>
      one.webContents.getURL().startsWith('app:') ? [] : [one.getTitle()],
    ),
  );
/** As a person closes them. */
const closeOthers = () =>
  run.app.evaluate(({ BrowserWindow }) => {
    for (const one of BrowserWindow.getAllWindows())
      if (!one.webContents.getURL().startsWith('app:')) one.close();
  });

const onlyOurs = async (): Promise<void> => {
  await closeOthers();
  await expect.poll(windowCount).toBe(1);
};

describe('signing in', () => {
  afterEach(onlyOurs);
  let handle = '';
  let id = '';
  it('leads through the provider’s own pages to a handle', async () => {
    id = await saved(idp.signInUrl);
    const { page, outcome } = await begin(id);
    expect(await titles()).toEqual([`${idp.url} – Treeline`]);
    await page.fill('input[name=user]', 'kim');
    await page.fill('input[name=password]', 'wrong');
    await page.click('#sign-in');
    await page.waitForSelector('[role=alert]');
    await page.fill('input[name=user]', 'kim');
    await page.fill('input[name=password]', 'correct horse');
    await page.click('#sign-in');
    await page.click('#confirm');
    handle = (await outcome)!;
    expect(handle).toMatch(/^[0-9a-f]{32}$/);
    expect(idp.steps).toEqual(['signIn', 'refused', 'confirm', 'post']);
    await expect.poll(windowCount).toBe(1);
  });

  it('leaves with the engine what the provider signed', async () => {
    const view = await client.saml.read({ kind: 'samlHandle', handle });
    expect(view).toMatchObject({ handle, sessionName: 'kim@example.com', problems: [] });
    expect(view.roles.map(({ roleArn, principalArn }) => [roleArn, principalArn])).toEqual([
      [role, provider],
    ]);
    await client.saml.forget({ handle });
    await expect(client.saml.read({ kind: 'samlHandle', handle })).rejects.toMatchObject({
      data: { code: 'saml.responseGone' },
    });
  });

  it('leaves no cookie in the app’s own session or on disk, and is remembered while the app runs', async () => {
    const cookies = await run.app.evaluate(async ({ session }, provider) => {
      const partition = session.fromPartition(`sign-in:${provider}`);
      const own = await session.defaultSession.cookies.get({});
      return {
        own: own.length,
        its: (await partition.cookies.get({})).length,
        path: partition.getStoragePath(),
      };
    }, id);
    expect(cookies).toEqual({ own: 0, its: 1, path: null });
    const again = await run.page.evaluate((of) => window.treeline.signIn(of), id);
    expect(again).toMatch(/^[0-9a-f]{32}$/);
    expect(idp.steps.slice(-1)).toEqual(['post']);
    // Another one, at the same address even, knows nobody.
    const { page, outcome } = await begin(await saved(idp.signInUrl));
    await page.waitForSelector('input[name=password]');
    await page.close();
    expect(await outcome).toBeNull();
  });

  it('given up by closing the window gives nothing; asked for twice, it is one window', async () => {
    const asked = await saved(astray.signInUrl);
    const opened = run.app.waitForEvent('window');
    const both = run.page.evaluate((of) => Promise.all([0, 1].map(() => window.treeline.signIn(of))), asked);
    await (await opened).waitForSelector('#sign-in');
    expect(await windowCount()).toBe(2);
    await closeOthers();
    expect(await both).toEqual([null, null]);
  });

  it('elsewhere takes the place of the one before', async () => {
    const first = await begin(await saved(astray.signInUrl));
    const second = await begin(await saved(`${hostileUrl}/other`));
    expect(await first.outcome).toBeNull();
    expect(await windowCount()).toBe(2);
    await second.page.close();
    expect(await second.outcome).toBeNull();
  });

  it('is for known providers alone', async () => {
    for (const asked of ['nobody', '', idp.signInUrl, 7, null, { id: 'x' }, 'x'.repeat(300)])
      expect(await run.page.evaluate((of) => window.treeline.signIn(of), asked)).toBeNull();
    expect(await windowCount()).toBe(1);
  });
});

describe('a page', () => {
  afterEach(onlyOurs);

  it('that posts its response elsewhere gives nothing', async () => {
    const { page, outcome } = await begin(await saved(astray.signInUrl));
    await page.fill('input[name=user]', 'kim');
    await page.fill('input[name=password]', 'correct horse');
    await page.click('#sign-in');
    await page.click('#confirm');
    await expect.poll(() => posted).toContain('/saml');
    expect(await titles()).toEqual([`${hostileUrl} – Treeline`]);
    await closeOthers();
    expect(await outcome).toBeNull();
  });

  it('posts to AWS in its own name alone: not in a frame, by a script, or without a response', async () => {
    const { page, outcome } = await beginAt('<iframe name="inner"></iframe>');
    const results = await page.evaluate(async (aws) => {
      const post = (target: string, name: string) => {
        const form = document.createElement('form');
        Object.assign(form, { method: 'post', action: aws, target });
        form.append(Object.assign(document.createElement('input'), { name, value: 'PD94bWw+' }));
        document.body.append(form);
        form.submit();
      };
      post('inner', 'SAMLResponse');
      const body = new URLSearchParams({ SAMLResponse: 'PD94bWw+' });
      const fetched = await fetch(aws, { method: 'POST', mode: 'no-cors', body }).then(() => 'came', () => 'no'); // prettier-ignore
      post('_self', 'Other');
      return fetched;
    }, 'https://signin.aws.amazon.com/saml');
    expect(results).toBe('no');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await windowCount()).toBe(2);
    await closeOthers();
    expect(await outcome).toBeNull();
  });

  it('may open a window that posts the response, as hardened as itself', async () => {
    pages.set('/popup', '<button onclick="document.forms[0].submit()">Go</button><form method="post" action="https://eu-west-1.signin.aws.amazon.com/saml"><input name="SAMLResponse" value="PD94bWw+"></form>'); // prettier-ignore
    const { page, outcome } = await beginAt('hello');
    const opened = run.app.waitForEvent('window');
    await page.evaluate(
      () => void window.open('/popup', 'x', 'nodeIntegration=yes,sandbox=no,contextIsolation=no'),
    );
    const popup = await opened;
    await popup.waitForSelector('button');
    const preferences = await run.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().flatMap(({ webContents }) => {
        if (webContents.getURL().startsWith('app:')) return [];
        const { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity, preload } = (
          webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
        ).getLastWebPreferences();
        return [{ sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity, preload }];
      }),
    );
    const safe = {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
    };
    expect(preferences).toEqual([safe, safe]);
    for (const one of [page, popup])
      expect(
        await one.evaluate(() =>
          ['treeline', 'require', 'process', 'module'].filter((name) => name in window),
        ),
      ).toEqual([]);
    await popup.click('button');
    expect(await outcome).toMatch(/^[0-9a-f]{32}$/);
    await expect.poll(windowCount).toBe(1);
  });

  it.each([
    'http://example.com/',
    'file:///etc/passwd',
    'app://treeline/',
    'chrome://gpu/',
    'mailto:kim@example.com',
  ])('does not lead to %s, nor open it', async (url) => {
    const { page } = await beginAt('hello');
    await page.evaluate((to) => {
      window.open(to);
      const link = Object.assign(document.createElement('a'), { href: to });
      document.body.append(link);
      link.click();
      location.href = to;
    }, url);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(page.url()).toBe(`${hostileUrl}/`);
    expect(await windowCount()).toBe(2);
  });

  it('cannot say in the title that it is somebody else', async () => {
    const { page } = await beginAt('<title>https://login.example.com</title>');
    await page.evaluate(() => (document.title = 'https://login.example.com – Treeline'));
    await page.evaluate(() => history.pushState(null, '', '/https://login.example.com'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await titles()).toEqual([`${hostileUrl} – Treeline`]);
  });

  it('opens three windows at most, downloads nothing and gets no permission', async () => {
    const { page } = await beginAt('hello');
    const downloads = await run.app.evaluate(({ BrowserWindow }) => {
      const noted: boolean[] = [];
      const one = BrowserWindow.getAllWindows().find(
        ({ webContents }) => !webContents.getURL().startsWith('app:'),
      );
      one!.webContents.session.on('will-download', (event) => noted.push(event.defaultPrevented));
      Object.assign(globalThis, { noted });
      return noted.length;
    });
    expect(downloads).toBe(0);
    await page.evaluate(() => {
      for (let at = 0; at < 10; at++) window.open(`/popup?${at}`, `w${at}`);
      location.href = '/file';
    });
    const noted = () => run.app.evaluate(() => (globalThis as unknown as { noted: boolean[] }).noted);
    await expect.poll(noted).toEqual([true]);
    await expect.poll(windowCount).toBe(5);
    const permission = await page.evaluate(() => Notification.requestPermission());
    expect(permission).toBe('denied');
  });
});

it('ends with the window that began it', async () => {
  const { outcome } = await begin(await saved(astray.signInUrl));
  outcome.catch(() => {});
  const exited = once(run.app.process(), 'exit');
  await run.app.evaluate(({ BrowserWindow }) => {
    for (const one of BrowserWindow.getAllWindows())
      if (one.webContents.getURL().startsWith('app:')) one.close();
  });
  expect((await exited)[0]).toBe(0);
});
