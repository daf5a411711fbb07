/** One snapshot as its readers use it: columns loaded when first asked for, rows by id. */
import { basename } from 'node:path';
import { Fault } from '#contract/faults.ts';
import { guidToBytes } from '#domain/directory/guid.ts';
import type { DirectoryEntry, ObjectRow } from '#domain/directory/object.ts';
import type { RowFacts } from '#domain/directory/row.ts';
import { PackedError } from '#packed/numbers.ts';
import { decodeEntry } from '#packed/readPacked.ts';
import { tableOf } from '../schema/snapshot.ts';
import { ColumnError, readBytes, readColumn } from '../snapshot/columns.ts';
import type { BytesName, ColumnName } from '../snapshot/columns.ts';
import { findName } from '../snapshot/dnLookup.ts';
import { guidBytes } from '../snapshot/guidTable.ts';
import { parseDomains } from '../snapshot/sids.ts';
import type { SidColumns } from '../snapshot/sids.ts';
import type { Database } from '../sqlite.ts';
import { decodeSome } from './decodeSome.ts';
import { eachPacked } from './packedRows.ts';
import { RowDecoder } from './rowDecoder.ts';

/** Deeper than any tree that was built from names: a stranger's columns may go round in circles. */
const maxPath = 4096;

export interface SnapshotFacts {
  readonly id: number;
  readonly readAt: string;
  /** False: it is being written, and only what its columns name can be looked at. */
  readonly complete: boolean;
  /** How many objects could be looked at when the columns were written; only while it is being written. */
  readonly browsable: number;
  /** Of a refresh: the snapshot whose entries it shares. */
  readonly base: { readonly id: number; readonly readAt: string } | null;
}

export class SnapshotReader {
  readonly facts: SnapshotFacts;
  readonly #db: Database;
  readonly #columns = new Map<ColumnName, Int32Array<ArrayBuffer>>();
  readonly #bytes = new Map<BytesName, Uint8Array<ArrayBuffer>>();
  #names: string[] = [];
  #rows: RowDecoder | null = null;

  constructor(db: Database, facts: SnapshotFacts) {
    this.#db = db;
    this.facts = facts;
  }

  get id(): number {
    return this.facts.id;
  }

  get readAt(): string {
    return this.facts.readAt;
  }

  column(name: ColumnName): Int32Array<ArrayBuffer> {
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

  bytes(name: BytesName): Uint8Array<ArrayBuffer> {
    let bytes = this.#bytes.get(name);
    if (!bytes) this.#bytes.set(name, (bytes = readBytes(this.#db, this.id, name)));
    return bytes;
  }

  sids(): SidColumns {
    const domains = parseDomains(Buffer.from(this.bytes('sidDomains')).toString('utf8'));
    if (!domains) throw this.damaged('column sidDomains');
    return { domains, domain: this.column('sidDomain'), rid: this.column('rid') };
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
    if (!this.has(objectId)) throw this.#notFound(objectId);
    const decoder = this.#rowDecoder();
    return this.#row(
      objectId,
      this.#decode(objectId, (packed) => decoder.decode(packed)),
    );
  }

