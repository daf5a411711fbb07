/** Sessions in the desktop app: Electron with its sandbox on, a real keychain, the identity provider's own page in a window of its own. */
import { join } from 'node:path';
import { afterAll, beforeAll, it } from 'vitest';
import { appUser, launchApp, type RunningApp } from '../lab/electron/launch.ts';
import { startKeyring, type Keyring } from '../lab/keyring.ts';
import { until } from '../lab/electron/processes.ts';
import { sessionDay, startSessionServers, type SessionServers } from './steps/sessionDay.ts';

let servers: SessionServers;
let keyring: Keyring;
let run: RunningApp;

beforeAll(async () => {
  [servers, keyring] = await Promise.all([
    startSessionServers(),
    startKeyring({ unlock: true, ...(appUser === undefined ? {} : { user: appUser }) }),
  ]);
  const { DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR } = keyring.env;
  run = await launchApp({ env: { ...servers.env, DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR } });
  run.page.setDefaultTimeout(20_000);
  // No browser of this machine is started: what would go to it is kept.
  await run.app.evaluate(({ shell }) => {
    const outside: string[] = [];
    Object.assign(globalThis, { outside });
    shell.openExternal = (address) => {
      outside.push(address);
      return Promise.resolve();
    };
  });
});
afterAll(async () => {
  await run?.close();
  await Promise.all([keyring?.stop(), servers?.close()]);
});
const outside = () => run.app.evaluate(() => (globalThis as unknown as { outside: string[] }).outside);

it('are taken by every way in, tried, used and removed', async () => {
  await sessionDay({
    page: run.page,
    servers,
    configFile: join(run.home, '.aws/config'),
    async signInBySaml(form) {
      await form.getByRole('button', { name: 'Add an identity provider' }).click();
      await form.getByRole('textbox', { name: 'Sign-in address' }).fill(servers.provider.signInUrl);
      await form.getByRole('textbox', { name: 'Name', exact: true }).first().fill('Example');
      await form.getByRole('button', { name: 'Save' }).click();
      const opened = run.app.waitForEvent('window');
      await form.getByRole('button', { name: /^Sign in/ }).click();
      const page = await opened;
      await page.fill('input[name=user]', 'kim');
      await page.fill('input[name=password]', 'correct horse');
      await page.click('#sign-in');
      await page.click('#confirm');
    },
    async addressOpened(open) {
      await open();
      await until('the console to be opened', async () => (await outside()).length > 0);
      return (await outside())[0]!;
    },
  });
});
