import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Vault } from '#vault/api.ts';
import type { SecretIndex } from '#vault/client.ts';
import { startKeyring } from '#test/lab/keyring.ts';
import type { Keyring } from '#test/lab/keyring.ts';
import { accounts, lookup, openVault, session, store } from './vaultSupport.ts';

describe('an unlocked GNOME Keyring', () => {
  let ring: Keyring;
  let vault: Vault;
  let index: SecretIndex;
  beforeAll(async () => {
    ring = await startKeyring({ unlock: true });
    ({ vault, index } = openVault(ring));
  });
  afterAll(async () => {
    await vault?.close();
    await ring?.stop();
  });

  it('is ready, and looking leaves nothing behind', async () => {
    expect(await vault.state()).toEqual({ tier: 'os-keychain', reason: 'ready' });
    expect(await accounts(ring, '', 'Treeline check')).toEqual([]);
  });

  const secrets: [name: string, secret: string][] = [
    ['short', 'hunter2'],
    ['empty', ''],
    ['unicode', '비밀번호 🗝️ naïve'],
    ['awkward', 'a\0b\ud800 "\\\n'],
    ['just whole', 'x'.repeat(1998)],
    ['just cut', 'x'.repeat(1999)],
    ['100 KB', 'aé字🗝'.repeat(10_000)],
  ];
  it.each(secrets)('keeps a secret: %s', async (id, secret) => {
    expect(await vault.set(session(id), secret)).toBe('os-keychain');
    expect(await vault.get(session(id))).toBe(secret);
    expect(await vault.has(session(id))).toBe(true);
    expect(index.secretNames()).toContainEqual({ kind: 'sts-session', id, tier: 'os-keychain' });
  });

  it('shows what it wrote to secret-tool', async () => {
    await vault.set({ kind: 'ldap-password', id: 'corp' }, 'Passw0rd!');
    expect(await lookup(ring, 'ldap-password/corp')).toMatch(/^treeline:1 whole [0-9a-f]{64}\n"Passw0rd!"$/);
  });

  it('answers null for what was never there, and removes nothing gladly', async () => {
    expect(await vault.get(session('never'))).toBeNull();
    await vault.remove(session('never'));
  });

  it('leaves no part behind when a long secret becomes short, and when it is removed', async () => {
    await vault.set(session('shrinking'), 'y'.repeat(9000));
    expect(await accounts(ring, 'sts-session/shrinking')).toHaveLength(6);
    await vault.set(session('shrinking'), 'z'.repeat(5000));
    expect(await accounts(ring, 'sts-session/shrinking')).toHaveLength(4);
    await vault.set(session('shrinking'), 'z');
    expect(await accounts(ring, 'sts-session/shrinking')).toEqual(['sts-session/shrinking']);
    await vault.set(session('shrinking'), 'z'.repeat(5000));
    await vault.remove(session('shrinking'));
    expect(await accounts(ring, 'sts-session/shrinking')).toEqual([]);
    expect(await vault.get(session('shrinking'))).toBeNull();
  });

  it('serves 50 calls at once, on many keys and on one', async () => {
    const many = Array.from({ length: 50 }, (_, number) => number);
    await Promise.all(many.map((number) => vault.set(session(`many-${number}`), `secret ${number}`)));
    const read = await Promise.all(many.map((number) => vault.get(session(`many-${number}`))));
    expect(read).toEqual(many.map((number) => `secret ${number}`));
    await Promise.all(many.map((number) => vault.set(session('one'), `secret ${number}`)));
    expect(await vault.get(session('one'))).toBe('secret 49');
  });

  it('bears two processes that write one long secret at the same time', async () => {
    const other = openVault(ring);
    const values = ['A', 'B'].map((letter) => letter.repeat(12_000));
    try {
      for (let round = 0; round < 3; round++) {
        await Promise.all([
          vault.set(session('shared'), values[0]!),
          other.vault.set(session('shared'), values[1]!),
        ]);
        expect(values).toContain(await vault.get(session('shared')));
      }
      await vault.remove(session('shared'));
      expect(await accounts(ring, 'sts-session/shared')).toEqual([]);
    } finally {
      await other.vault.close();
    }
  });

  it('tells an item removed behind its back from one that never was', async () => {
    await vault.set(session('removed'), 'soon gone');
    await ring.run('secret-tool', ['clear', 'service', 'Treeline', 'account', 'sts-session/removed']);
    expect(await vault.has(session('removed'))).toBe(false);
    await expect(vault.get(session('removed'))).rejects.toMatchObject({
      code: 'vault.itemGone',
      params: { name: 'removed' },
    });
  });

  it('knows an item that was altered, and a part that was removed', async () => {
    await vault.set(session('altered'), 'original');
    const text = await lookup(ring, 'sts-session/altered');
    const attributes = ['service', 'Treeline', 'account', 'sts-session/altered'];
    await store(ring, text.replace('original', 'tampered'), ...attributes);
    await expect(vault.get(session('altered'))).rejects.toMatchObject({ code: 'vault.itemDamaged' });
    await vault.set(session('altered'), 'l'.repeat(7000));
    await ring.run('secret-tool', ['clear', 'service', 'Treeline', 'account', 'sts-session/altered#a2']);
    await expect(vault.get(session('altered'))).rejects.toMatchObject({ code: 'vault.itemDamaged' });
    await vault.set(session('altered'), 'whole again');
    expect(await vault.get(session('altered'))).toBe('whole again');
  });

  it('reads as before when its process is killed in the middle of a write', async () => {
    const cut = openVault(ring);
    const writing = async (id: string) => {
      const write = cut.vault.set(session(id), 'k'.repeat(200_000)).catch((error: unknown) => error);
      // The second of a hundred parts is there: the head, written last, is not.
      while ((await lookup(ring, `sts-session/${id}#a2`)) === '');
      cut.children.at(-1)!.kill('SIGKILL');
      return write;
    };
    try {
      expect(await writing('cut-new')).toMatchObject({ code: 'vault.failed' });
      expect(await accounts(ring, 'sts-session/cut-new')).not.toContain('sts-session/cut-new');
      // This vault has not heard of the name; the one that was writing has, and says so.
      expect(await vault.get(session('cut-new'))).toBeNull();
      await expect(cut.vault.get(session('cut-new'))).rejects.toMatchObject({ code: 'vault.itemGone' });
      await vault.remove(session('cut-new'));
      expect(await accounts(ring, 'sts-session/cut-new')).toEqual([]);

      await vault.set(session('cut-old'), 'old value');
      expect(await writing('cut-old')).toMatchObject({ code: 'vault.failed' });
      expect(await vault.get(session('cut-old'))).toBe('old value');
      await vault.set(session('cut-old'), 'new value');
      expect(await accounts(ring, 'sts-session/cut-old')).toEqual(['sts-session/cut-old']);
    } finally {
      await cut.vault.close();
    }
  });
});

