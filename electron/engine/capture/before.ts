/** What the snapshot that is refreshed says of an object that changed. */
import { dnKey } from '#domain/directory/dnKey.ts';
import { guidOf, guidToFilter } from '#domain/directory/guid.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { valuesOf } from '#domain/directory/values.ts';
import type { Workspace } from '#workspace/api.ts';

export class Before {
  readonly #workspace: Workspace;
  readonly #snapshotId: number;

  constructor(workspace: Workspace, snapshotId: number) {
    this.#workspace = workspace;
    this.#snapshotId = snapshotId;
  }

  /** Whether the object stood elsewhere, or under another name, and held others. */
  async movedWithObjects(entry: DirectoryEntry): Promise<boolean> {
    const guid = guidOf(valuesOf(entry, 'objectGUID')[0]);
    if (guid === null) return false;
    const filter = `(objectGUID=${guidToFilter(guid)!})`;
    const request = { base: null, scope: 'sub', filter, attributes: ['objectGUID'], limit: 1 } as const;
    const [was] = (await this.#workspace.find(this.#snapshotId, request)).entries;
    if (!was || dnKey(was.dn) === dnKey(entry.dn)) return false;
    const { row } = await this.#workspace.object(this.#snapshotId, was.id);
    return (row.childCount ?? 0) > 0;
  }
}
