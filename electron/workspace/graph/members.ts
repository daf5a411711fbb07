/** Members of a group and groups of an object, direct or nested, a page at a time. */
import { nodeOf, placeOf, refOf, viaNames } from '#domain/membership/graph.ts';
import type { MembershipGraph } from '#domain/membership/graph.ts';
import { groupsOf, membersOf, pathTo } from '#domain/membership/walk.ts';
import type { Walk } from '#domain/membership/walk.ts';
import type { MemberRow } from '#contract/index.ts';
import type { Page } from '#contract/shapes.ts';
import type { MemberPage } from '../answers.ts';
import type { Snapshots } from '../read/snapshots.ts';
import { tableOf } from '../schema/snapshot.ts';
import type { Database } from '../sqlite.ts';
import { LinkEnds } from './linkEnds.ts';
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

interface Answer {
  readonly graph: MembershipGraph;
  readonly walk: Walk;
  /** Positions in the walk: nearest first, by name within one distance. */
  readonly order: Int32Array;
  readonly unknown: readonly Unknown[];
}

const earliest = (a: string | null, b: string | null): string | null =>
  a === null || (b !== null && Date.parse(b) < Date.parse(a)) ? b : a;

export class Memberships {
  readonly #db: Database;
  readonly #snapshots: Snapshots;
  readonly #kept = new Map<string, Answer>();
  readonly #ends: LinkEnds;

  constructor(db: Database, snapshots: Snapshots) {
    this.#db = db;
    this.#snapshots = snapshots;
    this.#ends = new LinkEnds(snapshots);
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
    const start = nodeOf(graph, { snapshotId, objectId });
    // What can neither hold nor take a membership is no node.
    if (start < 0) return { total: 0, rows: [] };
    const name = `${key} ${direction} ${start} ${String(nested)}`;
    const answer = this.#kept.get(name) ?? this.#walk(graph, direction, start, nested);
    this.#kept.delete(name);
    this.#kept.set(name, answer);
    if (this.#kept.size > keptWalks) this.#kept.delete(this.#kept.keys().next().value!);
    const known = answer.walk.length;
    const end = Math.min(page.offset + page.limit, known + answer.unknown.length);
    const rows: MemberRow[] = [];
    for (let at = page.offset; at < end; at++) {
      rows.push(
        at < known
          ? this.#knownRow(answer, answer.order[at]!, direction)
          : this.#unknownRow(answer, answer.unknown[at - known]!),
      );
    }
    return { total: known + answer.unknown.length, rows };
  }

  #walk(graph: MembershipGraph, direction: Direction, start: number, nested: boolean): Answer {
    const walk =
      direction === 'members' ? membersOf(graph, start, { nested }) : groupsOf(graph, start, { nested });
    const order = nearestByName(walk, this.#ranks(graph, walk));
    const unknown = direction === 'members' ? this.#unknownOf(graph, walk, nested) : [];
    return { graph, walk, order, unknown };
  }

  /** By position in the walk, the place of the object's name among the names of its snapshot. */
  #ranks(graph: MembershipGraph, walk: Walk): Int32Array {
    const { nodes, length } = walk;
    const ranks = new Int32Array(length);
    // Nodes of one snapshot stand together: passing over all of them once a snapshot needs no search for each.
    for (const { part, first } of graph.spans) {
      const { objectIds } = part;
      const rankOf = this.#snapshots.get(part.snapshotId)!.column('nameRank');
      const end = first + objectIds.length;
      for (let at = 0; at < length; at++) {
        const node = nodes[at]!;
        if (node >= first && node < end) ranks[at] = rankOf[objectIds[node - first]!] ?? 0;
      }
    }
    return ranks;
  }

  #unknownOf(graph: MembershipGraph, walk: Walk, nested: boolean): Unknown[] {
    const found = new Map<string, Unknown>();
    for (let at = -1; at < (nested ? walk.length : 0); at++) {
      const { part, position } = placeOf(graph, at < 0 ? walk.start : walk.nodes[at]!);
      if (part.groups[position] !== 1) continue;
      const { snapshotId } = part;
      const snapshot = this.#snapshots.get(snapshotId)!;
      for (const id of memberIds(snapshot, part.objectIds[position]!)) {
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

  #knownRow({ graph, walk }: Answer, position: number, direction: Direction): MemberRow {
    const { snapshotId, objectId } = refOf(graph, walk.nodes[position]!);
    const object = this.#snapshots.get(snapshotId)!.row(objectId);
    const between = this.#names(graph, walk, walk.before[position]!);
    return {
      object,
      snapshotId,
      reference: object.kind === 'foreignSecurityPrincipal' ? (object.sid ?? object.dn) : object.dn,
      via: viaNames[walk.vias[position]! as 0 | 1 | 2],
      depth: walk.depths[position]!,
      path: direction === 'members' ? between : between.reverse(),
      until: this.#until(graph, walk, position, direction),
    };
  }

  #unknownRow({ graph, walk }: Answer, { snapshotId, dn, group }: Unknown): MemberRow {
    return {
      object: null,
      snapshotId,
      reference: dn,
      via: 'member',
      depth: group < 0 ? 1 : walk.depths[group]! + 1,
      path: this.#names(graph, walk, group),
      until: earliest(
        this.#until(graph, walk, group, 'members'),
        this.#ends.untilOf(
          snapshotId,
          refOf(graph, group < 0 ? walk.start : walk.nodes[group]!).objectId,
          dn,
        ),
      ),
    };
  }

  /** The first end of a membership on the way to the node at `position`; null where none ends. */
  #until(graph: MembershipGraph, walk: Walk, position: number, direction: Direction): string | null {
    let from = refOf(graph, walk.start);
    let until: string | null = null;
    for (const { node, via } of pathTo(walk, position)) {
      const to = refOf(graph, node);
      const [group, member] = direction === 'members' ? [from, to] : [to, from];
      if (via === 'member' && group.snapshotId === member.snapshotId && this.#ends.any(group.snapshotId)) {
        const { dn } = this.#snapshots.get(member.snapshotId)!.row(member.objectId);
        until = earliest(until, this.#ends.untilOf(group.snapshotId, group.objectId, dn));
      }
      from = to;
    }
    return until;
  }

  /** Names from the first step of the walk to the node at `position`; none for the start. */
  #names(graph: MembershipGraph, walk: Walk, position: number): string[] {
    return pathTo(walk, position).map(({ node }) => {
      const { snapshotId, objectId } = refOf(graph, node);
      return this.#snapshots.get(snapshotId)!.row(objectId).name;
    });
  }
}

/** A float holds a rank and a place among this many exactly. */
const places = 2 ** 21;

/** Positions in the walk: nearest first, by name within one distance, as they were reached where names stand alike. */
function nearestByName({ length, depths }: Walk, ranks: Int32Array): Int32Array {
  const order = new Int32Array(length);
  // A walk is nearest first already: only what lies at one distance has to be put in order.
  for (let from = 0, end = 0; from < length; from = end) {
    while (end < length && depths[end] === depths[from]) end++;
    if (end - from > places) {
      for (let at = from; at < end; at++) order[at] = at;
      order.subarray(from, end).sort((a, b) => ranks[a]! - ranks[b]! || a - b);
      continue;
    }
    const keys = new Float64Array(end - from);
    for (let at = from; at < end; at++) keys[at - from] = ranks[at]! * places + (at - from);
    keys.sort();
    for (let at = from; at < end; at++) {
      const key = keys[at - from]!;
      order[at] = from + (key - Math.floor(key / places) * places);
    }
  }
  return order;
}
