/**
 * One snapshot being written. Entries go to the file as they arrive, a page a transaction; what the columns are made of stays
 * in memory until `complete` (snapshot/objects.ts). Not safe to use after an error.
 */
import { randomBytes } from 'node:crypto';
import { Fault } from '#contract/faults.ts';
import type { PackedPage } from '#packed/page.ts';
import { snapshotDdl, tableOf } from '../schema/snapshot.ts';
import type { Database } from '../sqlite.ts';
import { readDigestSeed, writeBytes, writeColumn } from './columns.ts';
import type { ColumnName, Columns } from './columns.ts';
import { Digester } from './digest.ts';
import { nameHashes } from './dnLookup.ts';
import { orderOfGuids } from './guidTable.ts';
import { Objects } from './objects.ts';
import { SharedValues } from './sharedValues.ts';
import { Streams } from './streams.ts';
import { buildTree } from './tree.ts';
import { writeSearch } from './writeSearch.ts';
import type { GramHelp } from './writeSearch.ts';

export type OnPhase = (phase: SnapshotPhase, done: number, total: number | null) => void;
/** Codes under `phase.` */
export type SnapshotPhase = 'order' | 'text' | 'finish';

/** As soon as there are this many objects they can be looked at, and again at every ten times as many. */
const firstStep = 1000;
/** How many rows of references one transaction writes. */
const referenceBatch = 50_000;

export class SnapshotBuilder {
  readonly #db: Database;
  readonly #id: number;
  readonly #help: GramHelp | null;
  readonly #streams: Streams;
  #objects: Objects;
  readonly #digester: Digester;
  /** Two numbers an object: what it was when it came. */
  #digests = new Int32Array(2048);
  #step = firstStep;
  #tables = false;
  #cancelled = false;
  /** The first reading of the part at hand; 0 = no part was begun. */
  #partFrom = 0;
  /** Statements of the tables, once they are there. */
  #insert: ((id: number, packed: Uint8Array, again: boolean) => void) | null = null;

