/** Who owns groups (managedBy), and whether an owner is somebody under review, or a group that they are in. */
import { trait } from '#domain/access/reach.ts';
import { textsOf } from '#domain/directory/values.ts';
import { nodeOf, refOf } from '#domain/membership/graph.ts';
import { isPerson } from '#domain/review/reviewer.ts';
import type { AccessState } from '../access/world.ts';
import type { Snapshots } from '../read/snapshots.ts';

/** What is kept of groups that many people come by. */
const keptGroups = 20_000;

export function kept<K, V>(of: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      if (known.size >= keptGroups) known.clear();
      known.set(key, (value = of(key)));
    }
    return value;
  };
}

export class Owners {
  readonly #snapshots: Snapshots;
  readonly #state: AccessState;
  readonly #owner: (node: number) => { readonly dn: string | null };
  readonly #groups: (dn: string) => readonly number[];

  constructor(snapshots: Snapshots, state: AccessState) {
    this.#snapshots = snapshots;
    this.#state = state;
    this.#owner = kept((node: number) => ({ dn: this.#managedBy(node) }));
    this.#groups = kept((dn: string) => this.#groupsOf(dn));
  }

  /** A group's managedBy; null = none, or not read, or no group (-1). */
  of(node: number): string | null {
    return node < 0 ? null : this.#owner(node).dn;
  }

  /** Whether a reviewer is this person, or a group that they are in by whatever membership. */
  ownOf(
    node: number,
    person: { readonly dn: string; readonly samAccountName: string | null },
  ): (id: string) => boolean {
    const { reach } = this.#state;
    let memberOf: ReadonlySet<number> | null = null;
    return (id) => {
      if (isPerson(id, person)) return true;
      const groups = this.#groups(id);
      if (groups.length === 0) return false;
      // One counts primary groups and stand-ins, the other distribution groups.
      memberOf ??= new Set([...reach.groupsOf(node, 'saml'), ...reach.groupsOf(node, 'identity-center')]);
      return groups.some((group) => memberOf!.has(group));
    };
  }

  #managedBy(node: number): string | null {
    const { snapshotId, objectId } = refOf(this.#state.set.graph, node);
    return textsOf(this.#snapshots.get(snapshotId)!.entry(objectId), 'managedBy')[0] ?? null;
  }

  /** Groups that a DN names: more than one where a forest stands in the workspace twice. */
  #groupsOf(dn: string): number[] {
    const { set, reach } = this.#state;
    return set.graph.spans.flatMap(({ part: { snapshotId } }) => {
      const objectId = this.#snapshots.get(snapshotId)!.findDn(dn);
      const node = objectId > 0 ? nodeOf(set.graph, { snapshotId, objectId }) : -1;
      return node >= 0 && (reach.traits.flags[node]! & trait.group) !== 0 ? [node] : [];
    });
  }
}
