import { via, viaNames } from './graph.ts';
import type { Adjacency, MembershipGraph, ViaCode, ViaName } from './graph.ts';

/**
 * What a walk reached, nearest first; parallel columns of `length`. Every node stands there once, by a shortest way. The
 * start itself is not in it, even where a cycle leads back.
 */
export interface Walk {
  readonly start: number;
  readonly length: number;
  readonly nodes: Int32Array;
  /** 1 = direct. */
  readonly depths: Int32Array;
  /** Position in these columns of the node before it; -1 = the start. */
  readonly before: Int32Array;
  /** How the last step is known (`via`). */
  readonly vias: Uint8Array;
  /** The foreign security principal of the last step, or -1. */
  readonly standIns: Int32Array;
}

/** One membership on the way: `node` is the group going up, the member going down. */
export interface Step {
  readonly node: number;
  readonly via: ViaName;
  /** The foreign security principal that stands for the member in this step, or -1. */
  readonly standIn: number;
}

export interface WalkOptions {
  /** False: direct neighbours alone. */
  readonly nested?: boolean;
  /** Whether a node may be entered; one that may not is neither listed nor gone through. */
  readonly enter?: (node: number, how: ViaCode) => boolean;
}

/** The groups a node is in, directly and through other groups. Distribution groups too: see `tokenGroupsOf`. */
export function groupsOf(graph: MembershipGraph, node: number, options: WalkOptions = {}): Walk {
  return walk(graph.up, graph.size, node, options);
}

/** The members of a group, directly and through other groups; groups themselves are listed too. */
export function membersOf(graph: MembershipGraph, node: number, options: WalkOptions = {}): Walk {
  return walk(graph.down, graph.size, node, options);
}

/**
 * The groups that enter a sign-in token: transitive, security groups only, primary group included. A distribution group
 * ends its way: what it is a member of does not count either (facts/group-role-mapping.md §1, tokenGroups).
 */
export function tokenGroupsOf(
  graph: MembershipGraph,
  node: number,
  isSecurityGroup: (node: number) => boolean,
): Walk {
  return groupsOf(graph, node, { enter: isSecurityGroup });
}

/** Position of a node in a walk, or -1. */
export function positionOf(reached: Walk, node: number): number {
  return reached.nodes.indexOf(node);
}

/** The steps from the start of the walk to the node at `position`, in the order they were gone. */
export function pathTo(reached: Walk, position: number): Step[] {
  const steps: Step[] = [];
  for (let at = position; at >= 0; at = reached.before[at]!) {
    steps.push({
      node: reached.nodes[at]!,
      via: viaNames[reached.vias[at]! as ViaCode],
      standIn: reached.standIns[at]!,
    });
  }
  return steps.reverse();
}

/** Breadth first, so that the first way found is a shortest one; every node is entered once, so cycles end. */
function walk(rows: Adjacency, size: number, start: number, { nested = true, enter }: WalkOptions): Walk {
  const seen = new Seen(size);
  seen.add(start);
  let columns = columnsOf(64);
  let length = 0;
  for (let at = -1; at < (nested ? length : 0); at++) {
    const from = at < 0 ? start : columns.nodes[at]!;
    const depth = at < 0 ? 1 : columns.depths[at]! + 1;
    for (let slot = rows.start[from]!; slot < rows.start[from + 1]!; slot++) {
      const node = rows.to[slot]!;
      if (seen.has(node)) continue;
      const how = rows.via[slot]! as ViaCode;
      if (enter && !enter(node, how)) continue;
      seen.add(node);
      if (length === columns.nodes.length) columns = columnsOf(length * 2, columns);
      columns.nodes[length] = node;
      columns.depths[length] = depth;
      columns.before[length] = at;
      columns.vias[length] = how;
      columns.standIns[length] = how === via.foreignPrincipal ? (rows.standIns.get(slot) ?? -1) : -1;
      length++;
    }
  }
  return {
    start,
    length,
    nodes: columns.nodes.subarray(0, length),
    depths: columns.depths.subarray(0, length),
    before: columns.before.subarray(0, length),
    vias: columns.vias.subarray(0, length),
    standIns: columns.standIns.subarray(0, length),
  };
}

/** So many are kept as a set: most walks are short, and there may be a million of them over a million nodes. */
const few = 1000;

class Seen {
  readonly #size: number;
  readonly #some = new Set<number>();
  #all: Uint8Array | null = null;

  constructor(size: number) {
    this.#size = size;
  }

  has(node: number): boolean {
    return this.#all === null ? this.#some.has(node) : this.#all[node] === 1;
  }

  add(node: number): void {
    if (this.#all === null) {
      this.#some.add(node);
      if (this.#some.size < few) return;
      this.#all = new Uint8Array(this.#size);
      for (const each of this.#some) this.#all[each] = 1;
    }
    this.#all[node] = 1;
  }
}

type Columns = Pick<Walk, 'nodes' | 'depths' | 'before' | 'vias' | 'standIns'>;

function columnsOf(capacity: number, old?: Columns): Columns {
  const ints = (values?: Int32Array) => {
    const grown = new Int32Array(capacity);
    if (values) grown.set(values);
    return grown;
  };
  const vias = new Uint8Array(capacity);
  if (old) vias.set(old.vias);
  return {
    nodes: ints(old?.nodes),
    depths: ints(old?.depths),
    before: ints(old?.before),
    vias,
    standIns: ints(old?.standIns),
  };
}
