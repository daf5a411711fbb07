/** Drafts in the file. */
import { changeSchema, mostChanges, mostDrafts } from '#contract/draft.ts';
import { Fault } from '#contract/faults.ts';
import type { Draft } from '#domain/draft/change.ts';
import { z } from 'zod';
import type { Database } from '../sqlite.ts';
import type { DraftBody } from './asked.ts';

const bodySchema = z.object({
  note: z.string().max(2000),
  changes: z.array(changeSchema).max(mostChanges),
});

/** The oldest first. What does not fit (a stranger's file) counts as not there. */
export function readDrafts(db: Database): Draft[] {
  return db
    .prepare('SELECT id, name, changed_at AS changedAt, body FROM draft ORDER BY id LIMIT ?')
    .all(mostDrafts)
    .flatMap(({ id, name, changedAt, body }): Draft[] => {
      const checked = bodySchema.safeParse(parsed(String(body)));
      return checked.success
        ? [{ id: Number(id), name: String(name), changedAt: String(changedAt), ...checked.data }]
        : [];
    });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Null: a new one. Answers with its number. Throws `input.invalid` where there are too many. */
export function putDraft(db: Database, id: number | null, { name, changedAt, ...rest }: DraftBody): number {
  return db.transaction(() => {
    const body = JSON.stringify(rest);
    if (id !== null) {
      db.prepare('UPDATE draft SET name = ?, changed_at = ?, body = ? WHERE id = ?').run(
        name,
        changedAt,
        body,
        id,
      );
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
