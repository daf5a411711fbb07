/**
 * The one workspace that is open, and who follows it. Opening another puts the first aside; it closes when the last job
 * that writes into it has ended, so that looking at another file costs nobody an hour of capturing.
 */
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import type { WorkspaceInfo } from '#contract/index.ts';
import { Fault } from '#contract/faults.ts';
import type { OpenOptions, Workspace } from '#workspace/api.ts';
import { openWorkspace } from '#workspace/open.ts';
import { Broadcast } from './broadcast.ts';

/** A workspace that a job works on: it stays open until `release`. */
export interface Hold {
  readonly workspace: Workspace;
  release(): Promise<void>;
}

/** What a workspace is beside a file of the person's own: the embedded sample, or a copy of a file that was called so. */
export interface Kind {
  readonly sample?: boolean;
  readonly copyOf?: string;
}

interface Opened {
  readonly workspace: Workspace;
  readonly kind: Kind;
  /** Opened without ever writing. */
  readonly untouched: boolean;
  holds: number;
}

export class OpenWorkspace {
  #current: Opened | null = null;
  /** The current one, and those that only jobs still hold. */
  readonly #all = new Set<Opened>();
  /** Opening and closing happen one after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  readonly #changes = new Broadcast<'info', WorkspaceInfo>();

  /** The workspace that is open, or null; `current` for what cannot do without one. */
  get opened(): Workspace | null {
    return this.#current?.workspace ?? null;
  }

  get current(): Workspace {
    if (!this.#current) throw new Fault('workspace.none', {});
    return this.#current.workspace;
  }

  open(path: string, options: OpenOptions, kind: Kind = {}): Promise<WorkspaceInfo> {
    return this.#inTurn(async () => {
      const before = this.#current;
      // The new one first: a file that does not open leaves the old one where it was.
      this.#current = this.#alreadyOpen(path, options) ?? (await this.#openAnew(path, options, kind));
      if (before && before !== this.#current) await this.#closeUnlessHeld(before);
      return this.#tell();
    });
  }

  /** The current workspace for a job that writes. Throws `workspace.none`, `.sample`, `.copy` and `.readOnly`. */
  hold(): Hold {
    const { current } = this;
    const opened = this.#current!;
    const { sample, copyOf } = opened.kind;
    if (sample) throw new Fault('workspace.sample', {});
    if (copyOf !== undefined) throw new Fault('workspace.copy', { name: copyOf });
    if (current.readOnly) throw new Fault('workspace.readOnly', { name: current.name });
    return this.keep();
  }

  /** The current workspace for a job that reads it, whatever it is. Throws `workspace.none`. */
  keep(): Hold {
    const { current } = this;
    const opened = this.#current!;
    opened.holds += 1;
    let held = true;
    return {
      workspace: current,
      release: () =>
        this.#inTurn(async () => {
          if (!held) return;
          held = false;
          opened.holds -= 1;
          // A workspace that cannot be asked says so to whoever asks next; the job has ended as it has.
          if (opened === this.#current) await this.#tell().catch(() => {});
          else await this.#closeUnlessHeld(opened);
        }),
    };
  }

  async info(): Promise<WorkspaceInfo> {
    const { path, readOnly } = this.current;
    const { sample = false, copyOf } = this.#current?.kind ?? {};
    const name = copyOf ?? this.current.name;
    const readOnlyReason = copyOf === undefined ? this.current.readOnlyReason : 'copy';
    const id = createHash('sha256').update(path).digest('base64url').slice(0, 16);
    return { id, name, sample, readOnly, readOnlyReason, sources: await this.current.sources() };
  }

  /** Tells everyone who follows that the sources have changed. */
  refresh(): Promise<WorkspaceInfo> {
    return this.#inTurn(() => this.#tell());
  }

  watch(signal: AbortSignal | undefined): AsyncGenerator<WorkspaceInfo, void, void> {
    return this.#changes.watch(signal, 100);
  }

  /** Closes all, held or not: whoever calls this has ended the jobs. */
  close(): Promise<void> {
    return this.#inTurn(async () => {
      this.#current = null;
      const all = [...this.#all];
      this.#all.clear();
      await Promise.all(all.map(({ workspace }) => workspace.close()));
    });
  }

  /** The same file again, current or held by a job: a second opening would find itself locked out by the first. */
  #alreadyOpen(path: string, { mode, readOnly = false }: OpenOptions): Opened | null {
    if (mode === 'create') return null;
    const real = realPath(path);
    return [...this.#all].find((one) => one.workspace.path === real && one.untouched === readOnly) ?? null;
  }

  async #openAnew(path: string, options: OpenOptions, kind: Kind): Promise<Opened> {
    const workspace = await openWorkspace(path, options);
    const opened: Opened = { workspace, kind, untouched: options.readOnly === true, holds: 0 };
    this.#all.add(opened);
    return opened;
  }

  async #closeUnlessHeld(opened: Opened): Promise<void> {
    if (opened.holds > 0 || !this.#all.delete(opened)) return;
    await opened.workspace.close();
  }

  async #tell(): Promise<WorkspaceInfo> {
    const info = await this.info();
    this.#changes.set('info', info);
    return info;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => {});
    return result;
  }
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}
