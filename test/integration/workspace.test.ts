import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { forest } from '#test/support/forest.ts';
import type { Workspace } from '#workspace/api.ts';
import { capture, forestSource, readAt, smallForest, temporaryFolder } from '#workspace/fixtures.ts';
import { openWorkspace } from '#workspace/open.ts';

type Line = Record<string, unknown>;
const script = fileURLToPath(new URL('./workspaceChild.ts', import.meta.url));
const started: ChildProcess[] = [];

function start(path: string, mode: 'forever' | 'hold', through: readonly string[] = []) {
  const [program = '', ...args] = [...through, process.execPath, script, path, mode];
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  started.push(child);
  const lines: Line[] = [];
  const waiting: { fits: (line: Line) => boolean; resolve: (line: Line) => void }[] = [];
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = JSON.parse(text) as Line;
    lines.push(line);
    for (const each of waiting) if (each.fits(line)) each.resolve(line);
  });
  const exited = once(child, 'exit');
  return {
    child,
    lines,
    exited,
    said: (fits: (line: Line) => boolean) =>
      new Promise<Line>((resolve, reject) => {
        const there = lines.find(fits);
        if (there) return resolve(there);
        waiting.push({ fits, resolve });
        void exited.then(() => reject(new Error('the child ended')));
      }),
  };
}

afterEach(() => {
  for (const child of started.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});

const all = { offset: 0, limit: 1000 };

/** What a reader sees of every snapshot: counts, first rows, one whole object, members. */
async function contents(workspace: Workspace): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  for (const { snapshots } of await workspace.sources()) {
    for (const snapshot of snapshots) {
      const users = await workspace.rows({ of: 'kind', snapshotId: snapshot.id, kinds: ['user'] }, all);
      const text = await workspace.rows({ of: 'search', snapshotId: snapshot.id, text: 'kim' }, all);
      const last = await workspace.object(snapshot.id, users.rows.at(-1)!.id);
      const group = await workspace.rows({ of: 'search', snapshotId: snapshot.id, text: 'Group 0' }, all);
      const members = await workspace.members(snapshot.id, group.rows[0]!.id, true, all);
      found.set(snapshot.id, JSON.stringify([snapshot, users, text, last, members]));
    }
  }
  return found;
}

describe('a workspace whose process is killed', () => {
  it('holds what was complete, nothing else, a dozen times over', async () => {
    using folder = temporaryFolder();
    const path = folder.file('a.treeline');
    let before = new Map<number, string>();
    let completed = 0;
    for (let round = 0; round < 12; round++) {
      const run = start(path, 'forever');
      expect(await run.said((line) => line['open'] === true)).toMatchObject({ readOnly: false });
      await wait(Math.random() * 2500);
      run.child.kill('SIGKILL');
      await run.exited;
      const workspace = await openWorkspace(path, { mode: 'openOrCreate' });
      const now = await contents(workspace);
      await workspace.close();
      let expected = new Set(before.keys());
      let removing = false;
      for (const line of run.lines) {
        if ('complete' in line) {
          expected.add(line['complete'] as number);
          completed++;
        }
        if ('removing' in line) removing = true;
        if ('removed' in line) {
          expected = new Set();
          removing = false;
        }
      }
      // What was there, or reported complete, is there; a removal under way took all of it or nothing.
      const kept = [...expected].filter((id) => now.has(id));
      if (!(removing && kept.length === 0)) expect(kept).toEqual([...expected]);
      for (const [id, content] of before) if (now.has(id)) expect(now.get(id)).toBe(content);
      // At most one more: complete, and killed before it could say so.
      expect([...now.keys()].filter((id) => !expected.has(id)).length).toBeLessThanOrEqual(1);
      expect(readdirSync(folder.path)).toEqual(['a.treeline']);
      const db = new DatabaseSync(path, { readOnly: true });
      expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
      expect(db.prepare('SELECT count(*) AS unfinished FROM snapshot WHERE complete = 0').get()).toEqual({
        unfinished: 0,
      });
      db.close();
      before = now;
    }
    expect(completed).toBeGreaterThan(0);
    // A dozen processes and everything they left read each time: a minute, on a busy machine several.
  }, 400_000);
});

