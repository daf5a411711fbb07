import { computed, onBeforeUnmount, shallowRef, watch } from 'vue';
import { api, generation } from '../../app/client.ts';
import { useWorkspace } from '../../app/stores/workspace.ts';
import type { DirectoryFacts, DirectoryRow } from '#contract/estate/directories.ts';

/** Everything known of the chosen directory; null while it is on the way. */
export function useDirectory(row: () => DirectoryRow | null) {
  const workspace = useWorkspace();
  const facts = shallowRef<DirectoryFacts | null>(null);
  const error = shallowRef<unknown>(null);
  let abort = new AbortController();

  async function load() {
    abort.abort();
    abort = new AbortController();
    const { signal } = abort;
    const at = row();
    error.value = null;
    if (!at) facts.value = null;
    else
      try {
        const { snapshotId, directoryId, region } = at;
        const answer = await api.estate.directory({ snapshotId, directoryId, region }, { signal });
        if (!signal.aborted) facts.value = answer;
      } catch (fault) {
        if (signal.aborted) return;
        facts.value = null;
        error.value = fault;
      }
  }
  const key = computed(() => {
    const at = row();
    return at && `${at.snapshotId} ${at.region} ${at.directoryId}`;
  });
  watch(key, () => (facts.value = null));
  watch(() => [key.value, generation.value, workspace.sources], load, { immediate: true });
  onBeforeUnmount(() => abort.abort());
  return { facts, error, load };
}
