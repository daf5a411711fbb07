/** A file from a stranger: what its columns say is not believed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openWorkspace } from '#workspace/open.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'treeline-compare-damage-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  ['members that end before they begin', `UPDATE s1_columns SET packed = x'0000000005000000010000000100000001000000' WHERE name = 'memberFirst'`], // prettier-ignore
  ['entries that are cut', `UPDATE s1_entry SET packed = substr(packed, 1, 9)`],
  ['entries that are gone', `DELETE FROM s1_entry`],
  ['parents that are half a number', `UPDATE s1_columns SET packed = x'0000' WHERE name = 'parent'`],
  ['names of attributes that are gone', `DELETE FROM s1_attribute`],
])(
  'says that the workspace is damaged: %s',
  async (_, damage) => {
    const path = join(folder, 'w.treeline');
    const entries = [
      { dn: 'DC=corp', attributes: { objectClass: ['top', 'domainDNS'] } },
      { dn: 'CN=kim,DC=corp', attributes: { objectClass: ['user'], sAMAccountName: ['kim'] } },
      { dn: 'CN=all,DC=corp', attributes: { objectClass: ['group'], member: ['CN=kim,DC=corp'] } },
    ];
    const made = await openWorkspace(path, { mode: 'create' });
    for (const name of ['one', 'two']) {
      const writer = await made.beginSnapshot({ kind: 'forest', name, origin: 'on-premises', directoryId: null }, '2026-01-01T00:00:00.000Z'); // prettier-ignore
      await writer.addEntries(entries);
      await writer.complete();
    }
    await made.close();
    const db = new DatabaseSync(path);
    db.exec(damage);
    db.close();
    const opened = await openWorkspace(path, { mode: 'open' });
    try {
      const end = (snapshotId: number) => ({ snapshotId, base: null });
      const question = { a: end(1), b: end(2), mapping: null, withNoise: true, withReserved: true };
      await expect(opened.compare('c', question, () => {})).rejects.toMatchObject({
        code: 'workspace.damaged',
      });
    } finally {
      await opened.close();
    }
  },
  30_000,
);
