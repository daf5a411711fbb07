/** Two builds of the sample hold the same, table by table, and leave nothing open beside them. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkspace } from '#workspace/open.ts';
import { buildSample, manifestFile } from '../../../resources/sample/build.ts';

const folder = mkdtempSync(join(tmpdir(), 'treeline-sample-'));
const [one, two] = ['one', 'two'].map((name) => join(folder, `${name}.treeline`)) as [string, string];

/** Columns of hashes, whose seed is drawn anew for every snapshot so that nobody can choose names that collide. */
const seeded = new Set(['dnHash', 'dnOrder', 'digest']);

/** Table → hash of its rows in their own order. Full-text tables count by the ordinary tables under them. */
function tables(path: string): Record<string, string> {
  const db = new DatabaseSync(path, { readOnly: true });
  const names = db
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name`,
    )
    .all();
  const hashes = names.map(({ name }) => {
    const hash = createHash('sha256');
    for (const row of db.prepare(`SELECT * FROM "${String(name)}"`).iterate()) {
      if (seeded.has(String(row['name'])) && String(name).endsWith('_columns')) continue;
      for (const value of Object.values(row))
        hash.update(value instanceof Uint8Array ? value : `${String(value)}\n`);
    }
    return [String(name), hash.digest('hex')];
  });
  db.close();
  return Object.fromEntries(hashes) as Record<string, string>;
}

let left: string[] = [];
beforeAll(async () => {
  await buildSample(one);
  await buildSample(two);
  left = readdirSync(folder).toSorted();
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe('the built sample', () => {
  it('is the same twice, table by table', () => {
    const first = tables(one);
    expect(Object.keys(first).length).toBeGreaterThan(20);
    expect(tables(two)).toEqual(first);
    expect(readFileSync(manifestFile(two), 'utf8')).toBe(readFileSync(manifestFile(one), 'utf8'));
  });

  it('leaves one file each and its manifest', () => {
    expect(left).toEqual(['one.manifest.json', 'one.treeline', 'two.manifest.json', 'two.treeline']);
  });

  it('opens without writing, with every source and the older snapshot of the forest', async () => {
    const workspace = await openWorkspace(one, { mode: 'open', readOnly: true });
    try {
      const sources = await workspace.sources();
      expect(sources.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
        'forest hanbit.example',
        'forest aldersoft.example',
        'forest cloud.hanbit.example',
        'forest lab.hanbit.example',
        'aws 310298457716',
        'adfs-rules adfs-aws-sign-in.txt',
        'adfs-rules adfs-aws-lab.txt',
        'delegation-list console-delegation.csv',
      ]);
      expect(sources[0]!.snapshots.map(({ readAt }) => readAt)).toEqual([
        '2026-09-28T21:00:00.000Z',
        '2026-10-30T21:00:00.000Z',
      ]);
      const newest = sources[0]!.snapshots[1]!.id;
      const users = await workspace.rows(
        { of: 'kind', snapshotId: newest, kinds: ['user'] },
        { offset: 0, limit: 1 },
      );
      const groups = await workspace.rows(
        { of: 'kind', snapshotId: newest, kinds: ['group'] },
        { offset: 0, limit: 1 },
      );
      expect([users.total, groups.total]).toEqual([2500, 400]);
      expect(await workspace.documents()).toHaveLength(2);
      const { counts } = await workspace.grants({}, { offset: 0, limit: 1 });
      expect(Math.min(counts.works, counts.broken, counts.candidate)).toBeGreaterThan(0);
    } finally {
      await workspace.close();
    }
  });
});
