/** The keychain from the real app: in a process of its own, with the fuse that would turn the app into a Node switched off. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '#contract/index.ts';
import type { Connection } from '#contract/profiles.ts';
import { addProbe, probeClient } from '../lab/electron/client.ts';
import { appUser, launchApp, type RunningApp } from '../lab/electron/launch.ts';
import { type Keyring, startKeyring } from '../lab/keyring.ts';

const connection: Connection = {
  host: 'dc.corp.example',
  domain: null,
  port: 636,
  security: 'ldaps',
  serverName: null,
  base: null,
  trust: { kind: 'system' },
  user: 'reader@corp.example',
  timeoutSeconds: 5,
  pageSize: 1000,
};
const password = 'Wald&Wiese-7301';
const save = (client: Client, name: string, given: string | null = password) =>
  client.profiles.save({ id: null, name, connection, password: given });

const vaultOf = (run: RunningApp) =>
  run.app.evaluate(({ app }) => app.getAppMetrics().find(({ name }) => name === 'Treeline vault')?.pid);

/** Every file of the user's folders in which the secret stands. */
function filesWith(folder: string, secret: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const content = readFileSync(file);
      return content.includes(secret) || content.includes(Buffer.from(secret, 'utf16le'));
    });
}

describe('with a keyring', () => {
  let ring: Keyring;
  let run: RunningApp;
  let client: Client;
  beforeAll(async () => {
    ring = await startKeyring({ unlock: true, ...(appUser === undefined ? {} : { user: appUser }) });
    const { XDG_RUNTIME_DIR, DBUS_SESSION_BUS_ADDRESS } = ring.env;
    run = await launchApp({ env: { XDG_RUNTIME_DIR, DBUS_SESSION_BUS_ADDRESS } });
    await addProbe(run);
    client = await probeClient(run);
  });
  afterAll(async () => {
    await run?.close();
    await ring?.stop();
  });

  it('a password goes into the keychain and into no file', async () => {
    expect(await client.secrets.vault()).toEqual({ tier: 'os-keychain', reason: 'ready' });
    const profile = await save(client, 'forest');
    expect(profile.password).toBe('keychain');
    const found = await ring.run('secret-tool', ['search', '--all', '--unlock', 'service', 'Treeline']);
    expect(found.stdout).toContain(password);
    expect(filesWith(run.home, password)).toEqual([]);
  });

  it('a vault that is killed comes back with the next call', async () => {
    const before = await vaultOf(run);
    expect(before).toBeGreaterThan(0);
    process.kill(before!, 'SIGKILL');
    // A call may meet the dying one and be told so; the one after it starts another.
    await expect.poll(async () => (await client.secrets.vault()).reason, { timeout: 10_000 }).toBe('ready');
    expect((await save(client, 'after')).password).toBe('keychain');
    expect(await vaultOf(run)).not.toBe(before);
    expect((await client.profiles.list()).map(({ name }) => name).toSorted()).toEqual(['after', 'forest']);
  });

  it('nobody makes a Node of the app by a variable', async () => {
    const script = join(run.files, 'taken.cjs');
    const mark = join(run.home, 'taken');
    writeFileSync(
      script,
      `require('node:fs').writeFileSync(${JSON.stringify(mark)}, 'x'); process.stdout.write('taken');`,
    );
    for (const env of [{ ELECTRON_RUN_AS_NODE: '1' }, { NODE_OPTIONS: `--require=${script}` }]) {
      // A second instance: it hands over and ends, where a Node would run the script.
      const child = spawn(run.command, [script], {
        env: { ...run.env, ...env },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
      const [code] = (await once(child, 'close', { signal: AbortSignal.timeout(20_000) })) as [number];
      expect([code, said]).toEqual([0, '']);
      expect(existsSync(mark)).toBe(false);
    }
  });
});

describe('without a keyring', () => {
  let run: RunningApp;
  beforeAll(async () => {
    run = await launchApp();
    await addProbe(run);
  });
  afterAll(() => run?.close());

  it('a password stays in memory, and the answer says so', async () => {
    const client = await probeClient(run);
    expect(await client.secrets.vault()).toEqual({ tier: 'memory', reason: 'absent' });
    expect((await save(client, 'forest')).password).toBe('memory');
    expect((await save(client, 'nothing', null)).password).toBe('none');
    expect(filesWith(run.home, password)).toEqual([]);
  });
});
