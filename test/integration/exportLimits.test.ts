/** Exports where the disk ends, and of a snapshot that is a refresh: a file is there whole or not at all. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exitCodes } from '#contract/faults.ts';
import type { ExportFormat } from '#contract/exports.ts';
import { startExport } from '#engine/exporting/objects.ts';
import { fileSink } from '#engine/exporting/sink.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';
import { contextOf, entryOf } from '../support/scriptedForest.ts';

const root = 'DC=corp,DC=example,DC=com';
const cli = join(import.meta.dirname, '../../electron/cli/cli.ts');
let test: TestEngine;
beforeEach(async () => {
  test = testEngine();
  await test.engine.workspace.open(join(test.folder, 'w.treeline'), { mode: 'create' });
});
afterEach(() => test.close());

const source = { kind: 'forest', name: 'corp', origin: 'on-premises', directoryId: null } as const;
async function snapshotOf(objects: number): Promise<number> {
  const writer = await test.engine.workspace.current.beginSnapshot(source, '2026-01-01T00:00:00Z');
  await writer.addEntries(contextOf(root, objects));
  return (await writer.complete()).id;
}

async function exported(snapshotId: number, format: ExportFormat, path: string) {
  const { jobs, files } = test.engine;
  const asked = {
    what: { of: 'snapshot', snapshotId },
    format,
    columns: null,
    values: 'raw',
    byteOrderMark: false,
    locale: 'en',
    target: files.target(path),
  } as const;
  return jobs.ended(startExport(test.engine, asked).id);
}

describe('the disk ends', () => {
  it.skipIf(process.getuid?.() !== 0)('and nothing is left of the file, in the middle of it', async () => {
    // A device that is always full (full(4)) cannot be replaced, so that a small file system stands in for the disk.
    const mounted = join(test.folder, 'small');
    const program = `
      import { fileSink } from ${JSON.stringify(join(import.meta.dirname, '../../electron/engine/exporting/sink.ts'))};
      import { readdirSync } from 'node:fs';
      const sink = await fileSink({ path: ${JSON.stringify(join(mounted, 'out.csv'))}, name: 'out.csv' });
      try {
        for (let n = 0; n < 64; n++) await sink.write('x'.repeat(64 * 1024));
        await sink.finish();
        console.log('written');
      } catch (error) {
        await sink.abandon();
        console.log(JSON.stringify([error.code, error.params, readdirSync(${JSON.stringify(mounted)})]));
      }`;
    const script = `mkdir ${mounted} && mount -t tmpfs -o size=1m small ${mounted} && exec "$0" --input-type=module -e "$1"`;
    const ran = spawnSync(
      'unshare',
      ['--mount', '--propagation', 'private', 'sh', '-c', script, process.execPath, program],
      { encoding: 'utf8', timeout: 20_000, cwd: join(import.meta.dirname, '../..') },
    );
    expect(ran.stderr.replaceAll(/^.*Warning.*$|^\(Use.*$/gm, '').trim()).toBe('');
    expect(JSON.parse(ran.stdout)).toEqual(['export.diskFull', { name: 'out.csv' }, []]);
  });

  it.skipIf(process.getuid?.() !== 0)(
    'and the command line says so, with the exit code of data',
    async () => {
      await snapshotOf(20_000);
      const workspace = test.engine.workspace.current.path;
      await test.engine.workspace.close();
      const small = join(test.folder, 'small');
      const script = `mkdir ${small} && mount -t tmpfs -o size=256k small ${small} && "$0" ${cli} export ${workspace} --to ${small}/out.csv; echo $?; ls -A ${small}`;
      const ran = spawnSync(
        'unshare',
        ['--mount', '--propagation', 'private', 'sh', '-c', script, process.execPath],
        {
          encoding: 'utf8',
          timeout: 30_000,
          cwd: join(import.meta.dirname, '../..'),
          env: {
            ...process.env,
            TREELINE_CONFIG_HOME: test.folder,
            NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
          },
        },
      );
      expect(ran.stdout).toBe(`${exitCodes.data}\n`);
      expect(ran.stderr).toContain('The disk is full, so out.csv could not be written.');
    },
  );

  it('or a file may grow no further, and nothing is left of it either', async () => {
    const path = join(test.folder, 'out.csv');
    const program = `
      import { fileSink } from ${JSON.stringify(join(import.meta.dirname, '../../electron/engine/exporting/sink.ts'))};
      const sink = await fileSink({ path: ${JSON.stringify(path)}, name: 'out.csv' });
      try {
        for (let n = 0; n < 64; n++) await sink.write('x'.repeat(64 * 1024));
        await sink.finish();
        console.log('written');
      } catch (error) {
        await sink.abandon();
        console.log(JSON.stringify([error.code, error.params]));
      }`;
    const script = 'ulimit -f 1000 && exec "$0" --input-type=module -e "$1"';
    const ran = spawnSync('bash', ['-c', script, process.execPath, program], {
      encoding: 'utf8',
      timeout: 20_000,
      cwd: join(import.meta.dirname, '../..'),
    });
    expect(JSON.parse(ran.stdout)).toEqual(['export.notWritable', { name: 'out.csv', detail: 'EFBIG' }]);
    expect(readdirSync(test.folder).filter((name) => name.startsWith('out'))).toEqual([]);
  });

  it('and the file that stood there before is whole', async () => {
    const path = join(test.folder, 'kept.csv');
    expect((await exported(await snapshotOf(5), 'csv', path)).fault).toBeNull();
    const before = readFileSync(path);
    const sink = await fileSink({ path, name: 'kept.csv' });
    await sink.write('half');
    await sink.abandon();
    expect(readFileSync(path)).toEqual(before);
    expect(readdirSync(test.folder).filter((name) => name.startsWith('kept'))).toEqual(['kept.csv']);
  });
});

describe('a refresh', () => {
  it.each<ExportFormat>(['csv', 'ldif', 'json'])('is exported to %s as it is now', async (format) => {
    const first = await snapshotOf(3);
    const refresh = await test.engine.workspace.current.beginRefresh(first, '2026-01-02T00:00:00Z');
    await refresh.put([
      entryOf(`CN=Contact 1,${root}`, 'contact', { description: ['changed since'] }),
      entryOf(`CN=New,${root}`, 'contact', { description: ['came since'] }),
    ]);
    await refresh.remove([`CN=Contact 2,${root}`]);
    const { id } = await refresh.complete();
    const path = join(test.folder, `out.${format}`);
    const job = await exported(id, format, path);
    expect(job.fault).toBeNull();
    expect(job.done).toBe(4);
    const text = readFileSync(path, 'utf8');
    for (const there of ['Contact 0', 'Contact 1', 'CN=New', 'changed since', 'came since'])
      expect(text).toContain(there);
    expect(text).not.toContain('Contact 2');
    expect(existsSync(`${path}.part`)).toBe(false);
  });
});
