/** A membership graph with few of its edges changed: new rows where something changes, everything else copied in pieces. */
import { domainSidOf, sidInDomain } from '../../directory/sid.ts';
import { via } from '../../membership/graph.ts';
import type { Adjacency, MembershipGraph, ViaCode } from '../../membership/graph.ts';
import type { DirectoryPart } from '../../membership/part.ts';
import { sidColumnsOf } from '../../membership/sidColumns.ts';
import { draftSnapshot } from './applied.ts';
import type { MadeGroup } from './applied.ts';
import type { EdgeEdits } from './memberships.ts';

interface Edge {
  readonly to: number;
  readonly how: ViaCode;
  readonly standIn: number;
}
interface RowEdit {
  readonly added: Edge[];
  readonly removed: Edge[];
}
type RowEdits = Map<number, RowEdit>;

/** No domain gives out relative identifiers up there; they tell the domain of a group that has no SID yet. */
const lastRid = 0xffff_ffff;

/** The graph itself where nothing changes. Nodes keep their numbers; what the draft makes is a part of its own behind them. */
export function editGraph(
  graph: MembershipGraph,
  made: readonly MadeGroup[],
  { added, removed, standIns, sids }: EdgeEdits,
  changedAt: string,
): MembershipGraph {
  if (made.length === 0 && added.length === 0 && removed.length === 0) return graph;
  const part = partOf(made, standIns, changedAt);
  const firstStandIn = graph.size + made.length;
  const up: RowEdits = new Map();
  const down: RowEdits = new Map();
  const note = (rows: RowEdits, node: number, kind: 'added' | 'removed', edge: Edge): void => {
    let row = rows.get(node);
    if (!row) rows.set(node, (row = { added: [], removed: [] }));
    row[kind].push(edge);
  };
  /** The objects that a member stands for; none where it is an object itself, or nobody has its SID. */
  const standsFor = (member: number): readonly number[] => {
    const sid = member >= firstStandIn ? standIns[member - firstStandIn]!.sid : sids.standInSid(member);
    return sid === null || domainSidOf(sid) === null ? [] : sids.real(sid);
  };
  for (const [kind, pairs] of [
    ['added', added],
    ['removed', removed],
  ] as const)
    for (const [group, member] of pairs) {
      const real = standsFor(member);
      note(up, member, kind, { to: group, how: via.member, standIn: -1 });
      if (real.length === 0) note(down, group, kind, { to: member, how: via.member, standIn: -1 });
      for (const one of real) {
        note(up, one, kind, { to: group, how: via.foreignPrincipal, standIn: member });
        note(down, group, kind, { to: one, how: via.foreignPrincipal, standIn: member });
      }
    }
  const count = part.objectIds.length;
  const size = graph.size + count;
  const span = {
    part,
    first: graph.size,
    position: (objectId: number) => (objectId >= 1 && objectId <= count ? objectId - 1 : -1),
  };
  return {
    size,
    spans: [...graph.spans, span],
    up: editRows(graph.up, graph.size, size, up),
    down: editRows(graph.down, graph.size, size, down),
    danglingEdges: graph.danglingEdges,
  };
}

function partOf(
  made: readonly MadeGroup[],
  standIns: EdgeEdits['standIns'],
  changedAt: string,
): DirectoryPart {
  const count = made.length + standIns.length;
  return {
    snapshotId: draftSnapshot,
    readAt: changedAt,
    objectIds: Int32Array.from({ length: count }, (_, at) => at + 1),
    sids: sidColumnsOf([
      ...made.map(({ domainSid }, at) => (domainSid === null ? null : sidInDomain(domainSid, lastRid - at))),
      ...standIns.map(({ sid }) => sid),
    ]),
    primaryGroupRids: new Int32Array(count),
    groups: Uint8Array.from({ length: count }, (_, at) => (at < made.length ? 1 : 0)),
    foreign: Uint8Array.from({ length: count }, (_, at) => (at < made.length ? 0 : 1)),
    edges: new Int32Array(0),
  };
}

/** A row as it becomes: stored members, then stand-ins, then primary groups, as where it is built. */
function editedRow(base: Adjacency, from: number, to: number, { added, removed }: RowEdit): Edge[] {
  const edges: Edge[] = [];
  for (let slot = from; slot < to; slot++) {
    const edge: Edge = {
      to: base.to[slot]!,
      how: base.via[slot]! as ViaCode,
      standIn: base.standIns.get(slot) ?? -1,
    };
    const gone = removed.some(
      (one) => one.to === edge.to && one.how === edge.how && one.standIn === edge.standIn,
    );
    if (!gone) edges.push(edge);
  }
  return [...edges, ...added].toSorted((a, b) => a.how - b.how);
}

function editRows(base: Adjacency, oldSize: number, size: number, edits: RowEdits): Adjacency {
  const nodes = [...edits.keys()].toSorted((a, b) => a - b);
  const rows = nodes.map((node) => {
    const [from, to] =
      node < oldSize ? [base.start[node]!, base.start[node + 1]!] : [base.to.length, base.to.length];
    return { node, from, to, edges: editedRow(base, from, to, edits.get(node)!) };
  });
  const total = rows.reduce((sum, { from, to, edges }) => sum + edges.length - (to - from), base.to.length);
  const start = new Int32Array(size + 1);
  const to = new Int32Array(total);
  const kinds = new Uint8Array(total);
  const standIns = new Map<number, number>();
  /** What lies between two changed rows moves as a whole. */
  const pieces: { readonly from: number; readonly to: number; readonly by: number }[] = [];
  let read = 0;
  let written = 0;
  let node = 0;
  const copyTo = (slot: number): void => {
    to.set(base.to.subarray(read, slot), written);
    kinds.set(base.via.subarray(read, slot), written);
    pieces.push({ from: read, to: slot, by: written - read });
    written += slot - read;
    read = slot;
  };
  const beginUpTo = (next: number): void => {
    const by = written - read;
    for (; node <= next; node++) start[node] = (node <= oldSize ? base.start[node]! : base.to.length) + by;
  };
  for (const row of rows) {
    copyTo(row.from);
    beginUpTo(row.node);
    for (const { to: neighbour, how, standIn } of row.edges) {
      to[written] = neighbour;
      kinds[written] = how;
      if (standIn >= 0) standIns.set(written, standIn);
      written++;
    }
    read = row.to;
  }
  copyTo(base.to.length);
  beginUpTo(size);
  for (const [slot, standIn] of base.standIns) {
    const piece = pieceOf(pieces, slot);
    if (piece) standIns.set(slot + piece.by, standIn);
  }
  return { start, to, via: kinds, standIns };
}

/** The piece that holds a slot; undefined: it is of a row that was made anew. */
function pieceOf<P extends { readonly from: number; readonly to: number }>(
  pieces: readonly P[],
  slot: number,
): P | undefined {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle]!.to <= slot) low = middle + 1;
    else high = middle;
  }
  const found = pieces[low];
  return found && found.from <= slot ? found : undefined;
}
