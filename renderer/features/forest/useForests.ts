import { computed, shallowRef, watch } from 'vue';
import { api, generation } from '../../app/client.ts';
import { useWorkspace } from '../../app/stores/workspace.ts';
import type { ForestView, Place } from '#contract/forest.ts';

/** The forests of the workspace, or the one that a profile's server belongs to. */
export function useForests(live: () => string | undefined, wanted: () => string | undefined) {
  const workspace = useWorkspace();
  const forests = shallowRef<readonly ForestView[] | null>(null);
  const error = shallowRef<unknown>(null);
  let abort = new AbortController();

  async function load() {
    abort.abort();
    abort = new AbortController();
    const { signal } = abort;
    const profileId = live();
    error.value = null;
    try {
      const answer = profileId
        ? [await api.forest.live({ profileId }, { signal })]
        : (await api.forest.view({}, { signal })).forests;
      if (!signal.aborted)
        forests.value = answer.toSorted(
          (a, b) => b.domains.length - a.domains.length || a.id.localeCompare(b.id),
        );
    } catch (fault) {
      if (signal.aborted) return;
      forests.value = null;
      error.value = fault;
    }
  }
  watch(live, () => (forests.value = null));
  watch(() => [live(), generation.value, live() ? null : workspace.sources], load, { immediate: true });

  const current = computed(
    () => forests.value?.find(({ id }) => id === wanted()) ?? forests.value?.[0] ?? null,
  );
  const profileOf = () => live() ?? null;
  /** Where the lists of the current forest are asked for. */
  const place = computed<Place | null>(() => {
    const profileId = profileOf();
    if (profileId) return { in: 'live', profileId };
    const snapshotId = current.value?.sources[0]?.snapshotId ?? null;
    return snapshotId === null ? null : { in: 'snapshot', snapshotId };
  });
  return { forests, error, current, place, load };
}
