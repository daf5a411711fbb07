/** The one workspace that is open, and who follows it. Opening another closes the first. */
import type { WorkspaceInfo } from '#contract/index.ts';
import { Fault } from '#contract/faults.ts';
import type { OpenOptions, Workspace } from '#workspace/api.ts';
import { openWorkspace } from '#workspace/open.ts';
import { Broadcast } from './broadcast.ts';

export class OpenWorkspace {
  #current: Workspace | null = null;
  #sample = false;
  /** Opening and closing happen one after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  readonly #changes = new Broadcast<'info', WorkspaceInfo>();

  get current(): Workspace {
    if (!this.#current) throw new Fault('workspace.none', {});
    return this.#current;
  }

  open(path: string, options: OpenOptions, sample = false): Promise<WorkspaceInfo> {
    return this.#inTurn(async () => {
      // The new one first: a file that does not open leaves the old one where it was.
      const next = await openWorkspace(path, options);
      await this.#current?.close();
      this.#current = next;
      this.#sample = sample;
      return this.refresh();
    });
  }

  async info(): Promise<WorkspaceInfo> {
    const { name, readOnly, readOnlyReason } = this.current;
    return { name, sample: this.#sample, readOnly, readOnlyReason, sources: await this.current.sources() };
  }

  /** Tells everyone who follows that the sources have changed. */
  async refresh(): Promise<WorkspaceInfo> {
    const info = await this.info();
    this.#changes.set('info', info);
    return info;
  }

  watch(signal: AbortSignal | undefined): AsyncGenerator<WorkspaceInfo, void, void> {
    return this.#changes.watch(signal, 100);
  }

  close(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#current?.close();
      this.#current = null;
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => {});
    return result;
  }
}
