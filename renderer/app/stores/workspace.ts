import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { WorkspaceInfo } from '#contract/index.ts';
import { holdsObjects } from '#contract/limits.ts';
import type { Snapshot, Source } from '#contract/shapes.ts';
import { api } from '../client.ts';
import { listen } from './stream.ts';

/** The open workspace, as the engine tells it. */
export const useWorkspace = defineStore('workspace', () => {
  const info = shallowRef<WorkspaceInfo | null>(null);
  const error = shallowRef<unknown>(null);

  listen(
    (signal) => api.workspace.watch({}, { signal }),
    (next) => {
      info.value = next;
      error.value = null;
    },
    (fault) => (error.value = fault),
  );

  const sources = computed<readonly Source[]>(() => info.value?.sources ?? []);
  const snapshots = computed(
    () =>
      new Map(
        sources.value.flatMap((source) =>
          source.snapshots.map((snapshot) => [snapshot.id, { source, snapshot }] as const),
        ),
      ),
  );
  /** The newest snapshot of each source that holds directory objects. */
  const forests = computed(() =>
    sources.value
      .filter((source) => holdsObjects(source.kind) && source.snapshots.length > 0)
      .map((source) => ({ source, snapshot: newest(source)! })),
  );
  return { info, error, sources, snapshots, forests };
});

export const newest = (source: Source): Snapshot | undefined =>
  source.snapshots.toSorted((a, b) => b.readAt.localeCompare(a.readAt))[0];