  /** Rows of ids that stand in the snapshot's own columns; one that is no object is damage. */
  rows(objectIds: ArrayLike<number>): ObjectRow[] {
    const ids = Array.from(objectIds);
    if (ids.length === 0) return [];
    for (const id of ids) if (!this.has(id)) throw this.damaged(`no object ${id}`);
    const decoder = this.#rowDecoder();
    const found = new Map<number, ObjectRow>();
    eachPacked(this.#db, this.facts, ids, (id, packed) =>
      found.set(
        id,
        this.#row(
          id,
          this.#decoded(id, packed, (bytes) => decoder.decode(bytes)),
        ),
      ),
    );
    return ids.map((id) => {
      const row = found.get(id);
      if (!row) throw this.#noValues(id);
      return row;
    });
  }

  /** Throws `object.notFound`. */
  entry(objectId: number): DirectoryEntry {
    if (!this.has(objectId)) throw this.#notFound(objectId);
    return this.#decode(objectId, (packed) =>
      decodeEntry(packed, 0, packed.length, this.#attributes(), (number) => this.shared(number)),
    );
  }

  /** When the entry was read: before the snapshot's own time where a refresh has kept it. */
  entryReadAt(objectId: number): string {
    const { base, readAt } = this.facts;
    if (!base) return readAt;
    const row = this.#db
      .prepare(`SELECT read_at FROM ${tableOf(this.id, 'overlay')} WHERE id = ?`)
      .get(objectId);
    return row ? String(row['read_at']) : base.readAt;
  }

  /** An object's entry as it is stored; names of attributes are `attributeNames`, shared values `shared`. */
  packed(objectId: number): Uint8Array {
    const { base } = this.facts;
    let row = base
      ? this.#db.prepare(`SELECT packed FROM ${tableOf(this.id, 'overlay')} WHERE id = ?`).get(objectId)
      : undefined;
    row ??= this.#db
      .prepare(`SELECT packed FROM ${tableOf(base?.id ?? this.id, 'entry')} WHERE id = ?`)
      .get(objectId);
    if (!row) throw this.#noValues(objectId);
    return row['packed'] as Uint8Array;
  }

  /** The same of many objects, each once and in no order that counts. */
  eachStored(objectIds: Iterable<number>, visit: (objectId: number, packed: Uint8Array) => void): void {
    eachPacked(this.#db, this.facts, objectIds, visit);
  }

  /** Attribute n of a packed entry is `attributeNames[n - 1]`. */
  get attributeNames(): readonly string[] {
    return this.#attributes();
  }

  /** A value that is kept once for many entries. */
  shared(number: number): Uint8Array {
    const { base } = this.facts;
    let row = this.#db.prepare(`SELECT bytes FROM ${tableOf(this.id, 'shared')} WHERE id = ?`).get(number);
    if (!row && base)
      row = this.#db.prepare(`SELECT bytes FROM ${tableOf(base.id, 'shared')} WHERE id = ?`).get(number);
    if (!row) throw this.damaged(`no value ${number}`);
    return row['bytes'] as Uint8Array;
  }

  /** The object of a DN, however it is spelled; 0 = none has it. */
  findDn(dn: string): number {
    return findName({ dnHash: this.column('dnHash'), dnOrder: this.column('dnOrder') }, dn, (id) =>
      this.has(id) ? this.dn(id) : null,
    );
  }

  /** An object's DN, as it was read. */
  dn(objectId: number): string {
    return this.#decode(objectId, (packed) => decodeSome(packed, [], nothing).dn);
  }

  /** The object of an objectGUID in its text form; 0 = none has it. */
  findGuid(guid: string): number {
    const wanted = guidToBytes(guid);
    return wanted ? this.findGuidBytes(wanted, 0) : 0;
  }

  /** The object of the objectGUID that stands in `bytes` at `at`; 0 = none has it. */
  findGuidBytes(bytes: Uint8Array, at: number): number {
    const order = this.column('guidOrder');
    const guids = this.bytes('guid');
    const compare = (id: number): number => {
      for (let n = 0; n < guidBytes; n++) {
        const difference = (guids[id * guidBytes + n] ?? 0) - bytes[at + n]!;
        if (difference !== 0) return difference;
      }
      return 0;
    };
    let low = 0;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(order[middle]!) < 0) low = middle + 1;
      else high = middle;
    }
    const id = order[low];
    return id !== undefined && this.has(id) && compare(id) === 0 ? id : 0;
  }

  /** From the naming context down to the object itself. */
  path(objectId: number): { id: number; name: string }[] {
    const parents = this.column('parent');
    const path: { id: number; name: string }[] = [];
    for (let id = objectId; id !== 0; id = parents[id] ?? -1) {
      if (!this.has(id) || path.length === maxPath) throw this.damaged(`path of object ${objectId}`);
      path.push({ id, name: this.row(id).name });
    }
    return path.reverse();
  }

  position(objectId: number): { parentId: number | null; offset: number } {
    if (!this.has(objectId)) throw this.#notFound(objectId);
    const parent = this.column('parent')[objectId]!;
    const offset = this.column('place')[objectId]! - this.column('first')[parent]!;
    if (!(offset >= 0)) throw this.damaged(`position of object ${objectId}`);
    return { parentId: parent || null, offset };
  }

  #notFound(objectId: number): Fault {
    return new Fault('object.notFound', { name: `${this.id}/${objectId}` });
  }

  #noValues(objectId: number): Fault {
    return this.damaged(`no values of object ${objectId}`);
  }

  #row(objectId: number, facts: RowFacts): ObjectRow {
    return {
      id: objectId,
      parentId: this.column('parent')[objectId]! || null,
      ...facts,
      childCount: this.column('count')[objectId] ?? 0,
    };
  }

  #decode<T>(objectId: number, decode: (packed: Uint8Array) => T): T {
    return this.#decoded(objectId, this.packed(objectId), decode);
  }

  #decoded<T>(objectId: number, packed: Uint8Array, decode: (packed: Uint8Array) => T): T {
    try {
      return decode(packed);
    } catch (error) {
      if (error instanceof PackedError) throw this.damaged(`values of object ${objectId}`);
      throw error;
    }
  }

  #rowDecoder(): RowDecoder {
    const names = this.#attributes();
    if (names.length === 0) return new RowDecoder(names);
    return (this.#rows ??= new RowDecoder(names));
  }

  /** While the snapshot is being written there may be more of them at the next look; their number says so. */
  #attributes(): string[] {
    if (this.#names.length > 0) return this.#names;
    for (const { id, name } of this.#db
      .prepare(`SELECT id, name FROM ${tableOf(this.id, 'attribute')} ORDER BY id`)
      .all()) {
      if (id !== this.#names.length + 1) throw this.damaged(`attribute ${String(id)}`);
      this.#names.push(String(name));
    }
    return this.#names;
  }
}

const nothing = new Uint8Array(0);
