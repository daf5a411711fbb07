/** What the access thread keeps at hand: snapshots, the membership graph over the newest of them, and the grants. */
import type { MembershipGap } from '#contract/access.ts';
import { newestSnapshots } from '../catalogue.ts';
import type { SourceSnapshot } from '../catalogue.ts';
import { Graphs } from '../graph/graphs.ts';
import { Snapshots } from '../read/snapshots.ts';
import { Searches } from '../search/searches.ts';
import { mappingRevision } from '../mapping/kept.ts';
import type { Database } from '../sqlite.ts';
import type { MembershipGraph } from '#domain/membership/graph.ts';
import { AwsPrincipals } from '#domain/access/awsPrincipals.ts';
import { Reach } from '#domain/access/reach.ts';
import { RoleTaking } from '#domain/access/roleTaking.ts';
import { sourceIndex, targetRoles } from '#domain/access/targets.ts';
import type { SourceIndex, TargetRole } from '#domain/access/targets.ts';
import { EstateIndex } from '#domain/mapping/estateIndex.ts';
import { identityStores } from '#domain/mapping/identityStore.ts';
import type { Rules } from '#domain/policy/evaluate/decide.ts';
import { toEnd } from '#domain/toEnd.ts';
import { Grants } from './grants.ts';
import type { Mapped, MappingStep } from './grants.ts';
import { membershipGaps } from './membershipGaps.ts';
import { StorePeople } from './storePeople.ts';
import { orderOf, traitsOf } from './traits.ts';

/** A set of snapshots: the newest complete one of every source, or one of an older time in its place. */
export interface SnapshotSet {
  /** The same for the same snapshots. */
  readonly key: string;
  readonly snapshots: readonly SourceSnapshot[];
  readonly graph: MembershipGraph;
}

/** What a set of snapshots says of access, made when it is first asked for. */
export class AccessState {
  readonly set: SnapshotSet;
  readonly mapped: Mapped;
  /** What its nodes are of. */
  readonly snapshots: Snapshots;
  readonly #world: AccessWorld;
  #reach: Reach | null = null;
  #targets: readonly TargetRole[] | null = null;
  #targetOf: ReadonlyMap<string, TargetRole> | null = null;
  #sources: SourceIndex | null = null;
  #principals: AwsPrincipals | null = null;
  #taking: RoleTaking | null = null;
  #order: Int32Array | null = null;
  #gaps: readonly MembershipGap[] | null = null;
  #estates: EstateIndex | null = null;
  #people: StorePeople | null = null;

  /** `snapshots` where they are not the world's own: a draft has objects that no snapshot has. */
  constructor(world: AccessWorld, set: SnapshotSet, mapped: Mapped, snapshots: Snapshots = world.snapshots) {
    this.#world = world;
    this.set = set;
    this.mapped = mapped;
    this.snapshots = snapshots;
  }

  get readAt(): { sourceName: string; readAt: string }[] {
    return this.set.snapshots.map(({ sourceName, readAt }) => ({ sourceName, readAt }));
  }

  /** What was read of AWS, as one. */
  get estates(): EstateIndex {
    return (this.#estates ??= new EstateIndex(this.mapped.estates));
  }

  /** Whom identity stores have. */
  get people(): StorePeople {
    return (this.#people ??= new StorePeople(
      identityStores(this.estates, this.mapped.principals),
      this.set.graph,
    ));
  }

  /** Where memberships were not read. */
  get membershipGaps(): readonly MembershipGap[] {
    return (this.#gaps ??= membershipGaps(this.#world.db, this.set.snapshots, this.mapped.estates));
  }

  get reach(): Reach {
    const { graph } = this.set;
    const snapshotOf = (id: number) => this.snapshots.get(id)!;
    return (this.#reach ??= new Reach(graph, traitsOf(graph, snapshotOf)));
  }

  get targets(): readonly TargetRole[] {
    return (this.#targets ??= targetRoles(this.mapped.grants, this.set.graph, this.people.nodesOf));
  }

  targetOf(key: string): TargetRole | undefined {
    this.#targetOf ??= new Map(this.targets.map((target) => [target.key, target]));
    return this.#targetOf.get(key);
  }

  /** Roles that a node's membership leads to by a mechanism, or the node's own assignment. */
  get sources(): SourceIndex {
    return (this.#sources ??= sourceIndex(this.targets));
  }

  get principals(): AwsPrincipals {
    return (this.#principals ??= new AwsPrincipals(this.mapped.estates));
  }

  /** `rules` are the same as long as the program runs. */
  taking(rules: Rules): RoleTaking {
    return (this.#taking ??= new RoleTaking(this.principals, rules));
  }

  /** All nodes: one snapshot after the other, each in the order of names. */
  get order(): Int32Array {
    return (this.#order ??= orderOf(this.set.graph, (id) => this.snapshots.get(id)!.column('names')));
  }
}

/** The same for the same snapshots and the same mapping entered beside them. */
export const keyOf = (db: Database, snapshots: readonly SourceSnapshot[]): string =>
  `${snapshots.map(({ snapshotId }) => snapshotId).join()} ${mappingRevision(db)}`;

const keptStates = 2;

export class AccessWorld {
  readonly db: Database;
  readonly snapshots: Snapshots;
  readonly searches: Searches;
  readonly grants: Grants;
  readonly #graphs: Graphs;
  readonly #states = new Map<string, AccessState>();

  constructor(db: Database) {
    this.db = db;
    this.snapshots = new Snapshots(db);
    this.searches = new Searches(db);
    this.grants = new Grants(db, this.snapshots, this.searches);
    this.#graphs = new Graphs(this.snapshots);
  }

  /** With `instead`, that snapshot in the place of its source's newest. */
  set(instead = 0): SnapshotSet {
    const snapshots = newestSnapshots(this.db, instead);
    const ids = snapshots.filter(({ hasObjects }) => hasObjects).map(({ snapshotId }) => snapshotId);
    return {
      key: keyOf(this.db, snapshots),
      snapshots,
      graph: this.#graphs.of(ids),
    };
  }

  /**
   * The newest of every source, or around one snapshot. What is made of a set is kept while it is asked for: the newest, and one
   * other beside it.
   */
  state(instead = 0): AccessState {
    return this.stateOf(this.set(instead));
  }

  /** The same of a set that somebody put together. */
  stateOf(set: SnapshotSet): AccessState {
    return toEnd(this.making(set));
  }

  /** The same in steps, where it is not there yet. */
  *making(set: SnapshotSet): Generator<MappingStep, AccessState> {
    const mapped = this.#states.get(set.key)?.mapped ?? (yield* this.grants.making(set.snapshots));
    const state = this.#states.get(set.key) ?? new AccessState(this, set, mapped);
    this.#states.delete(set.key);
    this.#states.set(set.key, state);
    if (this.#states.size > keptStates) this.#states.delete(this.#states.keys().next().value!);
    return state;
  }

  /** What one call reads is of one moment, though a source may be removed meanwhile. */
  atOnce<T>(work: () => T): T {
    return this.db.transaction(work, 'DEFERRED');
  }
}
