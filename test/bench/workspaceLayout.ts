/**
 * Where a snapshot's tables live: `tables` in the workspace's one WAL file, or `file`, each in a file of its own without
 * a journal. One layout a process: `node test/bench/workspaceLayout.ts tables|file [objects] [edges]`. Prints one JSON line.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { dropSnapshot, flipComplete, insertSnapshot } from '#workspace/catalogue.ts';
import { createFile, openToRead, openToWrite } from '#workspace/file.ts';
import { Lists } from '#workspace/read/lists.ts';
import { Snapshots } from '#workspace/read/snapshots.ts';
import { SnapshotBuilder } from '#workspace/snapshot/builder.ts';
import type { Database } from '#workspace/sqlite.ts';
import { forest } from './workspaceForest.ts';

const source = { kind: 'forest', name: 'corp.example', origin: 'on-premises', directoryId: null } as const;

/** A reader on a thread of its own: a page of 100 rows every 10 ms, until told to stop. */
async function probe(path: string): Promise<void> {
  const db = openToRead(path, 'read');
  const snapshots = new Snapshots(db);
  const lists = new Lists(db);
  const times: number[] = [];
  let stopped = false;
  parentPort!.once('message', () => (stopped = true));
  for (let n = 0; !stopped; n++) {
    const began = performance.now();
    const snapshot = snapshots.get(1)!;
    const ids = lists.ids(snapshot, { of: 'kind', snapshotId: 1, kinds: ['user'] });
    const offset = (n * 997) % (ids.length - 100);
    snapshot.rows(ids.subarray(offset, offset + 100));
    times.push(performance.now() - began);
    await wait(10);
  }
  db.close();
  times.sort((a, b) => a - b);
  const at = (part: number) =>
    Number(times[Math.min(times.length - 1, Math.floor(times.length * part))]!.toFixed(2));
  parentPort!.postMessage({ reads: times.length, median: at(0.5), p99: at(0.99), longest: at(1) });
}

const seconds = (since: number) => Number(((performance.now() - since) / 1000).toFixed(2));
const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
const megabytes = (bytes: number) => Math.round(bytes / 1e6);

async function build(db: Database, id: number, objects: number, edges: number, onBatch: () => void) {
  const builder = new SnapshotBuilder(db, id);
  const phases: Record<string, number> = {};
  const began = performance.now();
  for (const entries of forest({ objects, edges })) {
    builder.add(entries);
    onBatch();
    // As in the worker, where every batch is a message.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const rows = seconds(began);
  const completing = performance.now();
  await builder.complete(
    (phase) => (phases[phase] ??= seconds(completing)),
    (count) => flipComplete(db, id, count),
  );
  return { rows, complete: seconds(completing), phaseStarts: phases };
}

async function main(layout: string, objects: number, edges: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'treeline-bench-'));
  try {
    const catalogue = join(folder, 'a.treeline');
    createFile(catalogue);
    const db = openToWrite(catalogue);
    await build(db, insertSnapshot(db, source, '2026-01-01T00:00:00Z'), 50_000, 100_000, () => undefined);
    const reader = new Worker(new URL(import.meta.url), { workerData: catalogue });
    await new Promise((resolve) => reader.once('online', resolve));
    const before = sizeOf(catalogue);
    let target = catalogue;
    let into = db;
    if (layout === 'file') {
      target = join(folder, 'snapshot.sqlite');
      createFile(target);
      into = openToWrite(target);
      into.exec('PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF');
    }
    const id = insertSnapshot(into, source, '2026-01-02T00:00:00Z');
    const cpu = process.cpuUsage();
    let largestWal = 0;
    const times = await build(
      into,
      id,
      objects,
      edges,
      () => (largestWal = Math.max(largestWal, sizeOf(`${target}-wal`))),
    );
    largestWal = Math.max(largestWal, sizeOf(`${target}-wal`));
    const closing = performance.now();
    if (layout === 'file') {
      // What makes the file last, and then visible.
      into.exec('PRAGMA synchronous=FULL; PRAGMA user_version=1');
      into.close();
    } else into.exec('PRAGMA wal_checkpoint(PASSIVE)');
    const publish = seconds(closing);
    const { user, system } = process.cpuUsage(cpu);
    const size = layout === 'file' ? sizeOf(target) : sizeOf(catalogue) - before;
    reader.postMessage('stop');
    const reads = await new Promise((resolve) => reader.once('message', resolve));
    const removing = performance.now();
    if (layout === 'file') rmSync(target);
    else dropSnapshot(db, id);
    const remove = seconds(removing);
    db.close();
    console.log(
      JSON.stringify({
        layout,
        objects,
        edges,
        ...times,
        publish,
        total: Number((times.rows + times.complete + publish).toFixed(2)),
        cpuSeconds: Math.round((user + system) / 1e6),
        snapshotMB: megabytes(size),
        largestWalMB: megabytes(largestWal),
        removeSeconds: remove,
        leftMB: megabytes(sizeOf(catalogue)),
        reads,
        peakRssMB: Math.round(process.resourceUsage().maxRSS / 1024),
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (isMainThread) {
  const [layout = 'tables', objects = '1000000', edges = '3600000'] = process.argv.slice(2);
  if (layout === 'generator') {
    const began = performance.now();
    let count = 0;
    for (const page of forest({ objects: Number(objects), edges: Number(edges) })) count += page.length;
    console.log(JSON.stringify({ layout, count, seconds: seconds(began) }));
  } else await main(layout, Number(objects), Number(edges));
} else await probe(workerData as string);
