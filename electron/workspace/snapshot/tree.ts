/** From parents, kinds and names to the columns by which any row of any list is reached at once. */
import { isBranchCode } from '../schema/kinds.ts';
import type { Columns } from './columns.ts';

export interface TreeInput {
  /** By object id, from 1 without gaps; 0 unused. */
  readonly kinds: Int32Array;
  /** By object id: what lists are ordered by, already folded. */
  readonly names: readonly (string | undefined)[];
  readonly primaryGroups: Int32Array;
  /** 0 = the object stands at the top. */
  readonly parentOf: (objectId: number) => number;
}

/**
 * Names in code-unit order (Hangul and Latin stand in their alphabets' order), ids where names are equal. Siblings:
 * domains, units and containers first, then the rest, each by name.
 */
export function buildColumns(input: TreeInput): Columns {
  const { kinds, names, primaryGroups, parentOf } = input;
  const size = kinds.length;
  const order = Int32Array.from({ length: size - 1 }, (_, at) => at + 1);
  const parent = new Int32Array(size).fill(-1);
  for (const id of order) parent[id] = parentOf(id);
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
