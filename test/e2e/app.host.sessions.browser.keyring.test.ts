/** Sessions in the browser: the built host with a real keychain, Chromium, and AWS with its sign-ins emulated. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startKeyring, type Keyring } from '../lab/keyring.ts';
import { startBuiltHost, type HostRun } from './steps/host.ts';
import { sessionDay, startSessionServers, type SessionServers } from './steps/sessionDay.ts';
import { commandLine } from './support/cli.ts';
import { launch, openWindow, type OpenedWindow } from './support/window.ts';

const cli = commandLine();
let servers: SessionServers;
let keyring: Keyring;
let host: HostRun;
let browser: Browser;
let opened: OpenedWindow;

beforeAll(async () => {
  [servers, keyring, browser] = await Promise.all([
    startSessionServers(),
    startKeyring({ unlock: true }),
    launch(),
  ]);
  mkdirSync(cli.at('home'));
  const ring = Object.entries(keyring.env).filter(([, value]) => value !== undefined);
  const env = {
    ...(Object.fromEntries(ring) as Record<string, string>),
    ...servers.env,
    HOME: cli.at('home'),
  };
  host = await startBuiltHost(join(cli.folder, 'host'), cli.at('day.treeline'), env);
  opened = await openWindow(browser, host.address);
  opened.page.setDefaultTimeout(20_000);
});
afterAll(async () => {
  await opened?.close();
  await browser?.close();
  await host?.stop();
  await Promise.all([keyring?.stop(), servers?.close()]);
  cli.remove();
});

it('are taken by every way in, tried, used and removed', async () => {
  const { page } = opened;
  await sessionDay({
    page,
    servers,
    configFile: cli.at('home/.aws/config'),
    async signInBySaml(form) {
      await form.getByRole('textbox', { name: 'SAML response, base64' }).fill(servers.provider.respond());
      await form.getByRole('button', { name: 'Read it' }).click();
    },
    async addressOpened(open) {
      const popup = page.waitForEvent('popup');
      // What the browser asked first: the page behind it is the emulated sign-in.
      const request = page.context().waitForEvent('request', (one) => one.url().startsWith('http://127.0.0.1') && /\/[\w-]{32}$/.test(one.url())); // prettier-ignore
      await open();
      const address = (await request).url();
      await (await popup).waitForLoadState();
      expect(servers.emulator.signIns).toHaveLength(1);
      await (await popup).close();
      return address;
    },
  });
});
