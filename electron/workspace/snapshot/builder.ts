/**
 * One snapshot being written. Rows and packed values go to the file as they arrive, a batch a transaction; names, kinds
 * and parents stay in memory until `complete` (about 250 bytes an object). Not safe to use after an error.
 */
import { Fault } from '#contract/faults.ts';
import type { DirectoryEntry, ObjectRow } from '#domain/directory/object.ts';
import { rowFacts } from '#domain/directory/row.ts';
import { firstInteger, textsOf } from '#domain/directory/values.ts';
import { kindCode } from '../schema/kinds.ts';
import { snapshotDdl, tableOf } from '../schema/snapshot.ts';
import type { Database } from '../sqlite.ts';
import { columnNames, GrowingColumn, writeColumn } from './columns.ts';
import { DnIndex } from './dnIndex.ts';
import { EntryPacker } from './entry.ts';
import { fold, searchWords } from './searchText.ts';
import { buildColumns } from './tree.ts';

export type OnPhase = (phase: SnapshotPhase, done: number, total: number | null) => void;
/** Codes under `phase.` */
export type SnapshotPhase = 'order' | 'text' | 'finish';

/** Attributes that hold a group's members by DN: `member` (RFC 4519 §2.17), `uniqueMember` (§2.40). */
const memberAttributes = ['member', 'uniqueMember'];
/** Objects whose words are indexed in one transaction, less than half a second. */
const textBatch = 20_000;
/** Objects read at a time for it. */
const textRead = 5_000;
/**
 * FTS5's own settings (sqlite.org/fts5.html §6): with its defaults, 1 MiB in memory and merging as it goes, the index
 * is written several times over. More memory falls out of the processor's cache. A leaf fills one page of ours.
 */
const textSettings = { hashsize: 8 * 1024 * 1024, automerge: 0, pgsz: 8000 } as const;

const objectColumns =
  'id, kind, dn, name, guid, sid, sam_account_name, user_principal_name, display_name, mail, description, disabled, group_type';

export class SnapshotBuilder {
  readonly #db: Database;
  readonly #id: number;
  readonly #index = new DnIndex();
  readonly #kinds = new GrowingColumn();
  readonly #primaryGroups = new GrowingColumn();
  /** By id, folded: what lists are ordered by. */
  #names: (string | undefined)[] = [];
  /** By group, the numbers of its members' names. */
  readonly #members = new Map<number, Int32Array>();
  readonly #attributes = new Map<string, number>();
  readonly #packer: EntryPacker;
  #tables = false;
  #cancelled = false;

  constructor(db: Database, snapshotId: number) {
    this.#db = db;
    this.#id = snapshotId;
    this.#packer = new EntryPacker((name) => this.#attributeNumber(name));
  }

