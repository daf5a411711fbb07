/** One snapshot as its readers use it: columns loaded when first asked for, rows by id. */
import { basename } from 'node:path';
import { Fault } from '#contract/faults.ts';
import type { DirectoryEntry, ObjectRow } from '#domain/directory/object.ts';
import { kindOfCode } from '../schema/kinds.ts';
import { tableOf } from '../schema/snapshot.ts';
import { ColumnError, readColumn } from '../snapshot/columns.ts';
import type { ColumnName } from '../snapshot/columns.ts';
import { PackedEntryError, unpackEntry } from '../snapshot/entry.ts';
import type { Database } from '../sqlite.ts';

interface StoredRow {
  readonly id: number;
  readonly kind: number;
  readonly dn: string;
  readonly name: string;
  readonly guid: string | null;
  readonly sid: string | null;
  readonly samAccountName: string | null;
  readonly userPrincipalName: string | null;
  readonly displayName: string | null;
  readonly mail: string | null;
  readonly description: string | null;
  readonly disabled: number | null;
  readonly groupType: number | null;
}

const selected = `id, kind, dn, name, guid, sid, sam_account_name AS samAccountName, user_principal_name AS userPrincipalName,
  display_name AS displayName, mail, description, disabled, group_type AS groupType`;

/** Deeper than any tree that was built from names: a stranger's columns may go round in circles. */
const maxPath = 4096;

export class SnapshotReader {
  readonly id: number;
  readonly readAt: string;
  readonly #db: Database;
  readonly #columns = new Map<ColumnName, Int32Array>();
  #attributes: Map<number, string> | null = null;

  constructor(db: Database, id: number, readAt: string) {
    this.#db = db;
    this.id = id;
    this.readAt = readAt;
  }

  column(name: ColumnName): Int32Array {
    let column = this.#columns.get(name);
    if (!column) {
      try {
        column = readColumn(this.#db, this.id, name);
      } catch (error) {
        if (error instanceof ColumnError) throw this.damaged(error.message);
        throw error;
      }
      this.#columns.set(name, column);
    }
    return column;
  }

  damaged(detail: string): Fault {
    return new Fault('workspace.damaged', {
      name: basename(this.#db.path),
      detail: `snapshot ${this.id}: ${detail}`,
    });
  }

  /** Whether an object of this snapshot has the id. */
  has(objectId: number): boolean {
    const parent = this.column('parent')[objectId];
    return objectId > 0 && parent !== undefined && parent >= 0;
  }

  /** Throws `object.notFound`. */
  row(objectId: number): ObjectRow {
    const stored = this.has(objectId)
      ? (this.#db
          .prepare(`SELECT ${selected} FROM ${tableOf(this.id, 'object')} WHERE id = ?`)
          .get(objectId) as unknown as StoredRow | undefined)
      : undefined;
    if (!stored) throw new Fault('object.notFound', { name: `${this.id}/${objectId}` });
    return {
      id: stored.id,
      parentId: this.column('parent')[objectId]! || null,
      dn: stored.dn,
      name: stored.name,
      kind: kindOfCode(stored.kind),
      guid: stored.guid,
      sid: stored.sid,
      samAccountName: stored.samAccountName,
      userPrincipalName: stored.userPrincipalName,
      displayName: stored.displayName,
      mail: stored.mail,
      description: stored.description,
      disabled: stored.disabled === null ? null : stored.disabled !== 0,
      groupType: stored.groupType,
      childCount: this.column('count')[objectId] ?? 0,
    };
  }

  /** Rows of ids that stand in the snapshot's own columns; one that is no object is damage. */
  rows(objectIds: Iterable<number>): ObjectRow[] {
    return Array.from(objectIds, (id) => {
      if (!this.has(id)) throw this.damaged(`no object ${id}`);
      return this.row(id);
    });
  }

  entry(objectId: number, dn: string): DirectoryEntry {
    const row = this.#db
      .prepare(`SELECT packed FROM ${tableOf(this.id, 'entry')} WHERE id = ?`)
      .get(objectId);
    if (!row) throw this.damaged(`no values of object ${objectId}`);
    this.#attributes ??= new Map(
      this.#db
        .prepare(`SELECT id, name FROM ${tableOf(this.id, 'attribute')}`)
        .all()
        .map(({ id, name }) => [Number(id), String(name)]),
    );
    const attributes = this.#attributes;
    try {
      return unpackEntry(row['packed'] as Uint8Array, dn, (number) => attributes.get(number));
    } catch (error) {
      if (error instanceof PackedEntryError) throw this.damaged(`values of object ${objectId}`);
      throw error;
    }
  }

  /** From the naming context down to the object itself. */
  path(objectId: number): { id: number; name: string }[] {
    const parents = this.column('parent');
    const name = this.#db.prepare(`SELECT name FROM ${tableOf(this.id, 'object')} WHERE id = ?`);
    const path: { id: number; name: string }[] = [];
    for (let id = objectId; id !== 0; id = parents[id] ?? -1) {
      const row = this.has(id) ? name.get(id) : undefined;
      if (!row || path.length === maxPath) throw this.damaged(`path of object ${objectId}`);
      path.push({ id, name: String(row['name']) });
    }
    return path.reverse();
  }

  position(objectId: number): { parentId: number | null; offset: number } {
    if (!this.has(objectId)) throw new Fault('object.notFound', { name: `${this.id}/${objectId}` });
    const parent = this.column('parent')[objectId]!;
    const offset = this.column('place')[objectId]! - this.column('first')[parent]!;
    if (!(offset >= 0)) throw this.damaged(`position of object ${objectId}`);
    return { parentId: parent || null, offset };
  }
}
