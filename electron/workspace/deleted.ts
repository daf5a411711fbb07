/**
 * Deleted objects beside a snapshot, as they were read: no objects of it, so that no tree, list, search, graph or count meets
 * them. They lie among the snapshot's columns under the name of their container, a page a part.
 */
import { basename } from 'node:path';
import { z } from 'zod';
import { Fault } from '#contract/faults.ts';
import { dnKey } from '#domain/directory/dnKey.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { tableOf } from './schema/snapshot.ts';
import type { Database } from './sqlite.ts';

export interface DeletedObjects {
  /** The DN of the container of deleted objects. */
  readonly container: string;
  readonly entries: DirectoryEntry[];
}

const prefix = 'deleted ';
const nameOf = (container: string): string => `${prefix}${dnKey(container)}`;

/** Bytes are base64 in a list of their own; text stands as it is. */
const pageSchema = z.object({
  container: z.string(),
  entries: z.array(
    z.object({
      dn: z.string(),
      attributes: z.record(z.string(), z.array(z.union([z.string(), z.tuple([z.base64()])]))),
    }),
  ),
});
type Page = z.infer<typeof pageSchema>;

/** False: nothing has come of the snapshot, so that it has no tables. */
function hasTables(db: Database, snapshotId: number): boolean {
  return (
    db.number(`SELECT count(*) FROM sqlite_schema WHERE name = '${tableOf(snapshotId, 'columns')}'`) === 1
  );
}

/** Begins the list of a container, or begins it again: from now on the container counts as read. */
export function beginDeleted(db: Database, snapshotId: number, container: string): void {
  if (!hasTables(db, snapshotId)) return;
  const table = tableOf(snapshotId, 'columns');
  db.prepare(`DELETE FROM ${table} WHERE name = ?`).run(nameOf(container));
  addDeleted(db, snapshotId, container, []);
}

export function addDeleted(
  db: Database,
  snapshotId: number,
  container: string,
  entries: readonly DirectoryEntry[],
): void {
  if (!hasTables(db, snapshotId)) return;
  const table = tableOf(snapshotId, 'columns');
  const page: Page = {
    container,
    entries: entries.map(({ dn, attributes }) => ({
      dn,
      attributes: Object.fromEntries(
        Object.entries(attributes).map(([name, values]) => [
          name,
          values.map((value) =>
            typeof value === 'string' ? value : [Buffer.from(value).toString('base64')],
          ),
        ]),
      ),
    })),
  };
  const name = nameOf(container);
  db.prepare(
    `INSERT INTO ${table} (name, part, packed)
     SELECT ?, ifnull(max(part) + 1, 0), ? FROM ${table} WHERE name = ?`,
  ).run(name, Buffer.from(JSON.stringify(page)), name);
}

/** The lists of the containers that could be read. Throws `workspace.damaged`. */
export function readDeleted(db: Database, snapshotId: number): DeletedObjects[] {
  if (!hasTables(db, snapshotId)) return [];
  const lists = new Map<string, DeletedObjects>();
  for (const { name, packed } of db
    .prepare(
      `SELECT name, packed FROM ${tableOf(snapshotId, 'columns')}
       WHERE substr(name, 1, ${prefix.length}) = ? ORDER BY name, part`,
    )
    .all(prefix)) {
    const page = parsed(packed);
    if (!page)
      throw new Fault('workspace.damaged', {
        name: basename(db.path),
        detail: `snapshot ${snapshotId}: deleted objects`,
      });
    const list = lists.get(String(name)) ?? { container: page.container, entries: [] };
    lists.set(String(name), list);
    for (const { dn, attributes } of page.entries)
      list.entries.push({
        dn,
        attributes: Object.fromEntries(
          Object.entries(attributes).map(([attribute, values]) => [
            attribute,
            values.map((value) =>
              typeof value === 'string' ? value : new Uint8Array(Buffer.from(value[0], 'base64')),
            ),
          ]),
        ),
      });
  }
  return [...lists.values()];
}

function parsed(packed: unknown): Page | null {
  if (!(packed instanceof Uint8Array)) return null;
  try {
    return pageSchema.safeParse(JSON.parse(Buffer.from(packed).toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}