  constructor(db: Database, snapshotId: number, help: GramHelp | null = null) {
    this.#db = db;
    this.#id = snapshotId;
    this.#help = help;
    const shared = new SharedValues((number, bytes) =>
      this.#db
        .prepare(`INSERT INTO ${tableOf(this.#id, 'shared')} (id, bytes) VALUES (?, ?)`)
        .run(number, bytes),
    );
    this.#streams = new Streams(shared, (number, name) =>
      this.#db
        .prepare(`INSERT INTO ${tableOf(this.#id, 'attribute')} (id, name) VALUES (?, ?)`)
        .run(number, name),
    );
    const seed = readDigestSeed(db) ?? randomBytes(4).readInt32LE() | 1;
    this.#digests[0] = seed;
    this.#digester = new Digester(seed, (number) => shared.bytesOf(number));
    // Names are hashed by the workspace's seed, too: two snapshots' names can then be laid beside each other.
    this.#objects = new Objects(seed, (id) =>
      this.#db.prepare(`DELETE FROM ${tableOf(this.#id, 'entry')} WHERE id = ?`).run(id),
    );
  }

  /** How many objects there are. */
  get received(): number {
    return this.#objects.count;
  }

  /** Writes one page in one transaction. Pages of one stream have one numbering of attributes. Throws `PackedError`. */
  add(page: PackedPage, stream = 0): void {
    this.#db.transaction(() => {
      this.#createTables();
      this.#streams.page(stream, page);
      let start = 0;
      for (const end of page.ends) {
        this.#streams.entry(stream, page.bytes, start, end, this.#take);
        start = end;
      }
      if (this.#objects.count >= this.#step) this.#showWhatIsThere();
    });
  }

  /** Begins a part: what comes from here to `endPart` may come again as a whole. */
  beginPart(): void {
    this.#partFrom = ++this.#objects.reading;
  }

  /** The part comes once more. */
  again(): void {
    if (this.#partFrom !== 0) this.#objects.reading++;
  }

  /** Ends the part; drops what an earlier reading of it had and the last one has not. */
  endPart(): void {
    const objects = this.#objects;
    const from = this.#partFrom;
    this.#partFrom = 0;
    if (from === 0 || from === objects.reading) return;
    const stale = objects.ids().filter((id) => {
      const reading = objects.readings.get(id);
      return reading >= from && reading < objects.reading;
    });
    if (stale.length === 0) return;
    this.#db.transaction(() => {
      for (const id of stale) objects.drop(id);
      if (this.#step > firstStep) this.#showWhatIsThere();
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
    const { count } = this.#objects;
    if (!this.#tables) {
      this.#db.transaction(() => finish(0));
      return 0;
    }
    onPhase('order', 0, count);
    await this.#turn();
    const { names } = this.#writeTree();
    await this.#turn();
    const { texts } = this.#objects;
    const rest = async () => {
      await this.#writeMembers();
      await this.#turn();
      this.#writeLookups();
      // The search needs room; the rest has been written.
      this.#objects = new Objects(0, () => undefined);
      await this.#turn();
    };
    await writeSearch(this.#db, this.#id, { names, texts }, onPhase, () => this.#turn(), this.#help, rest);
    onPhase('finish', count, count);
    await this.#turn();
    this.#db.transaction(() => finish(count));
    return count;
  }

  readonly #take = (bytes: Uint8Array, start: number, end: number): void => {
    const objects = this.#objects;
    const { last } = objects;
    const id = objects.take(bytes, start, end, this.#streams.roles);
    this.#digest(id, bytes, start, end);
    this.#insert!(id, bytes.subarray(start, end), id <= last);
  };

  #digest(id: number, bytes: Uint8Array, start: number, end: number): void {
    const digester = this.#digester;
    digester.take(this.#streams.names);
    digester.read(bytes, start, end);
    const at = id * 2;
    if (at >= this.#digests.length) {
      const grown = new Int32Array(this.#digests.length * 2);
      grown.set(this.#digests);
      this.#digests = grown;
    }
    this.#digests[at] = digester.low;
    this.#digests[at + 1] = digester.high;
  }

  #createTables(): void {
    if (this.#tables) return;
    for (const statement of snapshotDdl(this.#id)) this.#db.exec(statement);
    this.#db.prepare('UPDATE snapshot SET has_objects = 1 WHERE id = ?').run(this.#id);
    const into = `INTO ${tableOf(this.#id, 'entry')} (id, packed) VALUES (?, ?)`;
    const insert = this.#db.prepare(`INSERT ${into}`);
    const replace = this.#db.prepare(`REPLACE ${into}`);
    this.#insert = (id, packed, again) => (again ? replace : insert).run(id, packed);
    this.#tables = true;
  }

  /** Columns of what has arrived so far, for those who look at it meanwhile. */
  #showWhatIsThere(): void {
    this.#writeTreeColumns();
    this.#db.prepare('UPDATE snapshot SET browsable = ? WHERE id = ?').run(this.#objects.count, this.#id);
    while (this.#step <= this.#objects.count) this.#step *= 10;
  }

  #writeTree(): Pick<Columns, 'names'> {
    return this.#db.transaction(() => {
      const names = this.#writeTreeColumns();
      const size = this.#objects.last + 1;
      this.#writeColumn('primaryGroup', this.#objects.primaryGroups.first(size));
      this.#writeColumn('groupType', this.#objects.groupTypes.first(size));
      this.#writeColumn('sidDomain', this.#objects.sids.domain.first(size));
      this.#writeColumn('rid', this.#objects.sids.rid.first(size));
      const domains = Buffer.from(JSON.stringify(this.#objects.sids.domains));
      writeBytes(this.#db, this.#id, 'sidDomains', domains);
      return { names };
    });
  }

  #writeTreeColumns(): Int32Array {
    const objects = this.#objects;
    const names = objects.ids();
    objects.names.sort(names);
    const kinds = objects.kinds.first(objects.last + 1);
    const columns = buildTree({
      kinds,
      names,
      parentOf: (id) => objects.index.parentObjectOf(objects.nameOf.get(id)),
    });
    this.#writeColumn('kind', kinds);
    for (const name of Object.keys(columns) as (keyof typeof columns)[])
      this.#writeColumn(name, columns[name]);
    return names;
  }

  /** Members that are no object get a row with their name, and its number negative. */
  async #writeMembers(): Promise<void> {
    const { index, edges, last } = this.#objects;
    const unknown = new Map<number, number>();
    const { memberFirst, member } = edges.columns(last + 1, (name) => {
      const id = index.objectOf(name);
      if (id !== 0) return id;
      let number = unknown.get(name);
      if (number === undefined) unknown.set(name, (number = unknown.size + 1));
      return -number;
    });
    this.#db.transaction(() => {
      this.#writeColumn('memberFirst', memberFirst);
      this.#writeColumn('member', member);
    });
    const insert = this.#db.prepare(`INSERT INTO ${tableOf(this.#id, 'reference')} (id, dn) VALUES (?, ?)`);
    const rows = unknown.entries();
    for (let next = rows.next(); !next.done;) {
      this.#db.transaction(() => {
        for (let n = 0; n < referenceBatch && !next.done; n++, next = rows.next())
          insert.run(next.value[1], index.spelling(next.value[0]));
      });
      await this.#turn();
    }
  }

  #writeLookups(): void {
    const { index, guids, nameOf, last } = this.#objects;
    const ids = this.#objects.ids();
    const { dnHash, dnOrder } = nameHashes(index.seed, last + 1, ids, (id) => index.hashOf(nameOf.get(id)));
    this.#db.transaction(() => {
      this.#writeColumn('dnHash', dnHash);
      this.#writeColumn('dnOrder', dnOrder);
      this.#writeColumn('guidOrder', orderOfGuids(guids.first(last + 1), last + 1));
      writeBytes(this.#db, this.#id, 'guid', guids.first(last + 1));
      const digests = this.#digests.subarray(0, (last + 1) * 2);
      writeBytes(this.#db, this.#id, 'digest', new Uint8Array(digests.buffer, 0, digests.byteLength));
    });
  }

  #writeColumn(name: ColumnName, values: Int32Array): void {
    writeColumn(this.#db, this.#id, name, values);
  }

  async #turn(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.#cancelled) throw new Fault('job.cancelled', {});
  }
}
