/** The engine behind the window: files by handle, its death in the middle of work, and what a start and an end leave behind. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { finished } from 'node:stream/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '#contract/index.ts';
import type { Job } from '#contract/shapes.ts';
import { addProbe, probeClient } from '../lab/electron/client.ts';
import { giveToApp, launchApp, type RunningApp } from '../lab/electron/launch.ts';
import { until } from '../lab/electron/processes.ts';

let run: RunningApp;
beforeEach(async () => {
  run = await launchApp();
  await addProbe(run);
});
afterEach(() => run.close());

const engineOf = ({ processes }: RunningApp) =>
  processes().find(({ command }) => command.includes('engine.js'))?.pid;

/** What the person chooses in the next dialogs; null = they close it. Answers how often one was shown. */
async function choose(path: string | null): Promise<() => Promise<number>> {
  await run.app.evaluate(({ dialog }, chosen) => {
    const shown = { count: 0 };
    Object.assign(globalThis, { shown });
    dialog.showOpenDialog = (async () => {
      shown.count += 1;
      return { canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] };
    }) as typeof dialog.showOpenDialog;
    dialog.showSaveDialog = (async () => {
      shown.count += 1;
      return { canceled: chosen === null, filePath: chosen ?? '' };
    }) as typeof dialog.showSaveDialog;
  }, path);
  return () => run.app.evaluate(() => (globalThis as unknown as { shown: { count: number } }).shown.count);
}

async function pick(kind: 'open' | 'create' | 'import', path: string): Promise<string> {
  await choose(path);
  const handle = await run.page.evaluate((asked) => window.treeline.pickFile(asked), kind);
  expect(handle).toMatch(/^[0-9a-f]{32}$/);
  return handle!;
}

