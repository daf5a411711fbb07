/**
 * Captures a tree into a new workspace as the app does: `capture.js PORT BASE WORKSPACE`. What is measured begins in a
 * process that runs with its workspace open, with the command. Prints one JSON line, times in milliseconds.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
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
  startChild: startChildProcess,
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
    /** When rows of a snapshot with a thousand objects to look at were first answered. */
    const firstRows = async (): Promise<number | null> => {
      while (!ended) {
        const [arriving] = await workspace.arriving();
        if (arriving && arriving.browsable >= 1000) {
          const list = { of: 'children', snapshotId: arriving.snapshotId, parentId: null } as const;
          const { rows } = await workspace.rows(list, { offset: 0, limit: 100 });
          if (rows.length > 0) return performance.now() - began;
        }
        await wait(5);
      }
      return null;
    };
    const first = typeof workspace.arriving === 'function' ? firstRows() : Promise.resolve(null);
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
      first: await first,
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
