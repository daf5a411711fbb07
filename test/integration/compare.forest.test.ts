/** A real forest against its own export: the same directory by two ways, and no difference. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { CompareFilter } from '#contract/compare.ts';
import type { Dialler } from '#engine/capture/dialler.ts';
import { startExport } from '#engine/exporting/objects.ts';
import { startCaptureFrom, startImport } from '#engine/work.ts';
import { startLab, type Lab } from '../lab/lab.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';
import { labLdap, toCorp } from './ldapSupport.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab?.release());

let test: TestEngine;
beforeEach(async () => {
  test = testEngine();
  await test.engine.workspace.open(join(test.folder, 'w.treeline'), { mode: 'create' });
});
afterEach(() => test.close());

const all: CompareFilter = {
  kinds: null,
  objectKinds: null,
  attribute: null,
  keys: null,
  text: '',
  below: null,
};

it('a Samba forest and its own LDIF differ in nothing', async () => {
  const { engine } = test;
  const ldap = labLdap(lab);
  const dialler: Dialler = {
    connect: (one, signal) => ldap.connect(one, lab.passwords.administrator, signal),
    bulk: (one, signal) => ldap.bulk(one, lab.passwords.administrator, signal),
  };
  const connection = toCorp(lab, { user: `Administrator@${lab.corp.dnsDomain}` });
  const captured = await engine.jobs.ended(startCaptureFrom(engine, 'lab', connection, dialler, {}).id);
  expect(captured.fault).toBeNull();
  const file = join(test.folder, 'forest.ldif');
  const asked = { what: { of: 'snapshot' as const, snapshotId: captured.snapshotId! }, format: 'ldif' as const, columns: null, values: 'raw' as const, byteOrderMark: false, locale: 'en' as const }; // prettier-ignore
  const written = await engine.jobs.ended(
    startExport(engine, { ...asked, target: engine.files.target(file) }).id,
  );
  expect(written.fault).toBeNull();
  const imported = await engine.jobs.ended(
    (await startImport(engine, { path: file, name: 'forest.ldif' })).id,
  );
  expect(imported.fault).toBeNull();
  const workspace = engine.workspace.current;
  const end = (snapshotId: number | null) => ({ snapshotId: snapshotId!, base: null });
  const question = { mapping: null, withReserved: false };
  for (const withNoise of [false, true]) {
    const id = `noise ${withNoise}`;
    await workspace.compare(id, { a: end(captured.snapshotId), b: end(imported.snapshotId), ...question, withNoise }, () => {}); // prettier-ignore
    const { rows } = await workspace.compareDifferences(id, all, { offset: 0, limit: 1000 });
    expect(rows).toEqual([]);
    const summary = await workspace.compareSummary(id);
    expect([summary.pairs, summary.ambiguous]).toEqual([captured.done, 0]);
  }
}, 120_000);
