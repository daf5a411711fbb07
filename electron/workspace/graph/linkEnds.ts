/** Until when memberships with a time to live hold: the ends that groups keep beside their members. */
import { dnKey } from '#domain/directory/dnKey.ts';
import { linkEnds, linkUntilAttribute } from '#domain/directory/ttlLink.ts';
import type { Snapshots } from '../read/snapshots.ts';

/** Groups whose ends are kept. */
const most = 2000;

export class LinkEnds {
  readonly #snapshots: Pick<Snapshots, 'get'>;
  /** Snapshot and group → member's key → ISO 8601 UTC. */
  readonly #kept = new Map<string, ReadonlyMap<string, string>>();

  constructor(snapshots: Pick<Snapshots, 'get'>) {
    this.#snapshots = snapshots;
  }

  /** Whether any membership of the snapshot has an end. */
  any(snapshotId: number): boolean {
    return this.#snapshots.get(snapshotId)?.attributeNames.includes(linkUntilAttribute) ?? false;
  }

  /** Null = without end, as nearly all are. */
  untilOf(snapshotId: number, group: number, memberDn: string): string | null {
    if (!this.any(snapshotId)) return null;
    const name = `${snapshotId}/${group}`;
    let ends = this.#kept.get(name);
    if (!ends) {
      ends = new Map(
        linkEnds(this.#snapshots.get(snapshotId)!.entry(group)).map(({ dn, until }) => [dnKey(dn), until]),
      );
      if (this.#kept.size >= most) this.#kept.clear();
      this.#kept.set(name, ends);
    }
    return ends.get(dnKey(memberDn)) ?? null;
  }
}
