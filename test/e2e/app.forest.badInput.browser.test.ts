/** What goes wrong while connecting, seen in the app: each with its sentence where it happened, and nothing lost. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startLab, type Lab } from '../lab/lab.ts';
import { accounts } from '../lab/seed/corp.ts';
import { closedPort, garbageServer, hangUpServer, silentServer, tlsServer } from '../lab/tcpFaults.ts';
import {
  certificatePrompt,
  connected,
  connectToForest,
  openConnect,
  pressConnect,
  refuseCertificate,
  type Server,
} from './steps/connect.ts';
import { openPlace } from './steps/find.ts';
import { startBuiltHost, type HostRun } from './steps/host.ts';
import { shot } from './steps/shots.ts';
import { launch, openWindow, type OpenedWindow } from './support/window.ts';

let lab: Lab;
let browser: Browser;
let folder: string;
let host: HostRun;
let opened: OpenedWindow;
let page: Page;

beforeAll(async () => {
  [lab, browser] = await Promise.all([startLab(), launch()]);
});
afterAll(async () => {
  await browser?.close();
  await lab?.release();
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'treeline-host-'));
  host = await startBuiltHost(join(folder, 'config'), join(folder, 'new.treeline'));
  opened = await openWindow(browser, host.address);
  ({ page } = opened);
  page.setDefaultTimeout(15_000);
});
afterEach(async () => {
  await opened?.close();
  await host?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const server = (over: Partial<Server> = {}): Server => ({
  name: 'Corp',
  host: '127.0.0.1',
  user: `${accounts.reader}@${lab.corp.dnsDomain}`,
  password: lab.passwords.users,
  ca: lab.ca.pem,
  timeoutSeconds: 3,
  ...over,
});

/** Everything typed and chosen still stands in the form. */
async function nothingLost(typed: Server): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Connect to a forest' });
  const field = (name: string) => dialog.getByRole('textbox', { name, exact: true }).inputValue();
  expect(await field('Host')).toBe(typed.host);
  expect(await field('Port')).toBe(String(typed.port));
  expect(await field('User')).toBe(typed.user);
  expect(await dialog.getByLabel('Password').inputValue()).toBe(typed.password);
  expect(await field('Name of this connection')).toBe(typed.name);
  const file = dialog.getByLabel('CA certificates (PEM file)');
  expect(await file.evaluate((input: HTMLInputElement) => input.files?.[0]?.name)).toBe('ca.pem');
}
/** No connection was kept, so none of it can be tried again by accident. */
async function nothingKept(): Promise<void> {
  await openPlace(page, 'Workspace');
  await page.getByRole('heading', { name: 'Connections' }).waitFor();
  expect(await page.getByText('127.0.0.1:').count()).toBe(0);
}

interface Bad {
  readonly what: string;
  readonly serve: () => Promise<{ port: number; close?(): Promise<void> }>;
  readonly sentence: (port: number) => RegExp;
}
const bad: readonly Bad[] = [
  {
    what: 'a closed port',
    serve: async () => ({ port: await closedPort() }),
    sentence: (port) =>
      new RegExp(`127\\.0\\.0\\.1 refused the connection on port ${port}\\. Check the port`),
  },
  {
    what: 'a server that never answers',
    serve: silentServer,
    sentence: (port) => new RegExp(`127\\.0\\.0\\.1:${port} did not answer within 3 seconds`),
  },
  {
    what: 'a port of something else',
    serve: () => garbageServer(Buffer.from('220 mail.example.com ESMTP\r\n')),
    sentence: (port) => new RegExp(`No encrypted connection to 127\\.0\\.0\\.1:${port} could be made`),
  },
  {
    what: 'a server that hangs up',
    serve: () => hangUpServer(false),
    sentence: (port) => new RegExp(`The connection to 127\\.0\\.0\\.1:${port} broke off`),
  },
];

describe('connecting', () => {
  it.each(bad)(
    'to $what: said in the form, in which everything stands',
    async ({ what, serve, sentence }) => {
      const { port, close } = await serve();
      try {
        const typed = server({ port });
        const dialog = await openConnect(page, typed);
        await pressConnect(dialog);
        const said = await dialog.getByRole('alert').getByRole('paragraph').textContent();
        await shot(page, `bad-${what.replaceAll(' ', '-')}`);
        expect(said).toMatch(sentence(port));
        // A sentence says what to do.
        expect(said!.split('. ').length).toBeGreaterThan(1);
        await nothingLost(typed);
        await dialog.getByRole('button', { name: 'Cancel' }).click();
        await nothingKept();
      } finally {
        await close?.();
      }
    },
  );

  it('to a server that never answers: Cancel ends it at once, and it does not come back', async () => {
    const silent = await silentServer();
    try {
      const dialog = await openConnect(page, server({ port: silent.port, timeoutSeconds: 5 }));
      await pressConnect(dialog);
      await dialog.getByRole('button', { name: 'Connecting…' }).waitFor();
      await expect.poll(() => silent.open()).toBe(1);
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await dialog.waitFor({ state: 'detached', timeout: 1000 });
      await expect.poll(() => silent.open(), { timeout: 2000 }).toBe(0);
      await nothingKept();
    } finally {
      await silent.close();
    }
  });

  it('to a server whose certificate has expired: said with the date, and nothing was sent', async () => {
    const expired = await tlsServer(lab.leaves.expired);
    try {
      const typed = server({ port: expired.port });
      await pressConnect(await openConnect(page, typed));
      const prompt = certificatePrompt(page);
      await prompt.getByText(/expired on Friday, January 1, 2021/).waitFor();
      await shot(page, 'bad-expired');
      expect(expired.received()).toHaveLength(0);
      await refuseCertificate(page);
      await nothingLost(typed);
    } finally {
      await expired.close();
    }
  });

  it('with a wrong password: said where the directory would be, and mended there', async () => {
    const typed = server({ host: lab.corp.address, port: 636, password: 'not-the-password' });
    await pressConnect(await openConnect(page, typed));
    const alert = page.getByRole('alert');
    await alert.getByText(/user name or the password is wrong for svc-treeline@corp\.example\.com/).waitFor();
    await shot(page, 'bad-password');
    await page.getByRole('button', { name: 'Edit' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit Corp' });
    expect(await dialog.getByRole('textbox', { name: 'User' }).inputValue()).toBe(typed.user);
    expect(await dialog.getByLabel('Password').inputValue()).toBe('');
    await dialog.getByLabel('Password').fill(lab.passwords.users);
    await pressConnect(dialog);
    await connected(page);
    expect(await alert.count()).toBe(0);
    expect(opened.complaints).toEqual([]);
  });

  it('with the sample open: a capture is refused with the way to a workspace', async () => {
    await opened.close();
    await host.stop();
    host = await startBuiltHost(join(folder, 'other'), null);
    opened = await openWindow(browser, host.address);
    ({ page } = opened);
    await connectToForest(page, server({ host: lab.corp.address, port: 636 }));
    await page.getByRole('button', { name: 'Capture a snapshot' }).click();
    await page
      .getByRole('alert')
      .getByText(/The sample is only to look at\. Make a workspace/)
      .waitFor();
    await shot(page, 'bad-sample');
    // What was read live stays on screen.
    await connected(page);
  });
});
