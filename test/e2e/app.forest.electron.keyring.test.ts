/**
 * The whole path in the desktop app: a real Electron with its sandbox on, run by an ordinary user, with a real GNOME
 * Keyring that keeps the password and the session. What the keyring holds is asked of the keyring itself.
 */
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { appUser, launchApp, type RunningApp } from '../lab/electron/launch.ts';
import { startKeyring, type Keyring } from '../lab/keyring.ts';
import { wholePath, type AppShell } from './steps/wholePath.ts';

let keyring: Keyring | null = null;
let run: RunningApp | null = null;
/** The app that runs now: the first, or the one after the restart. */
let app: ElectronApplication | null = null;
const complaints: string[] = [];

/** Accounts of what Treeline keeps in the keyring, as `secret-tool` lists them. */
async function keptNames(): Promise<string[]> {
  const { stdout, stderr } = await keyring!.run('secret-tool', ['search', '--all', 'service', 'Treeline']);
  return [...`${stdout}\n${stderr}`.matchAll(/^attribute\.account = (.*)$/gm)]
    .map(([, name]) => name!)
    .sort();
}
const keptSecret = async (account: string): Promise<string> =>
  (await keyring!.run('secret-tool', ['lookup', 'service', 'Treeline', 'account', account])).stdout;

function follow(page: Page): Page {
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => complaints.push(error.stack ?? String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  return page;
}

const shell: AppShell = {
  name: 'electron',
  tier: 'os-keychain',
  async start(env) {
    keyring = await startKeyring({ unlock: true, ...(appUser === undefined ? {} : { user: appUser }) });
    const { DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR } = keyring.env;
    run = await launchApp({ env: { ...env, DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR } });
    app = run.app;
    return follow(run.page);
  },
  async newWorkspace(name) {
    // The system's own dialog cannot be clicked: it is answered as a person would.
    await app!.evaluate(
      ({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      },
      join(run!.files, name),
    );
    const page = await app!.firstWindow();
    await page.getByRole('button', { name: 'Workspace menu' }).click();
    await page.getByRole('menuitem', { name: 'New workspace' }).click();
    await page.getByRole('button', { name: 'Workspace menu' }).getByText('estate').waitFor();
    return page;
  },
  async restart() {
    await app!.close();
    app = await _electron.launch({
      executablePath: run!.command,
      cwd: run!.home,
      env: run!.env,
      chromiumSandbox: true,
      timeout: 60_000,
    });
    return follow(await app.firstWindow({ timeout: 60_000 }));
  },
  complaints: () => complaints,
  async close() {
    await app?.close().catch(() => {});
    await run?.close();
    await keyring?.stop();
  },
};

describe('two forests and an AWS account, in the desktop app', () => {
  wholePath(shell, {
    async afterConnecting({ password }) {
      const names = await keptNames();
      expect(names).toEqual([expect.stringMatching(/^ldap-password\//)]);
      expect(await keptSecret(names[0]!)).toContain(password);
    },
    async afterTakingRole() {
      const names = await keptNames();
      expect(names.filter((name) => name.startsWith('ldap-password/'))).toHaveLength(2);
      const sessions = names.filter((name) => name.startsWith('sts-session/'));
      expect(sessions).toHaveLength(1);
      expect(await keptSecret(sessions[0]!)).toContain('sessionToken');
    },
    async afterRemovingSession() {
      expect((await keptNames()).filter((name) => name.startsWith('sts-session/'))).toEqual([]);
    },
  });
});