describe('a workspace in two processes', () => {
  it('is written by one; the other reads, sees what is completed, and says why', async () => {
    using folder = temporaryFolder();
    const path = folder.file('a.treeline');
    const holder = start(path, 'hold');
    await holder.said((line) => line['open'] === true);
    const second = await openWorkspace(path, { mode: 'open' });
    expect(second).toMatchObject({ readOnly: true, readOnlyReason: 'otherProcess' });
    expect(await second.sources()).toEqual([]);
    await expect(second.beginSnapshot(forestSource, readAt)).rejects.toMatchObject({
      code: 'workspace.readOnly',
    });
    await expect(second.removeSource(1)).rejects.toMatchObject({ code: 'workspace.readOnly' });
    holder.child.stdin!.write('go\n');
    const { complete } = await holder.said((line) => 'complete' in line);
    expect([...(await contents(second)).keys()]).toEqual([complete]);
    await second.close();
    holder.child.stdin!.write('go\n');
    expect(await holder.exited).toEqual([0, null]);
    expect(readdirSync(folder.path)).toEqual(['a.treeline']);
  });

  it('is free again when the other was killed', async () => {
    using folder = temporaryFolder();
    const path = folder.file('a.treeline');
    const holder = start(path, 'hold');
    await holder.said((line) => line['open'] === true);
    holder.child.kill('SIGKILL');
    await holder.exited;
    const workspace = await openWorkspace(path, { mode: 'open' });
    expect(workspace.readOnly).toBe(false);
    await workspace.close();
  });

  it('is read-only for a second opening in the same process too', async () => {
    using folder = temporaryFolder();
    const path = folder.file('a.treeline');
    const first = await openWorkspace(path, { mode: 'create' });
    const second = await openWorkspace(path, { mode: 'openOrCreate' });
    expect(second.readOnlyReason).toBe('otherProcess');
    await second.close();
    // Closing the second must not have let go of the first one's lock.
    const third = await openWorkspace(path, { mode: 'open' });
    expect(third.readOnlyReason).toBe('otherProcess');
    await third.close();
    await capture(first, smallForest);
    await first.close();
  });
});

describe('a workspace that may not be written', () => {
  it('is opened without a trace when asked to', async () => {
    using folder = temporaryFolder();
    const path = folder.file('a.treeline');
    const made = await openWorkspace(path, { mode: 'create' });
    await capture(made, smallForest);
    await made.close();
    const workspace = await openWorkspace(path, { mode: 'open', readOnly: true });
    expect((await workspace.findUsers('kim')).length).toBe(1);
    expect(workspace).toMatchObject({ readOnly: true, readOnlyReason: 'fileProtected' });
    await expect(workspace.beginSnapshot(forestSource, readAt)).rejects.toMatchObject({
      code: 'workspace.readOnly',
    });
    expect(readdirSync(folder.path)).toEqual(['a.treeline']);
    await workspace.close();
  });

  it('opens read-only from a protected file in a protected folder', async () => {
    using folder = temporaryFolder();
    const path = folder.file('a.treeline');
    const made = await openWorkspace(path, { mode: 'create' });
    await capture(made, smallForest);
    await made.close();
    chmodSync(path, 0o444);
    chmodSync(folder.path, 0o555);
    // Nothing is protected from root, until it gives up the rights to pass over modes. (Another user might not even
    // be allowed to read this checkout.)
    const overrides = '-dac_override,-dac_read_search';
    const modest = ['setpriv', `--bounding-set=${overrides}`, `--inh-caps=${overrides}`];
    const run = start(path, 'hold', process.getuid?.() === 0 ? modest : []);
    try {
      expect(await run.said((line) => line['open'] === true)).toMatchObject({
        readOnly: true,
        reason: 'fileProtected',
        sources: 1,
      });
      expect(readdirSync(folder.path)).toEqual(['a.treeline']);
    } finally {
      run.child.kill('SIGKILL');
      await run.exited;
      chmodSync(folder.path, 0o755);
    }
  });

  it.each([
    ['a file that is not there', 'open', 'absent.treeline', 'workspace.notFound'],
    ['a folder that is not there', 'create', 'absent/a.treeline', 'workspace.notFound'],
    ['a folder', 'open', '.', 'workspace.foreign'],
  ] as const)('is not %s', async (_, mode, name, code) => {
    using folder = temporaryFolder();
    await expect(openWorkspace(folder.file(name), { mode })).rejects.toMatchObject({ name: 'Fault', code });
  });
});

