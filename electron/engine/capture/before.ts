/** What the snapshot that is refreshed says of an object that changed. */
import { guidToFilter } from '#domain/directory/guid.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { sameDn } from '#domain/forest/names.ts';
import type { Workspace } from '#workspace/api.ts';

export type EntryBefore = DirectoryEntry & { readonly id: number };

export class Before {
  readonly #workspace: Workspace;
  readonly #snapshotId: number;

  constructor(workspace: Workspace, snapshotId: number) {
    this.#workspace = workspace;
    this.#snapshotId = snapshotId;
  }

  /** The object of an objectGUID, whole or its name alone; null where it was not there. */
  async entry(guid: string, attributes?: readonly string[]): Promise<EntryBefore | null> {
    const filter = `(objectGUID=${guidToFilter(guid)!})`;
    const some = attributes ? { attributes } : {};
    const request = { base: null, scope: 'sub', filter, limit: 1, ...some } as const;
    return (await this.#workspace.find(this.#snapshotId, request)).entries[0] ?? null;
  }

  /** What the snapshot keeps of a container of deleted objects; null where it could not be read. */
  async deletedIn(container: string): Promise<readonly DirectoryEntry[] | null> {
    const lists = await this.#workspace.deleted(this.#snapshotId);
    return lists.find((list) => sameDn(list.container, container))?.entries ?? null;
  }

  async hasChildren({ id }: EntryBefore): Promise<boolean> {
    const { row } = await this.#workspace.object(this.#snapshotId, id);
    return (row.childCount ?? 0) > 0;
  }
}
