/**
 * Captures a tree into a new workspace as the app does: `capture.js PORT BASE WORKSPACE`. What is measured begins in a
 * process that runs with its workspace open, with the command. Prints one JSON line, times in milliseconds.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ObjectList } from '#contract/index.ts';
import { objectKinds } from '#domain/directory/object.ts';
import { createEngine } from '#engine/engine.ts';
import { startCapture } from '#engine/work.ts';
import { startChildProcess } from '#shell/childProcess.ts';
import { anonymous } from '../connection.ts';
import { tell } from '../outcome.ts';

const [port, base, path] = process.argv.slice(2);
const configFolder = mkdtempSync(join(tmpdir(), 'treeline-bench-'));
const engine = createEngine({
  kind: 'cli',
  version: '0.0.0-bench',
  configFolder,
  sampleFile: join(configFolder, 'none.treeline'),
  resourcesFolder: configFolder,
  startChild: startChildProcess,
  credentialProcess: () => [],
});
await tell(async () => {
  try {
    await engine.workspace.open(path!, { mode: 'create' });
    const profile = await engine.profiles.save({
      id: null,
      name: 'bench',
      connection: anonymous(Number(port), base!),
      password: null,
    });
    const workspace = engine.workspace.current;
    const cpu = process.cpuUsage();
    const began = performance.now();
    const job = startCapture(engine, profile.id, {});
    let ended = false;
    const phases: Record<string, number> = {};
    const stop = new AbortController();
    const follow = (async () => {
      for await (const { id, phase } of engine.jobs.watch(stop.signal))
        if (id === job.id) phases[phase] ??= Math.round(performance.now() - began);
    })().catch(() => undefined);
    const hasRows = async (snapshotId: number): Promise<boolean> => {
      const list: ObjectList = { of: 'kind', snapshotId, kinds: [...objectKinds] };
      const { rows } = await workspace.rows(list, { offset: 0, limit: 1000 });
      return rows.length === 1000;
    };
    /** When the rows of a thousand objects of the arriving snapshot had been answered; null when it was complete before. */
    const firstRows = async (): Promise<number | null> => {
      while (!ended) {
        const arriving = (await workspace.arriving()).find(({ browsable }) => browsable >= 1000);
        if (arriving && (await hasRows(arriving.snapshotId))) return performance.now() - began;
        await wait(5);
      }
      return null;
    };
    const first = firstRows();
    const done = await engine.jobs.ended(job.id);
    const complete = performance.now() - began;
    ended = true;
    const used = process.cpuUsage(cpu);
    stop.abort();
    await follow;
    if (done.state !== 'done')
      throw new Error(`the capture ended as ${done.state}: ${JSON.stringify(done.fault)}`);
    const [source] = await workspace.sources();
    const [snapshot] = source!.snapshots;
    return {
      first: (await first) ?? ((await hasRows(snapshot!.id)) ? complete : null),
      complete,
      cpu: (used.user + used.system) / 1000,
      phases,
      snapshotId: snapshot!.id,
      objects: snapshot!.objectCount,
    };
  } finally {
    await engine.close();
    rmSync(configFolder, { recursive: true, force: true });
  }
});
