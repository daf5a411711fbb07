/**
 * Queries of one connection: computed once, in slices between which other calls of this thread get their turn, and kept like
 * other lists. Several callers of one list wait for one computation; it is given up when none of them wants it any more.
 */
import { Fault } from '#contract/faults.ts';
import type { ObjectList } from '#contract/index.ts';
import type { FilterSchema } from '#domain/directory/filter/syntax.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { baseName } from '#domain/directory/values.ts';
import type { FindRequest } from '../api.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import type { Snapshots } from '../read/snapshots.ts';
import type { Searches } from '../search/searches.ts';
import type { Database } from '../sqlite.ts';
import { runQuery } from './run.ts';
import type { QueryStep } from './run.ts';
import { snapshotSchema } from './schema.ts';
import { sorted } from './sort.ts';

/** What a list was before it is sorted; of lists other than queries. */
export type PlainIds = (snapshot: SnapshotReader, list: ObjectList) => Int32Array;
export type OnStep = (step: QueryStep) => void;

/** Lists that are kept: at most this many numbers in all (64 MB). */
const keptNumbers = 16 * 1024 * 1024;
const keptSchemas = 4;
/** How long other calls wait at most, roughly. */
const sliceMilliseconds = 20;
/** Entries that `find` hands over at most: they cross to another thread whole. */
const maxFound = 100_000;

interface Running {
  readonly ids: Promise<Int32Array>;
  /** Tickets of those who wait. */
  readonly wanted: Set<number>;
  readonly listeners: Set<OnStep>;
}

export class Queries {
  readonly #db: Database;
  readonly #snapshots: Snapshots;
  readonly #plain: PlainIds;
  readonly #searches: Searches;
  readonly #kept = new Map<string, Int32Array>();
  #numbers = 0;
  readonly #running = new Map<string, Running>();
  readonly #schemas = new Map<number, FilterSchema>();

  constructor(db: Database, snapshots: Snapshots, searches: Searches, plain: PlainIds) {
    this.#db = db;
    this.#snapshots = snapshots;
    this.#plain = plain;
    this.#searches = searches;
  }

  /** The ids of a query's list or of a sorted one. `ticket` names the caller, for `cancel`. */
  async ids(list: ObjectList, ticket: number, onStep?: OnStep): Promise<Int32Array> {
    const key = JSON.stringify(list);
    const kept = this.#kept.get(key);
    if (kept) {
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      // The snapshot may be gone since.
      this.#snapshots.get(list.snapshotId);
      return kept;
    }
    let running = this.#running.get(key);
    if (!running) {
      const wanted = new Set<number>();
      const listeners = new Set<OnStep>();
      const ids = this.#compute(list, wanted, listeners).finally(() => this.#running.delete(key));
      running = { ids, wanted, listeners };
      this.#running.set(key, running);
      ids.then(
        (done) => this.#keep(key, done),
        () => undefined,
      );
    }
    running.wanted.add(ticket);
    if (onStep) running.listeners.add(onStep);
    try {
      return await running.ids;
    } finally {
      running.wanted.delete(ticket);
      if (onStep) running.listeners.delete(onStep);
    }
  }

  /** The caller does not want its list any more. */
  cancel(ticket: number): void {
    for (const { wanted } of this.#running.values()) wanted.delete(ticket);
  }

  async find(
    snapshotId: number,
    request: FindRequest,
    ticket: number,
  ): Promise<{ entries: (DirectoryEntry & { readonly id: number })[]; more: boolean }> {
    const { base, scope, filter } = request;
    const ids = await this.ids({ of: 'query', snapshotId, base, scope, filter }, ticket);
    const snapshot = this.#snapshots.get(snapshotId);
    const limit = Math.min(request.limit ?? maxFound, maxFound);
    const names =
      request.attributes && new Set(request.attributes.map((name) => baseName(name).toLowerCase()));
    const entries = Array.from(ids.subarray(0, limit), (id) => {
      const entry = snapshot!.entry(id);
      if (!names) return { id, ...entry };
      const some = Object.entries(entry.attributes).filter(([name]) =>
        names.has(baseName(name).toLowerCase()),
      );
      return { id, dn: entry.dn, attributes: Object.fromEntries(some) };
    });
    return { entries, more: ids.length > entries.length };
  }

  schema(snapshot: SnapshotReader): FilterSchema {
    let schema = this.#schemas.get(snapshot.id);
    if (!schema) {
      schema = snapshotSchema(snapshot);
      this.#schemas.set(snapshot.id, schema);
      if (this.#schemas.size > keptSchemas) this.#schemas.delete(this.#schemas.keys().next().value!);
    }
    return schema;
  }

  async #compute(list: ObjectList, wanted: Set<number>, listeners: Set<OnStep>): Promise<Int32Array> {
    // So that whoever asked is in `wanted` before the first look at it.
    await turn();
    const steps = this.#steps(list);
    let last = performance.now();
    for (;;) {
      // What one step reads is of one moment; between two the source may be removed, and the next says so.
      const step = this.#db.transaction(() => {
        this.#snapshots.get(list.snapshotId);
        return steps.next();
      }, 'DEFERRED');
      if (step.done === true) return step.value;
      if (performance.now() - last < sliceMilliseconds) continue;
      for (const listener of listeners) listener(step.value);
      await turn();
      if (wanted.size === 0) throw new Fault('job.cancelled', {});
      last = performance.now();
    }
  }

  *#steps(list: ObjectList): Generator<QueryStep, Int32Array, void> {
    const snapshot = this.#snapshots.get(list.snapshotId);
    if (!snapshot) return new Int32Array(0);
    const { sort, ...plain } = list;
    const schema = this.schema(snapshot);
    const kept = this.#kept.get(JSON.stringify(plain));
    const ids =
      kept ??
      (plain.of === 'query'
        ? yield* runQuery(this.#db, snapshot, plain, schema, (text) =>
            this.#searches.of(snapshot).named(text),
          )
        : this.#plain(snapshot, plain));
    if (!sort) return ids;
    const steps = sorted(this.#db, snapshot, ids, sort, schema);
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
      yield { ...step.value, found: ids.length };
    }
  }

  #keep(key: string, ids: Int32Array): void {
    this.#kept.set(key, ids);
    this.#numbers += ids.length;
    for (const [oldest, old] of this.#kept) {
      if (this.#numbers <= keptNumbers || oldest === key) break;
      this.#kept.delete(oldest);
      this.#numbers -= old.length;
    }
  }
}

/** Lets messages in: a resolved promise would not. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
