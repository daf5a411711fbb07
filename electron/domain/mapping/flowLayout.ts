/** The rows of the picture: nodes, or what they are gathered under, in order, with what joins them. */
import { flowColumns } from './flow.ts';
import type { Flow, FlowColumn, FlowNode } from './flow.ts';
import type { Mechanism } from './grant.ts';

export interface FlowAsked {
  /** What is joined to this row stands out, and comes first. The key of a node, or that of a gathering row. */
  readonly follow: { readonly column: FlowColumn; readonly key: string } | null;
  /** What is not joined to it is left out. */
  readonly only: boolean;
  /** Rows are gathered; null: in columns of more than `many` nodes. */
  readonly gathered: boolean | null;
  /** Gathering rows that are unfolded or folded by hand: `column:key`. */
  readonly open: readonly string[];
  readonly shut: readonly string[];
}

export const many = 200;
/** So few that stand out are shown one by one. */
const few = 100;

export interface FlowCounts {
  readonly works: number;
  readonly broken: number;
  readonly candidate: number;
}

/** What joins a row to one of the next column, by row. */
export interface FlowLink extends FlowCounts {
  readonly to: number;
  /** Null: several. */
  readonly mechanism: Mechanism | null;
  /** By a grant that is followed. */
  readonly lit: boolean;
}

export interface FlowRow {
  /** Null: a gathering row. */
  readonly node: FlowNode | null;
  /** Of the gathering row: its own, or the one that the node stands under; null where nothing is gathered. */
  readonly group: string | null;
  readonly open: boolean;
  /** Of a gathering row: the mechanism of all, and the name of the account. */
  readonly mechanism: Mechanism | null;
  readonly detail: string;
  /** Nodes, and those that stand out. */
  readonly nodes: number;
  readonly litNodes: number;
  readonly grants: FlowCounts;
}

export interface FlowLayout {
  readonly rows: Readonly<Record<FlowColumn, readonly FlowRow[]>>;
  /** Nodes of each column, and those that stand out (all where nothing is followed). */
  readonly nodes: Readonly<Record<FlowColumn, number>>;
  readonly lit: Readonly<Record<FlowColumn, number>>;
  readonly grants: FlowCounts;
  readonly litGrants: FlowCounts;
  /** False: what is followed is not there, and nothing stands out. */
  readonly found: boolean;
  /** Of a row, towards the next column and the one before; heaviest first. */
  readonly links: (column: FlowColumn, row: number, towards: 'left' | 'right') => readonly FlowLink[];
}

/** Grants between two pauses. */
const slice = 2000;
const none = { works: 0, broken: 0, candidate: 0 };
interface Counted {
  works: number;
  broken: number;
  candidate: number;
}

/** Pauses where long work may be put off. */
export function* layoutFlow(flow: Flow, asked: FlowAsked): Generator<void, FlowLayout> {
  const lit = followed(flow, asked.follow);
  const kept = asked.only ? lit : null;
  const grants: Counted = { ...none };
  const litGrants: Counted = { ...none };
  for (const [index, { status }] of flow.grants.entries()) {
    if (kept && !kept[index]) continue;
    grants[status]++;
    if (lit === null || lit[index]) litGrants[status]++;
  }
  const columns = {} as Record<FlowColumn, Column>;
  for (const column of flowColumns) {
    columns[column] = columnOf(flow, column, asked, lit, kept);
    yield;
  }
  const joined: Partial<Record<FlowColumn, Joined>> = {};
  for (const [at, column] of flowColumns.slice(0, 3).entries()) {
    joined[column] = yield* joinedBy(flow, columns[column], columns[flowColumns[at + 1]!], lit, kept);
    yield;
  }
  const each = <T>(of: (one: Column) => T): Record<FlowColumn, T> => ({
    principal: of(columns.principal),
    rule: of(columns.rule),
    role: of(columns.role),
    account: of(columns.account),
  });
  return {
    rows: each(({ rows }) => rows),
    nodes: each(({ nodes }) => nodes),
    lit: each(({ lit: count }) => count),
    grants,
    litGrants,
    found: asked.follow === null || lit !== null,
    links(column, row, towards) {
      const at = flowColumns.indexOf(column) - (towards === 'left' ? 1 : 0);
      const between = at < 0 ? undefined : joined[flowColumns[at]!];
      return between?.[towards === 'left' ? 'toLeft' : 'toRight'].get(row) ?? [];
    },
  };
}

/** Which grants go through what is followed; null: nothing is, or it is not there. */
function followed(flow: Flow, follow: FlowAsked['follow']): Uint8Array | null {
  if (!follow) return null;
  const { column, key } = follow;
  const nodes = flow.nodes[column];
  const wanted = new Uint8Array(nodes.length);
  let any = false;
  for (const [index, node] of nodes.entries())
    if (node.key === key || gatherKey(node.group) === key) {
      wanted[index] = 1;
      any = true;
    }
  if (!any) return null;
  return Uint8Array.from(flow.of[column], (node) => wanted[node]!);
}

/** The key of a gathering row; no node has such a one. */
export const gatherKey = (group: string): string => `+${group}`;

