/** Drafts in the file. */
import { draftSchema, mostDrafts } from '#contract/draft.ts';
import { Fault } from '#contract/faults.ts';
import type { Draft } from '#domain/draft/change.ts';
import { z } from 'zod';
import type { Database } from '../sqlite.ts';
import type { DraftBody } from './asked.ts';

/** Bytes of all drafts of a file together: they are read as one list. */
const mostBytes = 64 * 1024 * 1024;

const keptSchema = draftSchema.extend({ changedAt: z.iso.datetime() });

/** The oldest first. What does not fit (a stranger's file) counts as not there. */
export function readDrafts(db: Database): Draft[] {
  return db
    .prepare(
      `SELECT id, name, changed_at AS changedAt, body
       FROM (SELECT *, sum(octet_length(name) + octet_length(body)) OVER (ORDER BY id) AS bytes FROM draft)
       WHERE bytes <= ? AND id BETWEEN 1 AND ${Number.MAX_SAFE_INTEGER} ORDER BY id LIMIT ?`,
    )
    .all(mostBytes, mostDrafts)
    .flatMap(({ id, name, changedAt, body }): Draft[] => {
      const kept = parsed(String(body));
      if (typeof kept !== 'object' || kept === null) return [];
      const checked = keptSchema.safeParse({ ...kept, id, name, changedAt });
      return checked.success ? [checked.data] : [];
    });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Null: a new one. Answers with its number. Throws `input.invalid` where there are too many, `draft.notFound`. */
export function putDraft(db: Database, id: number | null, { name, changedAt, ...rest }: DraftBody): number {
  return db.transaction(() => {
    const body = JSON.stringify(rest);
    const others =
      'SELECT coalesce(sum(octet_length(name) + octet_length(body)), 0) FROM draft WHERE id <> ?';
    if (db.number(others, id ?? 0) + Buffer.byteLength(name) + Buffer.byteLength(body) > mostBytes)
      throw new Fault('input.invalid', { path: 'changes', detail: `> ${mostBytes}` });
    if (id !== null) {
      const { changes } = db
        .prepare('UPDATE draft SET name = ?, changed_at = ?, body = ? WHERE id = ?')
        .run(name, changedAt, body, id);
      // Another program has removed it meanwhile.
      if (Number(changes) === 0) throw new Fault('draft.notFound', { id });
      return id;
    }
    if (db.number('SELECT count(*) FROM draft') >= mostDrafts)
      throw new Fault('input.invalid', { path: 'drafts', detail: `> ${mostDrafts}` });
    return Number(
      db.prepare('INSERT INTO draft (name, changed_at, body) VALUES (?, ?, ?)').run(name, changedAt, body)
        .lastInsertRowid,
    );
  });
}

/** The writer's methods. */
export const draftStore = (open: () => Database) => ({
  putDraft: (id: number | null, draft: DraftBody): number => putDraft(open(), id, draft),
  removeDraft(id: number): void {
    open().prepare('DELETE FROM draft WHERE id = ?').run(id);
  },
});
