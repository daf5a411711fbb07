import { describe, expect, it } from 'vitest';
import type { CheckId } from '#domain/audit/codes.ts';
import type { BaselineEntry } from '#domain/audit/drift.ts';
import { defaultSettings } from '#domain/audit/settings.ts';
import type { Suppression } from '#domain/audit/suppression.ts';
import { createFile } from '../file.ts';
import { temporaryFolder } from '../fixtures.ts';
import { Database } from '../sqlite.ts';
import { auditKeptAfter, readAuditKept, writeAuditChange } from './kept.ts';
import type { AuditChange } from './kept.ts';

const entry = (key: string, check: CheckId): BaselineEntry => ({
  key,
  digest: '0',
  check,
  code: 'roleMissing',
  severity: 'low',
  reason: 'latent',
  subject: { kind: 'group', id: key, name: key, where: key, snapshotId: 1, objectId: 2, account: null },
  source: 1,
  params: { role: 'Admin' },
});
const covered = (check: CheckId) => ({
  check,
  sources: [{ id: 1, name: 'a' }],
  blind: [],
  total: 0,
  cut: false,
});
const baseline = (keptAt: string, ...entries: BaselineEntry[]) => ({
  keptAt,
  entries,
  coverage: entries.map(({ check }) => covered(check)),
});
const suppression = (key: string, reason = 'known'): Suppression => ({
  key,
  reason,
  owner: 'a',
  until: null,
  createdAt: '2026-01-01T00:00:00Z',
});
const changes: readonly AuditChange[] = [
  { make: 'suppress', suppressions: [suppression('a'), suppression('b')] },
  { make: 'suppress', suppressions: [suppression('b', 'moved')] },
  { make: 'unsuppress', keys: ['a', 'c'] },
  { make: 'settings', settings: { ...defaultSettings, keyDays: 7 } },
  {
    make: 'baseline',
    baseline: baseline('1', entry('x', 'role-not-found'), entry('y', 'unused-role')),
    checks: null,
  },
  { make: 'baseline', baseline: baseline('2', entry('z', 'unused-role')), checks: ['unused-role'] },
];

function withFile(use: (db: Database) => void): void {
  using folder = temporaryFolder();
  const path = folder.file('a.treeline');
  createFile(path);
  const db = new Database(path, 'write');
  try {
    use(db);
  } finally {
    db.close();
  }
}

describe('what people decide of an audit', () => {
  it('is one decision after the other, in the file as in memory', () => {
    withFile((db) => {
      let inMemory = readAuditKept(db);
      for (const change of changes) {
        writeAuditChange(db, change);
        inMemory = auditKeptAfter(inMemory, change);
        expect(readAuditKept(db)).toEqual(inMemory);
      }
      expect(inMemory.suppressions).toEqual([suppression('b', 'moved')]);
      expect(inMemory.baseline!.entries.map(({ key }) => key)).toEqual(['x', 'z']);
      expect(inMemory.baseline!.coverage!.map(({ check }) => check)).toEqual([
        'role-not-found',
        'unused-role',
      ]);
      writeAuditChange(db, { make: 'noBaseline' });
      expect(readAuditKept(db).baseline).toBeNull();
    });
  });

  it('sets aside entries that it does not know, and keeps them', () => {
    withFile((db) => {
      const strange = { ...entry('s', 'role-not-found'), check: 'of-another-version', code: 'soundsNew' };
      const old = { keptAt: '1', entries: [strange, entry('x', 'role-not-found'), 7] };
      db.prepare('INSERT INTO audit (name, body) VALUES (?, ?)').run('baseline', JSON.stringify(old));
      const kept = readAuditKept(db).baseline!;
      expect(kept.entries.map(({ key }) => key)).toEqual(['x']);
      // What was judged was not kept then.
      expect(kept.coverage).toBeNull();
      writeAuditChange(db, changes.at(-1)!);
      const body = JSON.parse(String(db.prepare('SELECT body FROM audit').get()!['body'])) as {
        entries: { key: string }[];
      };
      expect(body.entries.map(({ key }) => key)).toEqual(['s', 'x', 'z']);
    });
  });

  it.each(['', 'null', '[]', '{"keptAt":"1"}', '{"keptAt":1,"entries":[]}'])(
    'takes no %s for a baseline',
    (body) => {
      withFile((db) => {
        db.prepare('INSERT INTO audit (name, body) VALUES (?, ?)').run('baseline', body);
        expect(readAuditKept(db).baseline).toBeNull();
      });
    },
  );
});
