/** Members of a group and groups of an object, direct or nested, a page at a time. */
import { nodeOf, refOf, viaNames } from '#domain/membership/graph.ts';
import type { MembershipGraph } from '#domain/membership/graph.ts';
import { groupsOf, membersOf, pathTo } from '#domain/membership/walk.ts';
import type { Walk } from '#domain/membership/walk.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import type { MemberRow } from '#contract/index.ts';
import type { Page } from '#contract/shapes.ts';
import type { MemberPage } from '../answers.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import type { Snapshots } from '../read/snapshots.ts';
import { tableOf } from '../schema/snapshot.ts';
import type { Database } from '../sqlite.ts';
import { LinkEnds } from './linkEnds.ts';
import { nearestByName, nodeOrderOf, positionsAt } from './nodeOrder.ts';
import type { NodeOrder } from './nodeOrder.ts';
import { readNodeRows } from './nodeRows.ts';
import { memberIds } from './part.ts';

export type Direction = 'members' | 'memberOf';

/** Walks that are kept, so that the next page costs no walk. */
const keptWalks = 6;

/** A DN in `member` that no entry of the snapshot has. */
interface Unknown {
  readonly snapshotId: number;
  readonly dn: string;
  /** Position in the walk of the group that names it; -1 = the start. */
  readonly group: number;
}

type Rows = ReadonlyMap<number, ObjectRow>;

interface Answer {
  readonly graph: MembershipGraph;
  readonly walk: Walk;
  readonly order: NodeOrder;
  /** In `order`: nearest first, by name within one distance. */
  readonly places: Int32Array;
  readonly unknown: readonly Unknown[];
}

const earliest = (a: string | null, b: string | null): string | null =>
  a === null || (b !== null && Date.parse(b) < Date.parse(a)) ? b : a;

export class Memberships {
  readonly #db: Database;
  readonly #snapshots: Snapshots;
  readonly #kept = new Map<string, Answer>();
  readonly #ends: LinkEnds;
  readonly #orders = new WeakMap<MembershipGraph, NodeOrder>();
  readonly #naming = new WeakMap<MembershipGraph, Uint8Array>();
  /** Of the call at hand: while it reads, no snapshot comes or goes. */
  readonly #readers = new Map<number, SnapshotReader>();

  constructor(db: Database, snapshots: Snapshots) {
    this.#db = db;
    this.#snapshots = snapshots;
    this.#ends = new LinkEnds({ get: (id) => this.#reader(id) });
  }

