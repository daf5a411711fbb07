/** One snapshot being written, as its caller sees it. */
import type { Snapshot } from '#contract/shapes.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import type { SnapshotWriter } from './api.ts';
import type { WorkerClient } from './worker/rpc.ts';
import type { WriterMethods } from './worker/writer.ts';

/** Batches under way: one is being written while the next is handed over. */
const maxUnderWay = 2;

export class Capture implements SnapshotWriter {
  readonly snapshotId: number;
  readonly #writer: WorkerClient<WriterMethods>;
  readonly #underWay = new Set<Promise<void>>();
  #failed: { readonly error: unknown } | null = null;

  constructor(writer: WorkerClient<WriterMethods>, snapshotId: number) {
    this.#writer = writer;
    this.snapshotId = snapshotId;
  }

  async addEntries(entries: readonly DirectoryEntry[]): Promise<void> {
    this.#throwFailure();
    if (entries.length > 0) {
      const written: Promise<void> = this.#writer
        .call('add', this.snapshotId, entries)
        .catch((error: unknown) => {
          this.#failed ??= { error };
        })
        .finally(() => this.#underWay.delete(written));
      this.#underWay.add(written);
    }
    while (this.#underWay.size >= maxUnderWay) await Promise.race(this.#underWay);
    this.#throwFailure();
  }

  async setEstate(facts: EstateFacts): Promise<void> {
    await this.#writer.call('setEstate', this.snapshotId, facts);
  }

  async setDocument(name: string, text: string): Promise<void> {
    await this.#writer.call('setDocument', this.snapshotId, name, text);
  }

  async addMissing(where: string, code: string): Promise<void> {
    await this.#writer.call('addMissing', this.snapshotId, where, code);
  }

  async complete(onPhase?: (phase: string, done: number, total: number | null) => void): Promise<Snapshot> {
    await Promise.all(this.#underWay);
    this.#throwFailure();
    return this.#writer.callWithProgress('complete', onPhase, this.snapshotId);
  }

  async abandon(): Promise<void> {
    await this.#writer.call('abandon', this.snapshotId);
  }

  /** A batch that was not written whole makes the snapshot worthless: nothing more is taken. */
  #throwFailure(): void {
    if (this.#failed) throw this.#failed.error;
  }
}
