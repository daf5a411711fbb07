/** The writer's side of its helper (helper.ts), which runs only while a snapshot is being written. */
import type { BuiltGrams } from '../search/build.ts';
import type { GramLimits, GramShare, TextArena } from '../search/grams.ts';
import type { Triples } from '../search/triples.ts';
import type { Database } from '../sqlite.ts';
import type { HelperMethods } from './helper.ts';
import type { WorkerData } from './roles.ts';
import { workerEntry } from './roles.ts';
import { WorkerClient } from './rpc.ts';

/** Bytes of pages that are written before the WAL is copied back. */
const often = 24 * 1024 * 1024;
/** Pages that came while it was copied: when they are so few, the writer copies them itself, and the WAL begins anew. */
const few = 256;
const mostRounds = 8;

export class Helping {
  readonly #data: WorkerData;
  #client: WorkerClient<HelperMethods> | null = null;
  #written = 0;
  #building = 0;
  #checkpoint: Promise<void> | null = null;

  constructor(data: WorkerData) {
    this.#data = { ...data, role: 'helper' };
  }

  /** Says that so many bytes were written on `db`. */
  wrote(bytes: number, db: Database): void {
    this.#written += bytes;
    if (this.#written >= often) this.copyBack(db);
  }

  /** Has the WAL copied back, as long as that takes; nothing depends on it, and SQLite sees to it if nobody else does. */
  copyBack(db: Database): void {
    if (this.#checkpoint) return;
    this.#written = 0;
    this.#checkpoint = this.#rounds(this.#helper(), db)
      .catch(() => undefined)
      .finally(() => (this.#checkpoint = null));
  }

  async grams(arena: TextArena, triples: Triples, limits: GramLimits, share: GramShare): Promise<BuiltGrams> {
    this.#building += 1;
    try {
      return await this.#helper().call('grams', arena, triples, limits, share);
    } finally {
      this.#building -= 1;
    }
  }

  /** Ends the helper when it has copied back what it was asked to, unless it is needed then. */
  async letGo(isNeeded: () => boolean): Promise<void> {
    await this.#checkpoint;
    const client = this.#client;
    if (!client || isNeeded()) return;
    this.#client = null;
    // Grams that nobody waits for any more are not waited for either.
    if (this.#building === 0) await client.call('close').catch(() => undefined);
    await client.terminate();
  }

  async #rounds(helper: WorkerClient<HelperMethods>, db: Database): Promise<void> {
    for (let round = 0; round < mostRounds; round++) {
      const left = await helper.call('checkpoint');
      if (left > few) continue;
      if (left > 0) db.checkpoint();
      return;
    }
  }

  #helper(): WorkerClient<HelperMethods> {
    return (this.#client ??= new WorkerClient<HelperMethods>(workerEntry(), this.#data));
  }
}