interface Column {
  readonly column: FlowColumn;
  readonly rows: readonly FlowRow[];
  /** Of each node; -1: left out. */
  readonly rowOf: Int32Array;
  readonly nodes: number;
  readonly lit: number;
}

function columnOf(
  flow: Flow,
  column: FlowColumn,
  asked: FlowAsked,
  lit: Uint8Array | null,
  kept: Uint8Array | null,
): Column {
  const all = flow.nodes[column];
  const counts: Counted[] = Array.from(all, () => ({ ...none }));
  const shines = new Uint8Array(all.length);
  for (const [index, node] of flow.of[column].entries()) {
    if (kept && !kept[index]) continue;
    counts[node]![flow.grants[index]!.status]++;
    if (lit === null || lit[index]) shines[node] = 1;
  }
  let ids = Array.from(all.keys()).filter((id) => total(counts[id]!) > 0);
  // What stands out comes first, but the column that was pointed at stays as it is.
  if (asked.follow && lit && asked.follow.column !== column)
    ids = [...ids.filter((id) => shines[id]), ...ids.filter((id) => !shines[id])];
  const litCount = ids.reduce((sum, id) => sum + shines[id]!, 0);
  const groups = Map.groupBy(ids, (id) => all[id]!.group);
  const gathers = column !== 'account' && groups.size > 1 && (asked.gathered ?? ids.length > many);
  const rowOf = new Int32Array(all.length).fill(-1);
  const rows: FlowRow[] = [];
  const put = (id: number, group: string | null) => {
    rowOf[id] = rows.length;
    rows.push({
      node: all[id]!,
      group,
      open: false,
      mechanism: all[id]!.mechanism,
      detail: all[id]!.detail,
      nodes: 1,
      litNodes: shines[id]!,
      grants: counts[id]!,
    });
  };
  if (!gathers) for (const id of ids) put(id, null);
  else {
    const showLit = lit !== null && litCount <= few;
    for (const [group, members] of groups) {
      const name = `${column}:${gatherKey(group)}`;
      const litNodes = members.reduce((sum, id) => sum + shines[id]!, 0);
      const open = !asked.shut.includes(name) && (asked.open.includes(name) || (showLit && litNodes > 0));
      const sum: Counted = { ...none };
      for (const id of members) {
        rowOf[id] = rows.length;
        add(sum, counts[id]!);
      }
      const { mechanism } = all[members[0]!]!;
      rows.push({
        node: null,
        group,
        open,
        mechanism,
        detail: column === 'role' ? nameOfAccount(flow, group) : '',
        nodes: members.length,
        litNodes,
        grants: sum,
      });
      if (open) for (const id of members) put(id, group);
    }
  }
  return { column, rows, rowOf, nodes: ids.length, lit: litCount };
}

const nameOfAccount = (flow: Flow, account: string): string =>
  flow.nodes.account.find(({ key }) => key === account)?.detail ?? '';

const total = ({ works, broken, candidate }: FlowCounts): number => works + broken + candidate;
function add(to: Counted, { works, broken, candidate }: FlowCounts): void {
  to.works += works;
  to.broken += broken;
  to.candidate += candidate;
}

interface Joined {
  readonly toRight: ReadonlyMap<number, readonly FlowLink[]>;
  readonly toLeft: ReadonlyMap<number, readonly FlowLink[]>;
}

function* joinedBy(
  flow: Flow,
  left: Column,
  right: Column,
  lit: Uint8Array | null,
  kept: Uint8Array | null,
): Generator<void, Joined> {
  interface Pair extends Counted {
    readonly from: number;
    readonly to: number;
    mechanism: Mechanism | null;
    lit: boolean;
  }
  const pairs = new Map<number, Pair>();
  const width = right.rows.length;
  for (const [index, { status, mechanism }] of flow.grants.entries()) {
    if (kept && !kept[index]) continue;
    const from = left.rowOf[flow.of[left.column][index]!]!;
    const to = right.rowOf[flow.of[right.column][index]!]!;
    let pair = pairs.get(from * width + to);
    if (!pair) pairs.set(from * width + to, (pair = { ...none, from, to, mechanism, lit: false }));
    pair[status]++;
    if (pair.mechanism !== mechanism) pair.mechanism = null;
    pair.lit ||= lit === null || lit[index] === 1;
    if (index % slice === 0) yield;
  }
  yield;
  const ordered = [...pairs.values()].toSorted(
    (a, b) => Number(b.lit) - Number(a.lit) || total(b) - total(a) || a.from - b.from || a.to - b.to,
  );
  yield;
  const toRight = new Map<number, FlowLink[]>();
  const toLeft = new Map<number, FlowLink[]>();
  const push = (into: Map<number, FlowLink[]>, at: number, link: FlowLink) => {
    const list = into.get(at);
    if (list) list.push(link);
    else into.set(at, [link]);
  };
  for (const { from, to, ...said } of ordered) {
    push(toRight, from, { to, ...said });
    push(toLeft, to, { to: from, ...said });
  }
  return { toRight, toLeft };
}
