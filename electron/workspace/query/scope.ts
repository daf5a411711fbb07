/** Which objects a base and a scope leave, by the tree of the snapshot: units of other naming contexts below it included. */
import { dnKey, parentDn } from '#domain/directory/dnKey.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import type { Bound } from './bound.ts';

export type Scope = 'base' | 'one' | 'sub';

const none = new Int32Array(0);

/** Null base: the whole snapshot, its naming contexts' heads for `one`, nothing for `base` (the root DSE is no object). */
export function inScope(snapshot: SnapshotReader, base: string | null, scope: Scope): Bound {
  if (base === null) return scope === 'sub' ? null : scope === 'one' ? children(snapshot, 0) : none;
  const id = snapshot.findDn(base);
  if (id === 0) return none;
  if (scope === 'base') return Int32Array.of(id);
  if (scope === 'sub') return below(snapshot, id);
  // An object whose parent was not read hangs on the next one above: that is not its parent.
  const key = dnKey(base);
  return children(snapshot, id).filter((child) => dnKey(parentDn(snapshot.row(child).dn) ?? '') === key);
}

function children(snapshot: SnapshotReader, id: number): Int32Array {
  const first = snapshot.column('first')[id] ?? 0;
  const count = snapshot.column('count')[id] ?? 0;
  return snapshot
    .column('tree')
    .slice(first, first + count)
    .sort();
}

/** The object and everything below, by id. */
function below(snapshot: SnapshotReader, top: number): Uint8Array {
  const first = snapshot.column('first');
  const count = snapshot.column('count');
  const tree = snapshot.column('tree');
  const mask = new Uint8Array(snapshot.column('parent').length);
  mask[top] = 1;
  const open = [top];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (let at = first[id]!; at < first[id]! + count[id]!; at++) {
      const child = tree[at]!;
      // A stranger's columns may go round in circles.
      if (mask[child] === 1) continue;
      mask[child] = 1;
      if ((count[child] ?? 0) > 0) open.push(child);
    }
  }
  return mask;
}