describe('a full disk', () => {
  it('ends the capture and leaves the workspace as it was', async () => {
    using folder = temporaryFolder();
    const path = folder.file('a.treeline');
    const made = await openWorkspace(path, { mode: 'create' });
    const kept = await capture(made, smallForest);
    await made.close();
    const workspace = await openWorkspace(path, { mode: 'open' }, { maxPages: 200 });
    const before = await workspace.sources();
    const writer = await workspace.beginSnapshot({ ...forestSource, name: 'big.example' }, readAt);
    const filling = (async () => {
      for (const entries of forest({ objects: 10_000, edges: 20_000 })) await writer.addEntries(entries);
    })();
    await expect(filling).rejects.toMatchObject({
      code: 'workspace.diskFull',
      params: { name: 'a.treeline' },
    });
    await expect(writer.complete()).rejects.toMatchObject({ code: 'workspace.diskFull' });
    expect(await workspace.sources()).toEqual(before);
    expect((await workspace.object(kept, 1)).row.id).toBe(1);
    await writer.abandon();
    // Room again: the next capture goes through.
    expect(await capture(workspace, smallForest, '2026-05-01T00:00:00Z')).toBeGreaterThan(kept);
    await workspace.close();
    expect(readdirSync(folder.path)).toEqual(['a.treeline']);
  });
});

describe('reading while a capture writes', () => {
  it('does not wait for it', async () => {
    using folder = temporaryFolder();
    const workspace = await openWorkspace(folder.file('a.treeline'), { mode: 'create' });
    const snapshotId = await capture(workspace, smallForest);
    const writer = await workspace.beginSnapshot({ ...forestSource, name: 'big.example' }, readAt);
    const order: string[] = [];
    const one = [...forest({ objects: 30_000, edges: 60_000 }, 30_000)][0]!;
    await workspace.findUsers('kim');
    // One batch that takes the writer a second or more, then what takes it as long again.
    await writer.addEntries(one);
    const completing = writer.complete().then(() => order.push('complete'));
    for (let n = 0; n < 20; n++) {
      await workspace.rows({ of: 'children', snapshotId, parentId: null }, all);
      await workspace.rows({ of: 'search', snapshotId, text: 'kim' }, all);
      order.push('read');
    }
    await completing;
    expect(order).toEqual([...Array<string>(20).fill('read'), 'complete']);
    await workspace.close();
  });

  it('lets a capture be abandoned while it completes', async () => {
    using folder = temporaryFolder();
    const workspace = await openWorkspace(folder.file('a.treeline'), { mode: 'create' });
    const writer = await workspace.beginSnapshot(forestSource, readAt);
    for (const entries of forest({ objects: 50_000, edges: 60_000 })) await writer.addEntries(entries);
    const phases: string[] = [];
    await expect(
      writer.complete((phase) => {
        if (phases.push(phase) === 1) void writer.abandon();
      }),
    ).rejects.toMatchObject({ code: 'job.cancelled' });
    expect(phases[0]).toBe('order');
    expect(phases).not.toContain('finish');
    expect(await workspace.sources()).toEqual([]);
    await workspace.close();
  });
});
