/** What the sample has planted, told through the procedures: structure, trusts from both ends, fit, checks. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checksSchema, fitSchema } from '#contract/fit.ts';
import { structureSchema, trustsSchema } from '#contract/structure.ts';
import type { Workspace } from '#workspace/api.ts';
import { openWorkspace } from '#workspace/open.ts';
import { buildSample } from '../../resources/sample/build.ts';
import type { Engine } from '#engine/engine.ts';
import { fitChecks, fitConnectors, fitFeatures } from '#engine/fit.ts';
import { structureCompare, structureTrusts } from '#engine/structure.ts';

const folder = mkdtempSync(join(tmpdir(), 'treeline-fit-'));
const path = join(folder, 'sample.treeline');
let workspace: Workspace;
let engine: Engine;
const ids = new Map<string, number>();
beforeAll(async () => {
  await buildSample(path);
  workspace = await openWorkspace(path, { mode: 'open', readOnly: true });
  engine = { workspace: { current: workspace } } as unknown as Engine;
  for (const { name, snapshots } of await workspace.sources()) ids.set(name, snapshots.at(-1)!.id);
}, 60_000);
afterAll(async () => {
  await workspace.close();
  rmSync(folder, { recursive: true });
});
const id = (name: string) => ids.get(name)!;
const page = { offset: 0, limit: 1000 };

describe('structure', () => {
  it('of the forest and its Managed AD: what differs, and nothing that was not read', async () => {
    const input = { a: id('hanbit.example'), b: id('cloud.hanbit.example'), page };
    const view = structureSchema.parse(await structureCompare(engine, input));
    expect(view.domains[0]).toEqual({ a: 'hanbit.example', b: 'cloud.hanbit.example', by: 'first' });
    expect(view.counts.outcomes.notReadable).toBe(0);
    const different = view.rows.filter(({ outcome }) => outcome === 'different');
    expect(different.map(({ setting }) => setting)).toEqual([
      'recycleBin',
      'deletedObjectLifetime',
      'computers',
    ]);
    const links = view.rows.filter(({ setting, outcome }) => setting === 'links' && outcome === 'onlyA');
    expect(links.map(({ about }) => about)).toContain('Seoul/Computers');
  });

  it('of a forest and itself differs in nothing', async () => {
    const same = { a: id('hanbit.example'), b: id('hanbit.example'), page };
    const { outcomes } = (await structureCompare(engine, same)).counts;
    expect(outcomes).toMatchObject({ different: 0, onlyA: 0, onlyB: 0 });
    expect(outcomes.same).toBeGreaterThan(40);
  });

  it('is filtered, paged, and refuses a domain that is not of the forest', async () => {
    const base = { a: id('hanbit.example'), b: id('lab.hanbit.example') };
    const few = await structureCompare(engine, {
      ...base,
      subjects: ['levels'],
      outcomes: ['different'],
      page: { offset: 1, limit: 1 },
    });
    expect([few.total, few.rows.length]).toEqual([3, 1]);
    const wrong = { ...base, domains: { a: 'far.example', b: 'lab.hanbit.example' }, page };
    await expect(structureCompare(engine, wrong)).rejects.toMatchObject({ code: 'object.notFound' });
  });
});

describe('trusts', () => {
  it('with both ends, AWS among them, and one that a forest knows nothing of', async () => {
    const { rows, edges, nodes } = trustsSchema.parse(await structureTrusts(engine, undefined));
    expect(rows.map((row) => [row.id, row.verdict, row.direction])).toEqual([
      ['aldersoft.example cloud.hanbit.example', 'otherEndHasNone', 'secondTrustsFirst'],
      ['aldersoft.example hanbit.example', 'agree', 'secondTrustsFirst'],
      ['eu.hanbit.example hanbit.example', 'agree', 'both'],
      ['hanbit.example cloud.hanbit.example', 'agree', 'both'],
    ]);
    expect(rows[3]!.statements.map(({ by, said }) => `${by} ${said}`)).toEqual([
      'trustedDomain 3',
      'trustedDomain 3',
      'aws Two-Way',
    ]);
    expect(edges.filter(({ is }) => is === 'connector').map(({ first }) => first)).toEqual([
      'hanbit.example',
    ]);
    expect(nodes.find((node) => node.id === 'cloud.hanbit.example')?.origin).toBe('aws');
  });
});

describe('fit', () => {
  it('counts needs with their evidence', async () => {
    const view = fitSchema.parse(await fitFeatures(engine, { snapshotId: id('hanbit.example') }));
    const needs = new Map(view.features.map(({ feature, need }) => [feature, need]));
    expect(needs.get('schemaExtension')).toMatchObject({
      state: 'needed',
      count: 1,
      evidence: [{ where: 'hanbitBadgeNumber', uses: 120 }],
    });
    expect(needs.get('groupManagedAccounts')?.count).toBe(2);
    expect(needs.get('smartCards')).toMatchObject({ state: 'needed' });
    expect(needs.get('exchange')?.state).toBe('notSeen');
    expect(needs.get('rds')?.state).toBe('notVisible');
    expect(view.limits.some(({ from }) => from === 'read')).toBe(true);
  });

  it('is given up at once by its signal, and answers whoever asks after that', async () => {
    const fresh = { snapshotId: id('lab.hanbit.example') };
    const stop = new AbortController();
    stop.abort();
    await expect(fitFeatures(engine, fresh, stop.signal)).rejects.toMatchObject({ code: 'job.cancelled' });
    expect((await fitFeatures(engine, fresh)).forest).toBe('lab.hanbit.example');
  });

  it('checks the connector, a planned one, and a hybrid directory', async () => {
    const snapshotId = id('hanbit.example');
    const [connector] = (await fitConnectors(engine)).rows;
    const there = checksSchema.parse(
      await fitChecks(engine, { kind: 'adConnector', snapshotId, connector: connector! }),
    );
    const reason = (view: typeof there, name: string) =>
      view.checks.find(({ check }) => check === name)?.reason;
    expect([reason(there, 'serviceAccount'), reason(there, 'subnets')]).toEqual(['accountFound', 'twoZones']);
    const planned = await fitChecks(engine, { kind: 'adConnector', snapshotId, connector: null });
    expect(reason(planned, 'subnets')).toBe('noConnector');
    const hybrid = await fitChecks(engine, { kind: 'hybrid', snapshotId, domain: 'eu.hanbit.example' });
    expect(reason(hybrid, 'writableControllers')).toBe('twoControllers');
  });
});
