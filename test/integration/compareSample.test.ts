/** The differences planted in the sample's two copies are found, and nothing else is. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompareFilter } from '#contract/compare.ts';
import { generateSample } from '../../resources/sample/generate.ts';
import type { Workspace } from '#workspace/api.ts';
import { openWorkspace } from '#workspace/open.ts';

const all: CompareFilter = {
  kinds: null,
  objectKinds: null,
  attribute: null,
  keys: null,
  text: '',
  below: null,
};
const page = { offset: 0, limit: 1000 };
const sample = generateSample();
let folder: string;
let workspace: Workspace;
const snapshots = new Map<string, number>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'treeline-compare-'));
  workspace = await openWorkspace(join(folder, 'sample.treeline'), { mode: 'create' });
  for (const { source, readAt, entries } of sample.sources) {
    if (!entries) continue;
    const writer = await workspace.beginSnapshot(source, readAt);
    await writer.addEntries(entries);
    const { id } = await writer.complete();
    const { kind, name, directoryId } = source;
    if (kind === 'forest') snapshots.set(directoryId ?? name, id);
  }
}, 60_000);

afterAll(async () => {
  await workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

const kindOfPlanted = { onlyInForest: 'onlyInA', onlyInCopy: 'onlyInB', moved: 'moved', renamed: 'renamed' } as const; // prettier-ignore
const said = (a: string | null, b: string | null, what: string): string =>
  `${a ?? '-'} | ${b ?? '-'} | ${what}`;

describe('the copies in AWS', () => {
  it.each(sample.manifest.copies.map((copy) => [copy.directoryId, copy] as const))(
    '%s: the planted differences, and nothing else',
    async (directoryId, copy) => {
      const a = { snapshotId: snapshots.get('hanbit.example')!, base: copy.forestBase };
      const b = { snapshotId: snapshots.get(directoryId)!, base: copy.copyBase };
      const question = { mapping: null, withNoise: false, withReserved: false };
      await workspace.compare(`ab ${directoryId}`, { a, b, ...question }, () => {});
      const { rows } = await workspace.compareDifferences(`ab ${directoryId}`, all, page);
      const found = rows.map((row) =>
        said(row.a?.dn ?? null, row.b?.dn ?? null, row.attributes[0] ?? row.kinds.join()),
      );
      const planted = copy.differences.map(({ kind, forestDn, copyDn, attribute }) =>
        said(forestDn, copyDn, kind === 'changed' ? attribute! : kindOfPlanted[kind]),
      );
      expect(found.toSorted()).toEqual(planted.toSorted());
      expect(rows.filter(({ kinds }) => kinds.length !== 1)).toEqual([]);
      const summary = await workspace.compareSummary(`ab ${directoryId}`);
      expect([summary.differences, summary.ambiguous, summary.notReadable]).toEqual([12, 0, { attributes: 0, objects: 0 }]); // prettier-ignore

      // From the other end the same pairs, and every direction turned.
      await workspace.compare(`ba ${directoryId}`, { a: b, b: a, ...question }, () => {});
      const back = await workspace.compareDifferences(`ba ${directoryId}`, all, page);
      const turned = back.rows.map((row) =>
        said(row.b?.dn ?? null, row.a?.dn ?? null, row.attributes[0] ?? row.kinds.join()),
      );
      const mirror = { onlyInA: 'onlyInB', onlyInB: 'onlyInA' } as Record<string, string>;
      expect(turned.toSorted()).toEqual(
        found.map((one) => one.replace(/only\w+$/, (kind) => mirror[kind]!)).toSorted(),
      );
    },
    30_000,
  );

  it('counts below what one end alone has no more than stands there', async () => {
    const copy = sample.manifest.copies[0]!;
    const a = { snapshotId: snapshots.get('hanbit.example')!, base: null };
    const b = { snapshotId: snapshots.get(copy.directoryId)!, base: null };
    const question = { a, b, mapping: null, withNoise: false, withReserved: true };
    await workspace.compare('whole', question, () => {});
    const top = await workspace.compareTree('whole', null, page);
    const parent = { side: 'b' as const, objectId: top.rows.find((row) => row.b)!.b!.id };
    const { rows } = await workspace.compareTree('whole', parent, page);
    const reserved = rows.find((row) => row.b?.name === 'AWS Reserved')!;
    expect(reserved.a).toBeNull();
    expect(reserved.differencesBelow).toBe(reserved.b!.childCount);
  }, 30_000);

  it('finds the line of an object among the children of its parent at that end, and nowhere else', async () => {
    const copy = sample.manifest.copies[0]!;
    const a = { snapshotId: snapshots.get('hanbit.example')!, base: copy.forestBase };
    const b = { snapshotId: snapshots.get(copy.directoryId)!, base: copy.copyBase };
    await workspace.compare(
      'lines',
      { a, b, mapping: null, withNoise: false, withReserved: false },
      () => {},
    );
    const { rows: moved } = await workspace.compareDifferences('lines', { ...all, kinds: ['moved'] }, page);
    expect(moved.length).toBeGreaterThan(0);
    for (const row of moved)
      for (const side of ['a', 'b'] as const) {
        const { id, parentId } = row[side]!;
        const parent = { side, objectId: parentId! };
        const { rows } = await workspace.compareTree('lines', parent, page);
        const at = await workspace.compareTreePosition('lines', parent, side, id);
        expect(rows[at!]![side]!.id).toBe(id);
        expect(rows[at!]!.state).toBe(side === 'a' ? 'movedAway' : 'movedHere');
        expect(await workspace.compareTreePosition('lines', null, side, id)).toBeNull();
      }
  }, 30_000);
});
