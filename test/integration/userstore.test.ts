import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createVault } from '#vault/client.ts';
import { openUserStore } from '#userstore/open.ts';
import { startKeyring } from '#test/lab/keyring.ts';
import { childStarter } from '#test/lab/keyringChild.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'treeline-config-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const opening = new URL('../../electron/userstore/open.ts', import.meta.url).href;

/** Runs a piece of a module in a process of its own, with the store open as `opened`; answers what it printed. */
function inProcess(
  body: string,
  number: number,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const script = `const { openUserStore } = await import(${JSON.stringify(opening)});
    const number = ${number}, opened = openUserStore(${JSON.stringify(folder)}), store = opened.store;
    ${body}
    store.close();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}
const four = [0, 1, 2, 3];

describe('the user store among several processes', () => {
  it('is made once and loses no write', async () => {
    const body = `for (let row = 0; row < 100; row++) {
      store.noteSecret('sts-session', number + '-' + row, 'os-keychain');
      store.setLastWorkspace('/from/' + number);
      if (row % 10 === 9) store.forgetSecret('sts-session', number + '-' + row);
    }`;
    for (const ended of await Promise.all(four.map((number) => inProcess(body, number))))
      expect(ended).toMatchObject({ code: 0, stderr: '' });
    const { store, setAside } = openUserStore(folder);
    const names = store.secretNames().map((one) => one.id);
    store.close();
    expect(setAside).toBeNull();
    expect(new Set(names).size).toBe(4 * 90);
    expect(names).toHaveLength(4 * 90);
  });

  it('moves a damaged file aside once, and nobody loses what was written into the fresh one', async () => {
    writeFileSync(
      join(folder, 'treeline.db'),
      'not a database at all, and long enough to be looked at '.repeat(100),
    );
    const body = `store.noteSecret('sts-session', String(number), 'os-keychain');
      console.log(opened.setAside ? 'moved' : 'found');`;
    const ended = await Promise.all(four.map((number) => inProcess(body, number)));
    for (const one of ended) expect(one).toMatchObject({ code: 0, stderr: '' });
    expect(ended.filter((one) => one.stdout.includes('moved'))).toHaveLength(1);
    expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toHaveLength(1);
    const { store } = openUserStore(folder);
    expect(
      store
        .secretNames()
        .map((one) => one.id)
        .sort(),
    ).toEqual(four.map(String));
    store.close();
  });
});

describe('a lease among several processes', () => {
  it('is one process’s at a time, and runs out with a process that is gone', async () => {
    const body = `let held = 0;
      for (let turn = 0; turn < 50; turn++) {
        while (!store.takeLease('turn', String(number), 60_000)) await new Promise((resolve) => setTimeout(resolve, 1));
        const free = store.leaseHolder('held') === null && store.takeLease('held', String(number), 60_000);
        if (free && store.leaseHolder('turn') === String(number)) held++;
        store.dropLease('held', String(number));
        store.dropLease('turn', String(number));
      }
      console.log(held);
      store.takeLease('left by ' + number, String(number), 1);`;
    for (const ended of await Promise.all(four.map((number) => inProcess(body, number))))
      expect(ended).toEqual({ code: 0, stdout: '50\n', stderr: '' });
    const { store } = openUserStore(folder);
    expect(four.map((number) => store.takeLease(`left by ${number}`, 'another', 1000))).toEqual(
      four.map(() => true),
    );
    store.close();
  });
});

describe('the vault and the user store together', () => {
  it('leave no secret in any file of the configuration folder, with a keychain and without', async () => {
    const ring = await startKeyring({ unlock: true });
    const secrets = ['canary-5a1f-short', `canary-5a1f-${'long '.repeat(5000)}`];
    try {
      for (const env of [ring.env, { ...ring.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }]) {
        const { store } = openUserStore(folder);
        const vault = createVault({ startChild: childStarter(env).startChild, index: store });
        for (const [number, secret] of secrets.entries()) {
          const name = { kind: 'sts-session', id: `s${number}` } as const;
          await vault.set(name, secret);
          expect(await vault.get(name)).toBe(secret);
        }
        expect(store.secretNames()).toHaveLength(2);
        // While it is open, so that the write-ahead log is looked at as well.
        const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
          entry.isFile(),
        );
        expect(files.map((entry) => entry.name)).toContain('treeline.db-wal');
        const texts = files.map((entry) => readFileSync(join(entry.parentPath, entry.name)));
        for (const encoding of ['utf8', 'utf16le'] as const) {
          expect(texts.some((text) => text.includes(Buffer.from('canary-5a1f', encoding)))).toBe(false);
        }
        await vault.close();
        store.close();
      }
    } finally {
      await ring.stop();
    }
  });
});
