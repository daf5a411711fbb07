import { shallowRef } from 'vue';
import { api } from '../../app/client.ts';
import type { CompareTreeRow, Side } from '#contract/compare.ts';
import { TreeModel } from '../../ui/treeModel.ts';
import type { NewNode, TreeNode } from '../../ui/treeModel.ts';
import { pairKey } from './pairKey.ts';

type Node = TreeNode<CompareTreeRow>;
const pageSize = 200;
/** Of what stands at the top all is read: there are naming contexts, or what a file has without a parent. */
const rootsAtOnce = 1000;

/** An object that moved stands twice: where it was and where it is. */
const nodeKey = (row: CompareTreeRow): string => `${row.state} ${pairKey(row)}`;
const nodeOf = (row: CompareTreeRow): NewNode<CompareTreeRow> => ({
  key: nodeKey(row),
  value: row,
  expandable: row.hasChildren,
  childCount: null,
});
const endOf = (row: CompareTreeRow) =>
  row.a ? { side: 'a' as Side, objectId: row.a.id } : { side: 'b' as Side, objectId: row.b!.id };

/** The two trees as one: what is loaded of it, and how more of it comes. */
export function useCompareTree(id: () => string) {
  const model = new TreeModel<CompareTreeRow>();
  const version = shallowRef(0);
  const failed = shallowRef<{ readonly node: Node; readonly error: unknown } | null>(null);
  const loading = new Map<string, Promise<void>>();
  let generation = 0;

  function load(node: Node, offset: number): Promise<void> {
    const page = Math.floor(offset / pageSize) * pageSize;
    const key = `${generation} ${node.key} ${page}`;
    const pending = loading.get(key);
    if (pending) return pending;
    const mine = generation;
    const work = (async () => {
      try {
        if (node === model.top) {
          const roots = await allRoots();
          if (mine === generation) model.setRoots(roots);
        } else {
          const asked = { offset: page, limit: pageSize };
          const answer = await api.compare.tree({ id: id(), parent: endOf(node.value), page: asked });
          if (mine !== generation) return;
          model.setChildCount(node, answer.total);
          model.setChildren(node, page, answer.rows.map(nodeOf));
        }
        failed.value = null;
      } catch (error) {
        if (mine === generation) failed.value = { node, error };
      } finally {
        loading.delete(key);
        version.value++;
      }
    })();
    loading.set(key, work);
    return work;
  }
  async function allRoots(): Promise<NewNode<CompareTreeRow>[]> {
    const roots: NewNode<CompareTreeRow>[] = [];
    for (;;) {
      const page = { offset: roots.length, limit: rootsAtOnce };
      const { total, rows } = await api.compare.tree({ id: id(), parent: null, page });
      roots.push(...rows.map(nodeOf));
      if (rows.length === 0 || roots.length >= total) return roots;
    }
  }
  async function toggle(node: Node, expand: boolean): Promise<void> {
    if (!expand) model.collapse(node);
    else {
      model.expand(node);
      if (node.childCount === null) await load(node, 0);
    }
    version.value++;
  }
  async function want(parent: Node, first: number, last: number): Promise<void> {
    for (let at = first; at < last; at += pageSize) await load(parent, at);
    if (last > first) await load(parent, last - 1);
  }
  /** Opens what is above an object of one side, and answers its key; null where the comparison has no line of it. */
  async function reveal(side: Side, snapshotId: number, objectId: number): Promise<string | null> {
    const { path } = await api.objects.get({ snapshotId, objectId });
    let node: Node = model.top;
    for (const { id: step } of path) {
      const found = await seek(node, side, step);
      // Above the base of the comparison nothing is shown.
      if (found === null) {
        if (node === model.top && step !== objectId) continue;
        return null;
      }
      if (step === objectId) return found.key;
      await toggle(found, true);
      node = found;
    }
    return null;
  }
  async function seek(parent: Node, side: Side, objectId: number): Promise<Node | null> {
    const of = parent === model.top ? null : endOf(parent.value);
    const { offset } = await api.compare.treePosition({ id: id(), parent: of, side, objectId });
    if (offset === null) return null;
    if (!parent.children.has(offset)) await load(parent, offset);
    return parent.children.get(offset) ?? null;
  }
  function reset(): Promise<void> {
    generation++;
    loading.clear();
    model.setRoots([]);
    version.value++;
    return load(model.top, 0);
  }
  return { model, version, failed, load, toggle, want, reveal, reset };
}
