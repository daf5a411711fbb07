import { shallowRef, watch } from 'vue';
import { api, generation } from '../../app/client.ts';
import { t } from '../../app/i18n/index.ts';
import { useStatus } from '../../app/stores/status.ts';
import type { useQuery } from '../../app/useQuery.ts';
import type { BuiltInQuery, Query, SavedQuery } from '#contract/queries.ts';
import type { useQueryDraft } from './useQueryDraft.ts';
import { placeKey } from './useQueryPlaces.ts';

/** Queries that need not be written: those built in for the place asked, and those kept in the workspace. */
export function useKnownQueries(
  { place, origin }: Pick<ReturnType<typeof useQueryDraft>, 'place' | 'origin'>,
  address: ReturnType<typeof useQuery>,
) {
  const status = useStatus();
  const builtIn = shallowRef<readonly BuiltInQuery[]>([]);
  const saved = shallowRef<readonly SavedQuery[]>([]);
  const error = shallowRef<unknown>(null);

  watch(
    () => [placeKey(place.value), generation.value] as const,
    async ([key]) => {
      const at = place.value;
      if (!at) return;
      error.value = null;
      try {
        const answer = await api.queries.builtIn({ at });
        if (placeKey(place.value) === key) builtIn.value = answer;
      } catch (fault) {
        // A directory that cannot be reached says so where its rows would be; what was built in stays in sight.
        if (placeKey(place.value) === key) error.value = fault;
      }
    },
    { immediate: true },
  );
  async function load() {
    saved.value = await api.queries.saved({}).catch(() => []);
    const found = saved.value.find((each) => each.id === address.get('q'));
    if (found) origin.value = { of: 'saved', id: found.id, name: found.name };
  }
  watch(generation, (now) => void (now > 0 && load()), { immediate: true });

  async function keep(of: SavedQuery | (Query & { id: string | null; name: string })) {
    error.value = null;
    try {
      const kept = await api.queries.save({ ...of, columns: [...of.columns] });
      origin.value = { of: 'saved', id: kept.id, name: kept.name };
      status.tell(t('queryPlace.savedNow'));
      await load();
      return kept;
    } catch (fault) {
      error.value = fault;
      return null;
    }
  }
  /** Keeps a query under a name, in place of the one of `id`. */
  async function save(query: Query, name: string, id: string | null) {
    const kept = await keep({ ...query, id, name });
    if (kept) await address.replace({ q: kept.id });
  }
  async function rename(of: SavedQuery, name: string) {
    const now = origin.value;
    await keep({ ...of, name });
    if (now?.id !== of.id) origin.value = now;
  }
  async function remove(of: SavedQuery) {
    await api.queries.remove({ id: of.id }).catch((fault: unknown) => (error.value = fault));
    if (origin.value?.id === of.id) origin.value = null;
    await load();
  }
  return { builtIn, saved, error, save, rename, remove };
}