  /** `key` names the graph. */
  page(
    graph: MembershipGraph,
    key: string,
    direction: Direction,
    snapshotId: number,
    objectId: number,
    nested: boolean,
    page: Page,
  ): MemberPage {
    this.#readers.clear();
    const start = nodeOf(graph, { snapshotId, objectId });
    // What can neither hold nor take a membership is no node.
    if (start < 0) return { total: 0, rows: [] };
    const name = `${key} ${direction} ${start} ${String(nested)}`;
    const answer = this.#kept.get(name) ?? this.#walk(graph, direction, start, nested);
    this.#kept.delete(name);
    this.#kept.set(name, answer);
    if (this.#kept.size > keptWalks) this.#kept.delete(this.#kept.keys().next().value!);
    const known = answer.walk.length;
    const wanted = answer.places.subarray(page.offset, page.offset + page.limit);
    const positions = positionsAt(answer.walk, answer.order, wanted);
    const others = answer.unknown.slice(
      Math.max(0, page.offset - known),
      Math.max(0, page.offset + page.limit - known),
    );
    const named = this.#read(answer, [...positions, ...others.map(({ group }) => group)]);
    return {
      total: known + answer.unknown.length,
      rows: [
        ...Array.from(positions, (position) => this.#knownRow(answer, named, position, direction)),
        ...others.map((unknown) => this.#unknownRow(answer, named, unknown)),
      ],
    };
  }

  #reader(snapshotId: number): SnapshotReader {
    let reader = this.#readers.get(snapshotId);
    if (!reader) this.#readers.set(snapshotId, (reader = this.#snapshots.get(snapshotId)!));
    return reader;
  }

  /** Rows of everything from the walk's start to each of the positions. */
  #read({ graph, walk }: Answer, positions: readonly number[]): Rows {
    const nodes = new Set([walk.start]);
    for (const position of positions) {
      for (let at = position; at >= 0 && !nodes.has(walk.nodes[at]!); at = walk.before[at]!)
        nodes.add(walk.nodes[at]!);
    }
    return readNodeRows(graph, nodes, (snapshotId) => this.#reader(snapshotId));
  }

  #walk(graph: MembershipGraph, direction: Direction, start: number, nested: boolean): Answer {
    const walk =
      direction === 'members' ? membersOf(graph, start, { nested }) : groupsOf(graph, start, { nested });
    let order = this.#orders.get(graph);
    if (!order) {
      order = nodeOrderOf(graph, (snapshotId) => this.#reader(snapshotId).column('nameRank'));
      this.#orders.set(graph, order);
    }
    const places = nearestByName(walk, order);
    const unknown = direction === 'members' ? this.#unknownOf(graph, walk, nested) : [];
    return { graph, walk, order, places, unknown };
  }

  #unknownOf(graph: MembershipGraph, walk: Walk, nested: boolean): Unknown[] {
    const found = new Map<string, Unknown>();
    const naming = this.#namingUnknown(graph);
    if (!naming) return [];
    for (let at = -1; at < (nested ? walk.length : 0); at++) {
      const node = at < 0 ? walk.start : walk.nodes[at]!;
      if (naming[node] !== 1) continue;
      const { snapshotId, objectId } = refOf(graph, node);
      const snapshot = this.#reader(snapshotId);
      for (const id of memberIds(snapshot, objectId)) {
        // Negative ones come first.
        if (id >= 0) break;
        if (found.has(`${snapshotId}/${id}`)) continue;
        const dn = this.#db
          .prepare(`SELECT dn FROM ${tableOf(snapshotId, 'reference')} WHERE id = ?`)
          .get(-id);
        if (!dn) throw snapshot.damaged(`no name of member ${-id}`);
        found.set(`${snapshotId}/${id}`, { snapshotId, dn: String(dn['dn']), group: at });
      }
    }
    return [...found.values()];
  }

  /** By node, 1 = a group with a member that is no object; null = there is none. */
  #namingUnknown(graph: MembershipGraph): Uint8Array | null {
    if (graph.danglingEdges === 0) return null;
    let naming = this.#naming.get(graph);
    if (naming) return naming;
    naming = new Uint8Array(graph.size);
    for (const { part, first } of graph.spans) {
      const snapshot = this.#reader(part.snapshotId);
      for (let at = 0; at < part.objectIds.length; at++)
        if (part.groups[at] === 1 && memberIds(snapshot, part.objectIds[at]!)[0]! < 0) naming[first + at] = 1;
    }
    this.#naming.set(graph, naming);
    return naming;
  }

  #knownRow({ graph, walk }: Answer, named: Rows, position: number, direction: Direction): MemberRow {
    const node = walk.nodes[position]!;
    const { snapshotId } = refOf(graph, node);
    const object = named.get(node)!;
    const between = namesTo(walk, named, walk.before[position]!);
    return {
      object,
      snapshotId,
      reference: object.kind === 'foreignSecurityPrincipal' ? (object.sid ?? object.dn) : object.dn,
      via: viaNames[walk.vias[position]! as 0 | 1 | 2],
      depth: walk.depths[position]!,
      path: direction === 'members' ? between : between.reverse(),
      until: this.#until(graph, walk, named, position, direction),
    };
  }

  #unknownRow({ graph, walk }: Answer, named: Rows, { snapshotId, dn, group }: Unknown): MemberRow {
    return {
      object: null,
      snapshotId,
      reference: dn,
      via: 'member',
      depth: group < 0 ? 1 : walk.depths[group]! + 1,
      path: namesTo(walk, named, group),
      until: earliest(
        this.#until(graph, walk, named, group, 'members'),
        this.#ends.untilOf(
          snapshotId,
          refOf(graph, group < 0 ? walk.start : walk.nodes[group]!).objectId,
          dn,
        ),
      ),
    };
  }

  /** The first end of a membership on the way to the node at `position`; null where none ends. */
  #until(
    graph: MembershipGraph,
    walk: Walk,
    named: Rows,
    position: number,
    direction: Direction,
  ): string | null {
    let before = walk.start;
    let from = refOf(graph, before);
    let until: string | null = null;
    for (const { node, via } of pathTo(walk, position)) {
      const to = refOf(graph, node);
      const [group, member] = direction === 'members' ? [from, to] : [to, from];
      if (via === 'member' && group.snapshotId === member.snapshotId && this.#ends.any(group.snapshotId)) {
        const { dn } = named.get(direction === 'members' ? node : before)!;
        until = earliest(until, this.#ends.untilOf(group.snapshotId, group.objectId, dn));
      }
      before = node;
      from = to;
    }
    return until;
  }
}

/** Names from the first step of the walk to the node at `position`; none for the start. */
const namesTo = (walk: Walk, named: Rows, position: number): string[] =>
  pathTo(walk, position).map(({ node }) => named.get(node)!.name);