describe('a locked GNOME Keyring', () => {
  let ring: Keyring;
  let screen: Keyring;
  beforeAll(async () => {
    ring = await startKeyring({ unlock: true });
    screen = await startKeyring({ unlock: false, display: true });
  });
  afterAll(async () => {
    await ring?.stop();
    await screen?.stop();
  });

  it('is told apart from an empty one, and nothing falls back to memory', async () => {
    const { vault, index } = openVault(ring);
    try {
      await vault.set(session('kept'), 'kept secret');
      await ring.lock();
      expect(await vault.state()).toEqual({ tier: 'os-keychain', reason: 'locked' });
      await expect(vault.get(session('kept'))).rejects.toMatchObject({ code: 'vault.locked' });
      await expect(vault.get(session('never'))).rejects.toMatchObject({ code: 'vault.locked' });
      await expect(vault.set(session('kept'), 'other')).rejects.toMatchObject({ code: 'vault.locked' });
      await expect(vault.set(session('new'), 'other')).rejects.toMatchObject({ code: 'vault.locked' });
      await expect(vault.remove(session('kept'))).rejects.toMatchObject({ code: 'vault.locked' });
      expect(index.secretNames()).toEqual([{ kind: 'sts-session', id: 'kept', tier: 'os-keychain' }]);
    } finally {
      await vault.close();
    }
  });

  it('with a display blocks on its prompt: the call ends at its limit, the child is killed, and the next starts another', async () => {
    const { vault, index, children } = openVault(screen, { promptMs: 3000 });
    try {
      expect(await vault.state()).toEqual({ tier: 'os-keychain', reason: 'locked' });
      index.noteSecret('sts-session', 'listed', 'os-keychain');
      expect(await vault.has(session('listed'))).toBe(false);
      expect(await screen.prompterRuns()).toBe(false);
      const began = Date.now();
      const blocked = vault.set(session('waits'), 'secret').catch((error: unknown) => error);
      while (!(await screen.prompterRuns())) expect(Date.now() - began).toBeLessThan(3000);
      expect(await vault.state()).toEqual({ tier: 'os-keychain', reason: 'blocked' });
      expect(await blocked).toMatchObject({ code: 'vault.noAnswer', params: { seconds: 3 } });
      expect(Date.now() - began).toBeLessThan(6000);
      await expect.poll(() => children[0]!.signalCode).toBe('SIGKILL');
      expect(await vault.state()).toEqual({ tier: 'os-keychain', reason: 'locked' });
      expect(children).toHaveLength(2);
    } finally {
      await vault.close();
    }
  });
});

