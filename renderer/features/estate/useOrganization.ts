import { onBeforeUnmount, shallowRef, watch } from 'vue';
import type { OrganizationNode } from '#contract/estate/organization.ts';
import { api, generation } from '../../app/client.ts';
import { TreeModel } from '../../ui/treeModel.ts';
import type { NewNode, TreeNode } from '../../ui/treeModel.ts';

/** So many roots, units and accounts at most are shown at once: a filter finds the others. */
export const mostNodes = 10_000;

/** The tree of one organization, opened as far as units go. */
export function useOrganization(asked: () => { snapshotId: number; text: string } | null) {
  const model = new TreeModel<OrganizationNode>();
  const version = shallowRef(0);
  const state = shallowRef<{ total: number; shown: number } | null>(null);
  const error = shallowRef<unknown>(null);
  let abort = new AbortController();

  async function load() {
    abort.abort();
    abort = new AbortController();
    const { signal } = abort;
    const at = asked();
    error.value = null;
    if (!at) return;
    try {
      const rows: OrganizationNode[] = [];
      let total = 1;
      while (rows.length < Math.min(total, mostNodes)) {
        const answer = await api.estate.organizationTree(
          {
            snapshotId: at.snapshotId,
            page: { offset: rows.length, limit: 1000 },
            ...(at.text ? { text: at.text } : {}),
          },
          { signal },
        );
        if (signal.aborted) return;
        ({ total } = answer);
        if (answer.rows.length === 0) break;
        rows.push(...answer.rows);
      }
      fill(rows);
      state.value = { total, shown: rows.length };
    } catch (fault) {
      if (!signal.aborted) error.value = fault;
    }
  }
  function fill(rows: readonly OrganizationNode[]) {
    const known = new Set(rows.map(({ id }) => id));
    const below = new Map<string | null, OrganizationNode[]>();
    for (const row of rows) {
      // What a filter leaves of a branch stands where the branch would.
      const parent = row.parentId !== null && known.has(row.parentId) ? row.parentId : null;
      below.set(parent, [...(below.get(parent) ?? []), row]);
    }
    const made = (row: OrganizationNode): NewNode<OrganizationNode> => {
      const count = below.get(row.id)?.length ?? 0;
      return { key: row.id, value: row, expandable: count > 0, childCount: count };
    };
    model.setRoots((below.get(null) ?? []).map(made));
    const open = (node: TreeNode<OrganizationNode>) => {
      const rowsBelow = below.get(node.key) ?? [];
      if (rowsBelow.length === 0) return;
      model.setChildren(node, 0, rowsBelow.map(made));
      model.expand(node);
      for (const child of node.children.values()) open(child);
    };
    for (const node of model.top.children.values()) open(node);
    version.value++;
  }
  watch(() => [JSON.stringify(asked()), generation.value], load, { immediate: true });
  onBeforeUnmount(() => abort.abort());

  function toggle(node: TreeNode<OrganizationNode>, expand: boolean) {
    if (expand) model.expand(node);
    else model.collapse(node);
    version.value++;
  }
  return { model, version, state, error, load, toggle };
}
