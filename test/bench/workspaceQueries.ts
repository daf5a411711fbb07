/**
 * A whole workspace by its public face: a capture of a large forest, then what a window asks of it.
 * `node test/bench/workspaceQueries.ts [objects] [edges]`. Prints one JSON line; times in milliseconds unless named.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkspace } from '#workspace/open.ts';
import { forest } from './workspaceForest.ts';

const [objects = '1000000', edges = '3600000'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'treeline-bench-'));
const times: Record<string, number> = {};

async function time<T>(name: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  times[name] = Number((performance.now() - began).toFixed(1));
  return result;
}

/** The first call of a kind, and the median of twenty more. */
async function often<T>(name: string, work: (n: number) => Promise<T>): Promise<T> {
  const result = await time(`${name}, first`, () => work(0));
  const all: number[] = [];
  for (let n = 1; n <= 20; n++) {
    const began = performance.now();
    await work(n);
    all.push(performance.now() - began);
  }
  times[name] = Number(all.sort((a, b) => a - b)[10]!.toFixed(1));
  return result;
}

try {
  const path = join(folder, 'a.treeline');
  const workspace = await openWorkspace(path, { mode: 'create' });
  const writer = await workspace.beginSnapshot(
    { kind: 'forest', name: 'corp.example', origin: 'on-premises', directoryId: null },
    '2026-01-01T00:00:00Z',
  );
  await time('capture', async () => {
    for (const entries of forest({ objects: Number(objects), edges: Number(edges) }))
      await writer.addEntries(entries);
  });
  const { id: snapshotId, objectCount } = await time('complete', () => writer.complete());
  const page = (offset: number, limit = 100) => ({ offset, limit });
  const [root] = (await workspace.rows({ of: 'children', snapshotId, parentId: null }, page(0))).rows;
  await often('children of a unit', (n) =>
    workspace.rows({ of: 'children', snapshotId, parentId: root!.id + (n % 2) }, page(n * 100)),
  );
  await often('users from row 900,000', (n) =>
    workspace.rows(
      { of: 'kind', snapshotId, kinds: ['user'] },
      page(Math.min(900_000, objectCount - 200_000) + n),
    ),
  );
  await often('object', (n) => workspace.object(snapshotId, objectCount - n * 1000));
  await often('search, one hit', (n) =>
    workspace.rows({ of: 'search', snapshotId, text: `user${4321 + n}` }, page(0)),
  );
  await often('search, a tenth of all', () =>
    workspace.rows({ of: 'search', snapshotId, text: 'kim' }, page(5000)),
  );
  await time('search, nearly all', () =>
    workspace.rows({ of: 'search', snapshotId, text: 'corp' }, page(5000)),
  );
  await often('findUsers', (n) => workspace.findUsers(`user${1234 + n}`));
  const groups = await workspace.rows({ of: 'search', snapshotId, text: 'Group 0' }, page(0));
  const big = groups.rows.find(({ name }) => name === 'Group 0')!;
  const members = await often('members of the largest group', (n) =>
    workspace.members(snapshotId, big.id, true, page(n * 100)),
  );
  await often('groups of a user', (n) => workspace.memberOf(snapshotId, objectCount - n, true, page(0)));
  await time('grants, no AWS source', () => workspace.grants({}, page(0)));
  await workspace.close();
  const reopened = await time('open', () => openWorkspace(path, { mode: 'open' }));
  await reopened.close();
  console.log(
    JSON.stringify({
      objectCount,
      largestGroup: members.total,
      megabytes: Math.round(statSync(path).size / 1e6),
      rssMB: Math.round(process.resourceUsage().maxRSS / 1024),
      times,
    }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
