/** From parents, kinds and the order of names to the columns by which any row of any list is reached at once. */
import { isBranchCode } from '../schema/kinds.ts';
import type { Columns } from './columns.ts';

export interface TreeInput {
  /** By object id; 0 = no object has it. */
  readonly kinds: Int32Array;
  /** Ids of all objects by name. */
  readonly names: Int32Array;
  /** 0 = the object stands at the top. */
  readonly parentOf: (objectId: number) => number;
}

export type TreeColumns = Pick<
  Columns,
  'parent' | 'nameRank' | 'place' | 'first' | 'count' | 'tree' | 'names'
>;

/** Siblings: domains, units and containers first, then the rest, each by name. */
export function buildTree({ kinds, names, parentOf }: TreeInput): TreeColumns {
  const size = kinds.length;
  const parent = new Int32Array(size).fill(-1);
  for (const id of names) parent[id] = parentOf(id);
  const nameRank = new Int32Array(size).fill(-1);
  for (let rank = 0; rank < names.length; rank++) nameRank[names[rank]!] = rank;

  const count = new Int32Array(size);
  for (const id of names) count[parent[id]!]!++;
  const first = new Int32Array(size);
  for (let id = 0, at = 0; id < size; id++) {
    first[id] = at;
    at += count[id]!;
  }
  const tree = new Int32Array(names.length);
  const place = new Int32Array(size).fill(-1);
  const next = first.slice();
  for (const branches of [true, false]) {
    for (const id of names) {
      if (isBranchCode(kinds[id]!) !== branches) continue;
      const at = next[parent[id]!]!++;
      tree[at] = id;
      place[id] = at;
    }
  }
  return { parent, nameRank, place, first, count, tree, names };
}