describe('the child', () => {
  it('ends with its parent, even while the keyring holds it', async () => {
    const ring = await startKeyring({ unlock: true });
    const { vault, children } = openVault(ring, { callMs: 20_000 });
    try {
      // 200 KB in a hundred parts: under way when the daemon freezes, so that a thread of the child hangs in the bus.
      const call = vault.set(session('held'), 'h'.repeat(200_000)).catch((error: unknown) => error);
      while ((await lookup(ring, 'sts-session/held#a2')) === '');
      ring.daemon!.kill('SIGSTOP');
      children[0]!.disconnect();
      expect(await call).toMatchObject({ code: 'vault.failed' });
      expect(children[0]!.signalCode).toBe('SIGKILL');
    } finally {
      await vault.close();
      await ring.stop();
    }
  });
});

describe('a GNOME Keyring that hangs', () => {
  it('is blocked, never absent; calls end at their limit', async () => {
    const ring = await startKeyring({ unlock: true });
    const { vault } = openVault(ring, { callMs: 5000 });
    try {
      await vault.set(session('kept'), 'kept secret');
      ring.daemon!.kill('SIGSTOP');
      expect(await vault.state()).toEqual({ tier: 'os-keychain', reason: 'blocked' });
      await expect(vault.get(session('kept'))).rejects.toMatchObject({ code: 'vault.noAnswer' });
      await expect(vault.set(session('new'), 's')).rejects.toMatchObject({ code: 'vault.noAnswer' });
      ring.daemon!.kill('SIGCONT');
      expect(await vault.get(session('kept'))).toBe('kept secret');
    } finally {
      await vault.close();
      await ring.stop();
    }
  });
});

describe('no keychain', () => {
  let ring: Keyring;
  beforeAll(async () => {
    ring = await startKeyring({ unlock: false, service: false });
  });
  afterAll(() => ring?.stop());

  const without = (env: NodeJS.ProcessEnv) => ({ ...env, DBUS_SESSION_BUS_ADDRESS: undefined });
  const cases: [name: string, env: (env: NodeJS.ProcessEnv) => NodeJS.ProcessEnv][] = [
    ['a bus without a Secret Service', (env) => env],
    ['no bus at all', without],
    ['a bus that is gone', (env) => ({ ...env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' })],
  ];
  it.each(cases)('%s: held in memory, and said so', async (_, envOf) => {
    const { vault, index } = openVault({ ...ring, env: envOf(ring.env) });
    try {
      expect(await vault.state()).toEqual({ tier: 'memory', reason: 'absent' });
      expect(await vault.set(session('held'), 'in memory')).toBe('memory');
      expect(index.secretNames()).toEqual([{ kind: 'sts-session', id: 'held', tier: 'memory' }]);
      expect(await vault.get(session('held'))).toBe('in memory');
      expect(await vault.get(session('never'))).toBeNull();
      await vault.remove(session('held'));
      expect(await vault.get(session('held'))).toBeNull();
      expect(index.secretNames()).toEqual([]);
      index.noteSecret('sts-session', 'elsewhere', 'os-keychain');
      await expect(vault.get(session('elsewhere'))).rejects.toMatchObject({ code: 'vault.absent' });
      await expect(vault.remove(session('elsewhere'))).rejects.toMatchObject({ code: 'vault.absent' });
    } finally {
      await vault.close();
    }
  });
});
