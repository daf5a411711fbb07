/** One refresh being written, as its caller sees it. Every call waits for the writer: what changed is little. */
import { EntryPacker } from '#packed/pack.ts';
import { transferables } from '#packed/page.ts';
import type { Snapshot } from '#contract/shapes.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { RefreshMark, SnapshotRefresh } from './api.ts';
import type { WorkerClient } from './worker/rpc.ts';
import type { WriterMethods } from './worker/writer.ts';

export class Refresh implements SnapshotRefresh {
  readonly snapshotId: number;
  readonly #writer: WorkerClient<WriterMethods>;
  readonly #packer = new EntryPacker();
  #failed: { readonly error: unknown } | null = null;

  constructor(writer: WorkerClient<WriterMethods>, snapshotId: number) {
    this.#writer = writer;
    this.snapshotId = snapshotId;
  }

  put(entries: readonly DirectoryEntry[]): Promise<void> {
    const page = this.#packer.pack(entries);
    return this.#step(() => this.#writer.callWith(transferables(page), 'put', this.snapshotId, page));
  }

  remove(names: readonly string[]): Promise<void> {
    return this.#step(() => this.#writer.call('remove', this.snapshotId, names));
  }

  async addMissing(where: string, code: string, attribute?: string): Promise<void> {
    await this.#writer.call('addMissing', this.snapshotId, where, code, attribute);
  }

  async setMark(mark: RefreshMark): Promise<void> {
    await this.#writer.call('setMark', this.snapshotId, mark);
  }

  async beginDeleted(container: string): Promise<void> {
    await this.#writer.call('beginDeleted', this.snapshotId, container);
  }

  async addDeleted(container: string, entries: readonly DirectoryEntry[]): Promise<void> {
    await this.#writer.call('addDeleted', this.snapshotId, container, entries);
  }

  async complete(onPhase?: (phase: string, done: number, total: number | null) => void): Promise<Snapshot> {
    this.#throwFailure();
    return this.#writer.callWithProgress('complete', onPhase, this.snapshotId);
  }

  async abandon(): Promise<void> {
    await this.#writer.call('abandon', this.snapshotId);
  }

  /** What was not written whole makes the snapshot worthless: nothing more is taken. */
  async #step(call: () => Promise<void>): Promise<void> {
    this.#throwFailure();
    try {
      await call();
    } catch (error) {
      this.#failed ??= { error };
      throw error;
    }
  }

  #throwFailure(): void {
    if (this.#failed) throw this.#failed.error;
  }
}
