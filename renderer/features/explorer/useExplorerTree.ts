import { shallowRef, watch } from 'vue';
import { api } from '../../app/client.ts';
import { useProfiles } from '../../app/stores/profiles.ts';
import { useArriving } from '../../app/stores/arriving.ts';
import { useWorkspace } from '../../app/stores/workspace.ts';
import { TreeModel } from '../../ui/treeModel.ts';
import type { NewNode, TreeNode } from '../../ui/treeModel.ts';
import {
  contextRow,
  liveKey,
  liveNode,
  objectKey,
  objectNode,
  rootsOf,
  snapshotNodes,
} from './treeValues.ts';
import type { TreeValue } from './treeValues.ts';

type Node = TreeNode<TreeValue>;
const pageSize = 100;

/** The explorer's tree: what is loaded of it, and how more of it comes. */
export function useExplorerTree() {
  const workspace = useWorkspace();
  const profiles = useProfiles();
  const arriving = useArriving();
  const model = new TreeModel<TreeValue>();
  const version = shallowRef(0);
  /** The last failure, and the node it happened at. */
  const failed = shallowRef<{ node: Node; error: unknown } | null>(null);
  const loading = new Map<string, Promise<void>>();
  const cursors = new Map<string, string>();

  const changed = () => void version.value++;

  watch(
    () => [workspace.sources, profiles.profiles, arriving.list] as const,
    ([sources, all, arrivals]) => {
      const roots = rootsOf(sources, all, arrivals);
      const same = roots.length === model.top.childCount && roots.every(({ key }) => model.byKey.has(key));
      // Numbers that change twice a second are no reason to build the tree anew.
      if (same) model.setChildren(model.top, 0, roots);
      else model.setRoots(roots);
      changed();
    },
    { immediate: true },
  );

  /** The children of a node from a position on: `total` as far as it is known. */
  async function fetch(
    node: Node,
    offset: number,
  ): Promise<{ offset: number; total: number; nodes: NewNode<TreeValue>[] }> {
    const value = node.value;
    switch (value.is) {
      case 'source': {
        if (value.source.snapshots.length > 1) {
          const nodes = snapshotNodes(value.source);
          return { offset: 0, total: nodes.length, nodes };
        }
        return fetchObjects(value.snapshot!.id, value.source.origin, null, offset);
      }
      case 'snapshot':
        return fetchObjects(value.snapshot.id, value.source.origin, null, offset);
      case 'arriving':
        return fetchObjects(value.arriving.snapshotId, 'on-premises', null, offset);
      case 'object':
        return fetchObjects(value.snapshotId, value.origin, value.row.id, offset);
      case 'profile': {
        const root = await api.live.rootDse({ profileId: value.profile.id });
        const base = value.profile.connection.base;
        const names =
          base && !root.namingContexts.some((each) => each.toLowerCase() === base.toLowerCase())
            ? [base, ...root.namingContexts]
            : root.namingContexts;
        return {
          offset: 0,
          total: names.length,
          nodes: names.map((dn) => liveNode(value.profile.id, contextRow(dn))),
        };
      }
      default: {
        const known = node.children.size;
        const cursor = known === 0 ? null : (cursors.get(node.key) ?? null);
        const answer = await api.live.children({ profileId: value.profileId, dn: value.row.dn, cursor });
        if (answer.cursor === null) cursors.delete(node.key);
        else cursors.set(node.key, answer.cursor);
        // While more are to come, one place after the last stands for them.
        return {
          offset: known,
          total: known + answer.rows.length + (answer.cursor === null ? 0 : 1),
          nodes: answer.rows.map((row) => liveNode(value.profileId, row)),
        };
      }
    }
  }

  async function fetchObjects(
    snapshotId: number,
    origin: 'on-premises' | 'aws' | 'rule',
    parentId: number | null,
    from: number,
  ) {
    const offset = Math.floor(from / pageSize) * pageSize;
    const answer = await api.objects.rows({
      list: { of: 'children', snapshotId, parentId },
      page: { offset, limit: pageSize },
    });
    return {
      offset,
      total: answer.total,
      nodes: answer.rows.map((row) => objectNode(snapshotId, origin, row)),
    };
  }

  function load(node: Node, offset: number): Promise<void> {
    const slot =
      node.value.is === 'live' || node.value.is === 'profile'
        ? node.key
        : `${node.key}@${Math.floor(offset / pageSize)}`;
    const running = loading.get(slot);
    if (running) return running;
    const job = fetch(node, offset)
      .then((answer) => {
        if (model.byKey.get(node.key) !== node) return;
        model.setChildCount(node, answer.total);
        model.setChildren(node, answer.offset, answer.nodes);
        if (answer.total === 0) {
          model.collapse(node);
          node.expandable = false;
        }
        if (failed.value?.node.key === node.key) failed.value = null;
      })
      .catch((error: unknown) => {
        if (node.children.size === 0) model.collapse(node);
        failed.value = { node, error };
        throw error;
      })
      .finally(() => {
        loading.delete(slot);
        changed();
      });
    loading.set(slot, job);
    return job;
  }
  const quiet = (job: Promise<void>) => void job.catch(() => undefined);

  function toggle(node: Node, expand: boolean) {
    if (expand) {
      model.expand(node);
      if (node.children.size === 0) quiet(load(node, 0));
    } else model.collapse(node);
    changed();
  }

  function want(node: Node, first: number, last: number) {
    if (failed.value?.node === node) return;
    for (let page = Math.floor(first / pageSize); page * pageSize < last; page++)
      quiet(load(node, Math.max(first, page * pageSize)));
  }

  async function open(node: Node) {
    if (node.children.size === 0) await load(node, 0);
    model.expand(node);
  }

  /** The node whose children are the naming contexts of a snapshot. */
  function snapshotRoot(snapshotId: number): { source: Node; node: Node | null } | null {
    const arrives = model.byKey.get(`arriving:${snapshotId}`);
    if (arrives) return { source: arrives, node: arrives };
    for (const source of model.top.children.values()) {
      if (
        source.value.is !== 'source' ||
        !source.value.source.snapshots.some((each) => each.id === snapshotId)
      )
        continue;
      return {
        source,
        node:
          source.value.source.snapshots.length === 1
            ? source
            : (model.byKey.get(`snapshot:${snapshotId}`) ?? null),
      };
    }
    return null;
  }

  /** Opens the way down to an object of a snapshot and answers its key; null when it is not to be found. */
  async function revealObject(snapshotId: number, objectId: number | null): Promise<string | null> {
    let root = snapshotRoot(snapshotId);
    if (!root) return null;
    if (!root.node) {
      await open(root.source);
      root = snapshotRoot(snapshotId);
    }
    let at = root?.node;
    if (!at) return null;
    if (objectId === null) {
      changed();
      return at.key;
    }
    const known = model.byKey.get(objectKey(snapshotId, objectId));
    if (known && model.indexOf(known) >= 0) return known.key;
    const { path } = await api.objects.get({ snapshotId, objectId });
    for (const step of path) {
      await open(at);
      const key = objectKey(snapshotId, step.id);
      if (!model.byKey.has(key))
        await load(at, (await api.objects.position({ snapshotId, objectId: step.id })).offset);
      const next = model.byKey.get(key);
      if (!next) break;
      at = next;
    }
    changed();
    return at.key;
  }

  /** Reads a node again. */
  function reload(node: Node) {
    const wasOpen = node.expanded;
    failed.value = null;
    cursors.delete(node.key);
    model.clear(node);
    node.expandable = true;
    if (wasOpen) toggle(node, true);
    changed();
  }

  return { model, version, failed, toggle, want, revealObject, reload, liveKey };
}
