/** The whole path in the browser host: the built host, a real Chromium, two real forests, AWS over HTTP. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { describe } from 'vitest';
import { startBuiltHost, type HostRun } from './steps/host.ts';
import { wholePath, type AppShell } from './steps/wholePath.ts';
import { launch, openWindow, type OpenedWindow } from './support/window.ts';

function browserShell(): AppShell {
  const folder = mkdtempSync(join(tmpdir(), 'treeline-host-'));
  let env: Readonly<Record<string, string>> = {};
  let browser: Browser | null = null;
  let host: HostRun | null = null;
  let opened: OpenedWindow | null = null;
  const complaints: string[] = [];

  const stop = async () => {
    complaints.push(...(opened?.complaints ?? []));
    await opened?.close();
    await host?.stop();
    opened = host = null;
  };
  const open = async (workspace: string | null) => {
    await stop();
    host = await startBuiltHost(join(folder, 'config'), workspace, env);
    opened = await openWindow((browser ??= await launch()), host.address);
    opened.page.setDefaultTimeout(15_000);
    return opened.page;
  };
  return {
    name: 'browser',
    tier: 'memory',
    start(given) {
      env = given;
      return open(null);
    },
    // A browser has no dialog that makes a file: the command line names it.
    newWorkspace: (name) => open(join(folder, name)),
    restart: () => open(null),
    complaints: () => [...complaints, ...(opened?.complaints ?? [])],
    async close() {
      await stop();
      await browser?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

describe('two forests and an AWS account, in the browser', () => {
  wholePath(browserShell());
});
