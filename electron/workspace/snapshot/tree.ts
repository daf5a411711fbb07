/** From parents, kinds and names to the columns by which any row of any list is reached at once. */
import { isBranchCode } from '../schema/kinds.ts';
import type { Columns } from './columns.ts';

export interface TreeInput {
  /** By id, 0 unused; 0 = no object. */
  readonly kinds: Int32Array;
  /** By id: what the list is ordered by, already folded. */
  readonly names: readonly (string | undefined)[];
  readonly primaryGroups: Int32Array;
  /** The id of the parent's name, object or not; 0 = none. */
  readonly parentOf: (id: number) => number;
}

/** An object whose parent is absent hangs on its nearest ancestor that is there; without any it stands at the top. */
function nearestParents({ kinds, parentOf }: TreeInput): Int32Array {
  const parents = new Int32Array(kinds.length).fill(-1);
  for (let id = 1; id < kinds.length; id++) {
    if (kinds[id] === 0) continue;
    let parent = parentOf(id);
    while (parent !== 0 && kinds[parent] === 0) parent = parentOf(parent);
    parents[id] = parent;
  }
  return parents;
}

/**
 * Names in code-unit order (Hangul and Latin stand in their alphabets' order), ids where names are equal. Siblings:
 * domains, units and containers first, then the rest, each by name.
 */
export function buildColumns(input: TreeInput): Columns {
  const { kinds, names, primaryGroups } = input;
  const size = kinds.length;
  const parent = nearestParents(input);
  const order = new Int32Array(kinds.reduce((sum, kind) => sum + (kind === 0 ? 0 : 1), 0));
  for (let id = 1, at = 0; id < size; id++) if (kinds[id] !== 0) order[at++] = id;
  order.sort((a, b) => {
    const left = names[a]!;
    const right = names[b]!;
    return left < right ? -1 : left > right ? 1 : a - b;
  });
  const nameRank = new Int32Array(size).fill(-1);
  order.forEach((id, rank) => (nameRank[id] = rank));

  const count = new Int32Array(size);
  for (const id of order) count[parent[id]!]!++;
  const first = new Int32Array(size);
  for (let id = 0, at = 0; id < size; id++) {
    first[id] = at;
    at += count[id]!;
  }
  const tree = new Int32Array(order.length);
  const place = new Int32Array(size).fill(-1);
  const next = first.slice();
  for (const branches of [true, false]) {
    for (const id of order) {
      if (isBranchCode(kinds[id]!) !== branches) continue;
      const at = next[parent[id]!]!++;
      tree[at] = id;
      place[id] = at;
    }
  }
  return {
    parent,
    kind: kinds,
    primaryGroup: primaryGroups,
    nameRank,
    place,
    first,
    count,
    tree,
    names: order,
  };
}
