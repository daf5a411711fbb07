/** A real keychain's troubles told apart, by trying it; what lies in it; and its process killed while it rewrites. */
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { longestSecret } from '#vault/client.ts';
import { startKeyring } from '#test/lab/keyring.ts';
import type { Keyring } from '#test/lab/keyring.ts';
import { accounts, lookup, openVault, session, store } from './vaultSupport.ts';

const none = { write: false, read: false, remove: false };
const all = { write: true, read: true, remove: true };
const canaries = (ring: Keyring) => accounts(ring, '', 'Treeline check');
const settled = (call: Promise<unknown>) => call.catch((error: unknown) => error);

let ring: Keyring;
beforeAll(async () => {
  ring = await startKeyring({ unlock: true });
});
afterAll(() => ring?.stop());

describe('a keychain that is tried', () => {
  it('open: keeps, answers and removes a canary', async () => {
    const { vault, index } = openVault(ring);
    try {
      const probe = await vault.probe();
      expect(probe).toEqual({
        tier: 'os-keychain',
        reason: 'ready',
        steps: all,
        milliseconds: expect.any(Number),
      });
      expect([await canaries(ring), index.secretNames()]).toEqual([[], []]);
    } finally {
      await vault.close();
    }
  });

  it('absent', async () => {
    const bare = await startKeyring({ unlock: false, service: false });
    const { vault } = openVault(bare);
    try {
      expect(await vault.probe()).toMatchObject({ tier: 'memory', reason: 'absent', steps: none });
      await vault.set(session('held'), 'x');
      expect(await vault.items()).toEqual([{ ...session('held'), tier: 'memory' }]);
    } finally {
      await vault.close();
      await bare.stop();
    }
  });

  it('locked, without a screen to ask on; and blocked by the prompt on one', async () => {
    for (const [display, reason] of [
      [false, 'locked'],
      [true, 'blocked'],
    ] as const) {
      const shut = await startKeyring({ unlock: false, display });
      const { vault, children } = openVault(shut, { promptMs: 2000 });
      try {
        await expect(vault.items()).rejects.toMatchObject({ code: 'vault.locked' });
        expect(await shut.prompterRuns()).toBe(false);
        expect(await vault.probe()).toMatchObject({ tier: 'os-keychain', reason, steps: none });
        expect(await shut.prompterRuns()).toBe(display);
        if (display) await expect.poll(() => children[0]!.signalCode).toBe('SIGKILL');
      } finally {
        await vault.close();
        await shut.stop();
      }
    }
  });

  it('silent', async () => {
    const { vault } = openVault(ring);
    try {
      await vault.set(session('silent'), 'kept');
      ring.daemon!.kill('SIGSTOP');
      expect(await vault.probe()).toMatchObject({ reason: 'blocked', steps: none });
      ring.daemon!.kill('SIGCONT');
      expect(await vault.probe()).toMatchObject({ reason: 'ready', steps: all });
      expect(await canaries(ring)).toEqual([]);
    } finally {
      ring.daemon!.kill('SIGCONT');
      await vault.close();
    }
  });

  const toKeyring = 'send_destination="org.freedesktop.secrets"';
  const toWrite = `${toKeyring} send_interface="org.freedesktop.Secret.Collection" send_member="CreateItem"`;

  it('closed to us: nothing works, nothing goes to memory, and nothing is forgotten', async () => {
    const { vault, index } = openVault(ring);
    const denied = { code: 'vault.denied', params: { detail: 'org.freedesktop.DBus.Error.AccessDenied' } };
    try {
      await vault.set(session('kept'), 'kept');
      await ring.deny(`<deny ${toKeyring}/>`);
      expect(await vault.state()).toEqual({ tier: 'os-keychain', reason: 'denied' });
      expect(await vault.probe()).toMatchObject({ tier: 'os-keychain', reason: 'denied', steps: none });
      expect(await vault.has(session('kept'))).toBe(false);
      const calls: (() => Promise<unknown>)[] = [
        () => vault.get(session('kept')),
        () => vault.set(session('kept'), 'other'),
        () => vault.set(session('new'), 'other'),
        () => vault.remove(session('kept')),
        () => vault.items(),
      ];
      for (const call of calls) await expect(call()).rejects.toMatchObject(denied);
      expect(index.secretNames()).toEqual([{ ...session('kept'), tier: 'os-keychain' }]);
      await ring.deny('');
      expect(await vault.get(session('kept'))).toBe('kept');
    } finally {
      await ring.deny('');
      await vault.close();
    }
  });

  it('closed to writing alone: what is there can be read', async () => {
    const { vault, index } = openVault(ring);
    try {
      await vault.set(session('read only'), 'kept');
      await ring.deny(`<deny ${toWrite}/>`);
      expect(await vault.state()).toEqual({ tier: 'os-keychain', reason: 'denied' });
      expect(await vault.probe()).toMatchObject({ reason: 'denied', steps: none });
      for (const id of ['read only', 'new'])
        await expect(vault.set(session(id), 'other')).rejects.toMatchObject({ code: 'vault.denied' });
      expect(await vault.get(session('read only'))).toBe('kept');
      expect(index.secretNames()).toEqual([{ ...session('read only'), tier: 'os-keychain' }]);
      await ring.deny('');
      expect(await vault.probe()).toMatchObject({ reason: 'ready', steps: all });
      expect(await canaries(ring)).toEqual([]);
    } finally {
      await ring.deny('');
      await vault.close();
    }
  });

  it.skipIf(process.getuid?.() !== 0)('of another user', async () => {
    const theirs = await startKeyring({ unlock: true, user: 65534 });
    const { vault } = openVault(theirs);
    try {
      expect(await vault.state()).toEqual({ tier: 'os-keychain', reason: 'denied' });
      await expect(vault.set(session('x'), 's')).rejects.toMatchObject({ code: 'vault.denied' });
    } finally {
      await vault.close();
      await theirs.stop();
    }
  });
});

