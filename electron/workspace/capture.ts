/** One snapshot being written, as its caller sees it. */
import type { Snapshot } from '#contract/shapes.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import { EntryPacker } from '#packed/pack.ts';
import { transferables } from '#packed/page.ts';
import type { PackedPage } from '#packed/page.ts';
import type { RefreshMark, SnapshotWriter } from './api.ts';
import type { WorkerClient } from './worker/rpc.ts';
import type { WriterMethods } from './worker/writer.ts';

/** Pages under way: one is being written while the next is handed over. */
const maxUnderWay = 2;

export class Capture implements SnapshotWriter {
  readonly snapshotId: number;
  readonly #writer: WorkerClient<WriterMethods>;
  readonly #packer = new EntryPacker();
  readonly #underWay = new Set<Promise<void>>();
  #failed: { readonly error: unknown } | null = null;

  constructor(writer: WorkerClient<WriterMethods>, snapshotId: number) {
    this.#writer = writer;
    this.snapshotId = snapshotId;
  }

  async addEntries(entries: readonly DirectoryEntry[]): Promise<void> {
    if (entries.length > 0) await this.#add(this.#packer.pack(entries), 1);
    else this.#throwFailure();
  }

  addPage(page: PackedPage): Promise<void> {
    return this.#add(page, 0);
  }

  beginPart(): Promise<void> {
    return this.#writer.call('part', this.snapshotId, 'begin');
  }

  again(): Promise<void> {
    return this.#writer.call('part', this.snapshotId, 'again');
  }

  endPart(): Promise<void> {
    return this.#writer.call('part', this.snapshotId, 'end');
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

  async #add(page: PackedPage, stream: number): Promise<void> {
    this.#throwFailure();
    if (page.ends.length > 0 || page.names.length > 0) {
      const written: Promise<void> = this.#writer
        .callWith(transferables(page), 'add', this.snapshotId, page, stream)
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

  async addMissing(where: string, code: string, attribute?: string): Promise<void> {
    await this.#writer.call('addMissing', this.snapshotId, where, code, attribute);
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
