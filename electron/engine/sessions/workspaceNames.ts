import { estateViews } from '../estate/views.ts';
import type { OpenWorkspace } from '../openWorkspace.ts';

/**
 * What the open workspace calls accounts: asked for every session whenever one changes, and so read once for each state of the
 * workspace.
 */
export class WorkspaceNames {
  readonly #workspace: OpenWorkspace;
  readonly #ended = new AbortController();
  #kept: { readonly of: object; readonly names: Promise<ReadonlyMap<string, string>> } | null = null;

  /** `changed`: told when accounts may be called otherwise than before. */
  constructor(workspace: OpenWorkspace, changed: () => void = () => {}) {
    this.#workspace = workspace;
    void this.#follow(changed);
  }

  /** The account's name or alias; null where no workspace is open, or it knows none. Never rejects. */
  accountAlias = async (account: string): Promise<string | null> => {
    const { opened } = this.#workspace;
    if (!opened) return null;
    if (this.#kept?.of !== opened) {
      const names = estateViews({ workspace: this.#workspace }).then(
        (views) => views.names,
        () => new Map<string, string>(),
      );
      this.#kept = { of: opened, names };
    }
    return (await this.#kept.names).get(account) ?? null;
  };

  close(): void {
    this.#ended.abort();
  }

  async #follow(changed: () => void): Promise<void> {
    for await (const _ of this.#workspace.watch(this.#ended.signal)) {
      this.#kept = null;
      changed();
    }
  }
}