/** A directory of people, large enough that importing it takes a while. */
async function writeLdif(path: string, people: number): Promise<void> {
  const file = createWriteStream(path);
  file.write('version: 1\n\ndn: DC=big,DC=example\nobjectClass: domainDNS\n\n');
  for (let number = 0; number < people; number++) {
    const name = `person ${String(number).padStart(7, '0')}`;
    const entry = `dn: CN=${name},DC=big,DC=example\nobjectClass: user\ncn: ${name}\nsAMAccountName: p${number}\nmail: p${number}@big.example\n\n`;
    if (!file.write(entry)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
  giveToApp(path);
}

/** Follows jobs through the window's own stream until one is in a state that `done` likes. */
async function jobUntil(done: (job: Job) => boolean): Promise<Job> {
  await run.page.evaluate(() => {
    window.probe.heard.length = 0;
    return window.probe.listen(['jobs', 'watch']);
  });
  let last: Job | undefined;
  await until(
    'the job',
    async () => {
      const jobs = (await run.page.evaluate(() => window.probe.heard)) as Job[];
      last = jobs.findLast(done);
      return last !== undefined;
    },
    60_000,
  );
  return last!;
}

/** A workspace with one small import in it, open in the window. */
async function smallWorkspace(client: Client): Promise<string> {
  const path = join(run.files, 'work.treeline');
  const ldif = join(run.files, 'small.ldif');
  await writeLdif(ldif, 50);
  await client.workspace.create({ handle: await pick('create', path) });
  await client.workspace.import({ handle: await pick('import', ldif) });
  await jobUntil(({ state }) => state === 'done');
  return path;
}

const restartButton = () => run.page.getByRole('button', { name: 'Restart' });

describe('files', () => {
  it('reach the engine through a dialog and a handle alone', async () => {
    const client = await probeClient(run);
    const path = await smallWorkspace(client);
    expect(await client.workspace.info()).toMatchObject({ name: 'work', sample: false, readOnly: false });
    await client.workspace.openSample({});
    expect(await client.workspace.info()).toMatchObject({ sample: true });
    await client.workspace.open({ handle: await pick('open', path) });
    const { sources } = await client.workspace.info();
    expect(sources.map(({ name, snapshots }) => [name, snapshots.map((one) => one.objectCount)])).toEqual([
      ['small.ldif', [51]],
    ]);
  });

  it('of a kind that nobody asks for show no dialog, and a closed dialog gives nothing', async () => {
    const shown = await choose('/etc/passwd');
    const kinds: unknown[] = [
      '',
      'OPEN',
      'delete',
      '/etc/passwd',
      '__proto__',
      null,
      7,
      ['open'],
      { kind: 'open' },
    ];
    for (const kind of kinds)
      expect(await run.page.evaluate((asked) => window.treeline.pickFile(asked), kind)).toBeNull();
    expect(await shown()).toBe(0);
    const closed = await choose(null);
    for (const kind of ['open', 'create', 'import'])
      expect(await run.page.evaluate((asked) => window.treeline.pickFile(asked), kind)).toBeNull();
    expect(await closed()).toBe(3);
  });

  it('are not reached by a made-up handle or a path', async () => {
    const client = await probeClient(run);
    const code = (handle: string) =>
      client.workspace.open({ handle }).then(
        () => 'opened',
        (error: { data: { code: string } }) => error.data.code,
      );
    expect(await code('0'.repeat(32))).toBe('handle.unknown');
    expect(await code('/etc/passwd')).not.toBe('opened');
  });
});

describe('an engine that dies', () => {
  it('in the middle of an import: the window says so and offers a restart; the workspace opens whole', async () => {
    const client = await probeClient(run);
    const path = await smallWorkspace(client);
    const ldif = join(run.files, 'big.ldif');
    await writeLdif(ldif, 150_000);
    await client.workspace.import({ handle: await pick('import', ldif) });
    await jobUntil(({ state, done }) => state === 'running' && done > 2000);
    process.kill(engineOf(run)!, 'SIGKILL');

    await run.page.waitForFunction(() => window.probe.state === 'closed');
    await restartButton().waitFor();
    expect(engineOf(run)).toBeUndefined();
    await restartButton().click();
    await restartButton().waitFor({ state: 'detached' });

    const again = await probeClient(run);
    const info = await again.workspace.info();
    expect(info).toMatchObject({ name: 'work', sample: false, readOnly: false });
    expect(info.sources.map(({ name, snapshots }) => [name, snapshots.length])).toEqual([['small.ldif', 1]]);
    // It can be worked in at once, and is whole by SQLite's own account.
    await again.workspace.import({ handle: await pick('import', join(run.files, 'small.ldif')) });
    await jobUntil(({ state }) => state === 'done');
    await run.app.close();
    const file = new DatabaseSync(path, { readOnly: true });
    expect(file.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    file.close();
  });

  it('stays dead over a reload, and the window still says so', async () => {
    process.kill(engineOf(run)!, 'SIGKILL');
    await restartButton().waitFor();
    await run.page.reload();
    await restartButton().waitFor();
    expect(engineOf(run)).toBeUndefined();
    await restartButton().click();
    const client = await probeClient(run);
    expect((await client.workspace.info()).sample).toBe(true);
  });

  it('can be restarted while it hangs, and lets go of the workspace', async () => {
    await smallWorkspace(await probeClient(run));
    const hung = engineOf(run)!;
    process.kill(hung, 'SIGSTOP');
    const started = Date.now();
    await run.page.evaluate(() => window.treeline.restartEngine());
    const client = await probeClient(run);
    expect(await client.workspace.info()).toMatchObject({ name: 'work', readOnly: false });
    expect(Date.now() - started).toBeLessThan(8000);
    expect(engineOf(run)).not.toBe(hung);
  });
});

describe('instances', () => {
  it('there is one: a second start hands over its workspace and ends', async () => {
    const path = join(run.files, 'handed.treeline');
    const client = await probeClient(run);
    await client.workspace.create({ handle: await pick('create', join(run.files, 'first.treeline')) });
    copyFileSync(join(run.files, 'first.treeline'), path);
    giveToApp(path);
    const second = spawn(run.command, ['handed.treeline'], { env: run.env, cwd: run.files, stdio: 'ignore' });
    const [code] = (await once(second, 'exit', { signal: AbortSignal.timeout(20_000) })) as [number];
    expect(code).toBe(0);
    await expect.poll(async () => (await client.workspace.info()).name, { timeout: 10_000 }).toBe('handed');
    expect(await run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  it('a start by the name of a file opens it', async () => {
    const client = await probeClient(run);
    await client.workspace.create({ handle: await pick('create', join(run.files, 'named.treeline')) });
    const kept = join(run.files, 'kept.treeline');
    await client.workspace.openSample({});
    copyFileSync(join(run.files, 'named.treeline'), kept);
    const other = await launchApp({ args: [kept] });
    try {
      await addProbe(other);
      expect(await (await probeClient(other)).workspace.info()).toMatchObject({
        name: 'kept',
        sample: false,
      });
    } finally {
      await other.close();
    }
  });
});

describe('the end', () => {
  it('leaves no process and no lock', async () => {
    const client = await probeClient(run);
    const path = await smallWorkspace(client);
    await client.secrets.vault();
    expect(existsSync(`${path}-lock`)).toBe(true);
    const exited = once(run.app.process(), 'exit');
    await run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close());
    const [code] = (await exited) as [number];
    expect(code).toBe(0);
    await until('the end of every process', () => run.processes().length === 0);
    expect(existsSync(`${path}-lock`)).toBe(false);
  });

  it.each([
    ['main', (one: RunningApp) => one.app.process().pid!],
    ['the engine host', (one: RunningApp) => one.app.evaluate(({ app }) => app.getAppMetrics().find(({ name }) => name === 'Treeline engine')!.pid)],
  ])('of %s by SIGKILL takes the engine and the vault along', async (name, pidOf) => {
    const client = await probeClient(run);
    await client.secrets.vault();
    const pid = await pidOf(run);
    const engine = engineOf(run)!;
    const vault = await run.app.evaluate(({ app }) => app.getAppMetrics().find(({ name }) => name === 'Treeline vault')?.pid);
    expect(vault).toBeGreaterThan(0);
    process.kill(pid, 'SIGKILL');
    await until('the end of engine and vault', () => run.processes().every((one) => one.pid !== engine && one.pid !== vault));
    if (name === 'main') await until('the end of the rest', () => run.processes().length === 0);
    expect(run.processes().some(({ command }) => command.includes('engine.js'))).toBe(false);
  }); // prettier-ignore
});