  /** Writes one batch in one transaction. An entry of a name that was there before takes its place. */
  add(entries: readonly DirectoryEntry[]): void {
    this.#db.transaction(() => {
      this.#createTables();
      for (const entry of entries) this.#add(entry);
    });
  }

  /** Makes `complete` end with `job.cancelled` at its next step. */
  cancel(): void {
    this.#cancelled = true;
  }

  /**
   * Everything that needs all objects, in steps between which other work of this thread gets its turn. Answers with the
   * number of objects; making the snapshot visible is the caller's, in `finish`, inside the last transaction.
   */
  async complete(onPhase: OnPhase, finish: (objects: number) => void): Promise<number> {
    if (this.#tables) {
      onPhase('order', 0, this.#index.size);
      await this.#turn();
      const size = this.#index.size + 1;
      const columns = buildColumns({
        kinds: this.#kinds.first(size),
        names: this.#names,
        primaryGroups: this.#primaryGroups.first(size),
        parentOf: (id) => this.#index.parentOf(id),
      });
      this.#names = [];
      await this.#writeText(onPhase);
      onPhase('finish', this.#index.size, this.#index.size);
      await this.#turn();
      this.#db.transaction(() => {
        for (const name of columnNames) writeColumn(this.#db, this.#id, name, columns[name]);
        this.#writeMembers();
        finish(this.#index.size);
      });
    } else this.#db.transaction(() => finish(0));
    return this.#index.size;
  }

  #createTables(): void {
    if (this.#tables) return;
    for (const statement of snapshotDdl(this.#id)) this.#db.exec(statement);
    this.#db.prepare('UPDATE snapshot SET has_objects = 1 WHERE id = ?').run(this.#id);
    this.#tables = true;
  }

  #add(entry: DirectoryEntry): void {
    const row = rowFacts(entry);
    const id = this.#index.object(entry.dn);
    const again = this.#kinds.get(id) !== 0;
    this.#kinds.set(id, kindCode[row.kind]);
    this.#primaryGroups.set(id, (firstInteger(entry, 'primaryGroupID') ?? 0) | 0);
    this.#names[id] = fold(row.name);
    const verb = again ? 'REPLACE' : 'INSERT';
    this.#db
      .prepare(
        `${verb} INTO ${tableOf(this.#id, 'object')} (${objectColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        id,
        kindCode[row.kind],
        row.dn,
        row.name,
        row.guid,
        row.sid,
        row.samAccountName,
        row.userPrincipalName,
        row.displayName,
        row.mail,
        row.description,
        row.disabled === null ? null : Number(row.disabled),
        row.groupType,
      );
    this.#db
      .prepare(`${verb} INTO ${tableOf(this.#id, 'entry')} (id, packed) VALUES (?, ?)`)
      .run(id, this.#packer.pack(entry));
    this.#addMembers(id, entry);
  }

  #addMembers(id: number, entry: DirectoryEntry): void {
    const members = new Set<number>();
    for (const attribute of memberAttributes) {
      for (const dn of textsOf(entry, attribute)) {
        members.add(this.#index.reference(dn));
      }
    }
    if (members.size > 0) this.#members.set(id, Int32Array.from(members));
    else this.#members.delete(id);
  }

  #attributeNumber(name: string): number {
    let number = this.#attributes.get(name);
    if (number === undefined) {
      number = this.#attributes.size + 1;
      this.#attributes.set(name, number);
      this.#db
        .prepare(`INSERT INTO ${tableOf(this.#id, 'attribute')} (id, name) VALUES (?, ?)`)
        .run(number, name);
    }
    return number;
  }

  async #writeText(onPhase: OnPhase): Promise<void> {
    const search = tableOf(this.#id, 'search');
    const select = `SELECT id, dn, name, guid, sid, sam_account_name AS samAccountName, user_principal_name AS userPrincipalName,
      display_name AS displayName, mail FROM ${tableOf(this.#id, 'object')} WHERE id > ? ORDER BY id LIMIT ${textRead}`;
    const insert = this.#db.prepare(`INSERT INTO ${search} (rowid, words) VALUES (?, ?)`);
    for (const [name, value] of Object.entries(textSettings)) {
      // Spelled out: node:sqlite binds every number as REAL, which FTS5 does not take here.
      this.#db.exec(`INSERT INTO ${search} (${search}, rank) VALUES ('${name}', ${value})`);
    }
    let last = 0;
    const addSome = (end: number) => {
      const rows = this.#db.prepare(select).all(last) as unknown as ObjectRow[];
      for (const row of rows) insert.run(row.id, searchWords(row));
      last = rows.at(-1)?.id ?? end;
    };
    while (last < this.#index.size) {
      onPhase('text', last, this.#index.size);
      await this.#turn();
      const end = Math.min(last + textBatch, this.#index.size);
      this.#db.transaction(() => {
        while (last < end) addSome(end);
      });
    }
  }

  /** Members that are no object get numbers above all objects', and their names a row. */
  #writeMembers(): void {
    const insert = this.#db.prepare(`INSERT INTO ${tableOf(this.#id, 'member')} (id, packed) VALUES (?, ?)`);
    const insertName = this.#db.prepare(
      `INSERT INTO ${tableOf(this.#id, 'reference')} (id, dn) VALUES (?, ?)`,
    );
    const unknown = new Map<number, number>();
    const idOf = (name: number): number => {
      let id = this.#index.objectOf(name) || unknown.get(name);
      if (id === undefined) {
        id = this.#index.size + unknown.size + 1;
        unknown.set(name, id);
        insertName.run(id, this.#index.spelling(name));
      }
      return id;
    };
    for (const [group, names] of this.#members) {
      const ids = names.map(idOf).sort();
      insert.run(group, new Uint8Array(ids.buffer));
    }
  }

  async #turn(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.#cancelled) throw new Fault('job.cancelled', {});
  }
}