it('a secret that is too large is refused before anything is written', async () => {
  const { vault } = openVault(ring);
  try {
    await vault.set(session('large'), 'small');
    await expect(vault.set(session('large'), 'x'.repeat(longestSecret + 1))).rejects.toMatchObject({
      code: 'vault.tooLarge',
      params: { name: 'large', bytes: longestSecret + 1 },
    });
    expect(await vault.get(session('large'))).toBe('small');
    expect(await accounts(ring, 'sts-session/large')).toEqual(['sts-session/large']);
  } finally {
    await vault.close();
  }
});

describe('items', () => {
  let own: Keyring;
  beforeAll(async () => {
    own = await startKeyring({ unlock: true });
  });
  afterAll(() => own?.stop());

  it('are all of ours, whoever wrote them, and nothing of strangers; an orphan can be removed', async () => {
    const moved = openVault(own);
    const { vault, index } = openVault(own);
    try {
      // First: it would take the place of any item that has these attributes among its own.
      await store(own, 'x', 'service', 'Treeline');
      await moved.vault.set(session('감사#1'), 'long '.repeat(2000));
      const holed = `sts-session/${encodeURIComponent('감사#1')}#a2`;
      await moved.vault.set({ kind: 'access-key', id: 'k' }, 'short');
      await own.run('secret-tool', ['clear', 'service', 'Treeline', 'account', holed]);
      await store(own, 'part', 'service', 'Treeline', 'account', 'portal-token/cut#b1');
      await store(own, 'x', 'service', 'Treeline', 'account', 'somebody’s');
      await store(own, 'x', 'service', 'Other', 'account', 'sts-session/x');
      const tier = 'os-keychain';
      // A head and six parts, less one.
      expect(await accounts(own, 'sts-session/')).toHaveLength(6);
      expect(await vault.items()).toEqual([
        { kind: 'access-key', id: 'k', tier },
        { kind: 'portal-token', id: 'cut', tier },
        { ...session('감사#1'), tier },
      ]);
      expect(index.secretNames()).toEqual([]);
      await vault.remove(session('감사#1'));
      await vault.remove({ kind: 'portal-token', id: 'cut' });
      expect(await vault.items()).toEqual([{ kind: 'access-key', id: 'k', tier }]);
      expect(await accounts(own, 'sts-session/')).toEqual([]);
    } finally {
      await moved.vault.close();
      await vault.close();
    }
  });

  it('are told while other processes write and remove', async () => {
    const writers = [openVault(own), openVault(own)];
    const { vault, children } = openVault(own);
    try {
      await vault.set(session('stays'), 's');
      let busy = true;
      const churn = writers.map(async (writer, number) => {
        for (let round = 0; round < 20; round++) {
          await writer.vault.set(session(`passing ${number}`), 's');
          await writer.vault.remove(session(`passing ${number}`));
        }
        busy = false;
      });
      while (busy) expect(await vault.items()).toContainEqual({ ...session('stays'), tier: 'os-keychain' });
      await Promise.all(churn);
      expect(children).toHaveLength(1);
    } finally {
      for (const { vault: one } of [...writers, { vault }]) await one.close();
    }
  });
});

describe('the keychain’s process', () => {
  it.skipIf(process.platform !== 'linux')('leaves its memory out of core dumps', async () => {
    const { vault, children } = openVault(ring);
    try {
      await vault.state();
      expect(readFileSync(`/proc/${children[0]!.pid}/coredump_filter`, 'utf8').trim()).toBe('00000000');
    } finally {
      await vault.close();
    }
  });

  it('killed while it rewrites a long secret leaves the old value or the new one, never a mix', async () => {
    const value = (letter: string) => letter.repeat(60_000);
    const { vault } = openVault(ring);
    const writer = openVault(ring);
    try {
      await vault.set(session('rewritten'), value('0'));
      let last = value('0');
      let cut = 0;
      // Thirty parts and the head.
      for (const [round, part] of [1, 10, 20, 29, 30].entries()) {
        const next = value(String(round + 1));
        const slot = / a \d+$/.test(await lookup(ring, 'sts-session/rewritten')) ? 'b' : 'a';
        const write = settled(writer.vault.set(session('rewritten'), next));
        while ((await lookup(ring, `sts-session/rewritten#${slot}${part}`)) === '') await delay(1);
        writer.children.at(-1)!.kill('SIGKILL');
        if ((await write) !== 'os-keychain') cut++;
        const read = await vault.get(session('rewritten'));
        expect([last, next]).toContain(read);
        last = read!;
      }
      expect(cut).toBeGreaterThan(0);
      await vault.set(session('rewritten'), 'short');
      expect(await accounts(ring, 'sts-session/rewritten')).toEqual(['sts-session/rewritten']);
    } finally {
      await vault.close();
      await writer.vault.close();
    }
  });
});
