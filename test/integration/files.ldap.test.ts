/** A real domain controller's forest (Samba), captured, written to LDIF and read again: the same to the byte. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dnKey } from '#domain/directory/dnKey.ts';
import type { RawValue } from '#domain/directory/object.ts';
import { startExport } from '#engine/exporting/objects.ts';
import { startCaptureFrom, startImport } from '#engine/work.ts';
import { startLab, type Lab } from '../lab/lab.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';
import { labLdap, toCorp } from './ldapSupport.ts';

let lab: Lab;
let test: TestEngine;
beforeAll(async () => {
  lab = await startLab();
  test = testEngine();
  await test.engine.workspace.open(join(test.folder, 'w.treeline'), { mode: 'create' });
});
afterAll(async () => {
  await test?.close();
  await lab?.release();
});

const comparable = (value: RawValue) =>
  typeof value === 'string' ? value : `bytes ${Buffer.from(value).toString('hex')}`;

async function contents(snapshotId: number): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>();
  const { entries } = await test.engine.workspace.current.find(snapshotId, {
    base: null,
    scope: 'sub',
    filter: '(objectClass=*)',
  });
  for (const { dn, attributes } of entries)
    found.set(dnKey(dn), {
      dn,
      attributes: Object.fromEntries(
        Object.entries(attributes).map(([name, values]) => [name.toLowerCase(), values.map(comparable)]),
      ),
    });
  return found;
}

it('is itself again', async () => {
  const { jobs, files } = test.engine;
  const ldap = labLdap(lab);
  const captured = await jobs.ended(
    startCaptureFrom(test.engine, 'lab', toCorp(lab, { pageSize: 1000 }), {
      connect: (one, signal) => ldap.connect(one, lab.passwords.users, signal),
      bulk: (one, signal) => ldap.bulk(one, lab.passwords.users, signal),
    }).id,
  );
  expect(captured.fault).toBeNull();
  const snapshotId = captured.snapshotId!;
  const path = join(test.folder, 'corp.ldif');
  const written = await jobs.ended(
    startExport(test.engine, {
      what: { of: 'snapshot', snapshotId },
      format: 'ldif',
      columns: null,
      values: 'raw',
      byteOrderMark: false,
      locale: 'en',
      target: files.target(path),
    }).id,
  );
  expect(written.fault).toBeNull();
  const before = await contents(snapshotId);
  expect(before.size).toBeGreaterThan(1000);
  expect(written.done).toBe(before.size);
  console.log(`${before.size} objects, ${readFileSync(path).length} bytes of LDIF`);
  const read = await jobs.ended(startImport(test.engine, { path, name: 'corp.ldif' }).id);
  expect(read.fault).toBeNull();
  expect(await contents(read.snapshotId!)).toEqual(before);
});
