import { computed, onBeforeUnmount, shallowRef, watch } from 'vue';
import { api, generation } from '../../app/client.ts';
import type { ObjectList } from '#contract/index.ts';
import type { ObjectKind } from '#domain/directory/object.ts';
import { cursorSource, pagedSource } from '../../ui/rowSource.ts';
import type { RowSource } from '../../ui/rowSource.ts';
import type { ExplorerPlaceAddress } from './address.ts';
import type { ListRow } from './columns.ts';

export interface Wish {
  readonly place: ExplorerPlaceAddress;
  readonly search: string;
  readonly kind: ObjectKind | '';
}

function listOf({ place, search, kind }: Wish): ObjectList | null {
  if (place.at !== 'snapshot') return null;
  const { snapshotId } = place;
  if (search !== '') return { of: 'search', snapshotId, text: search };
  if (kind !== '') return { of: 'kind', snapshotId, kinds: [kind] };
  return { of: 'children', snapshotId, parentId: place.containerId };
}

type Source = RowSource<ListRow> & { stop(): void };

/** The list in the middle: children, a kind, or what a search finds; of a snapshot or of a live container. */
export function useObjectList(wish: () => Wish) {
  const source = shallowRef<Source | null>(null);
  const key = computed(() => JSON.stringify(wish()));

  function make(): Source | null {
    const now = wish();
    const list = listOf(now);
    if (list)
      return pagedSource<ListRow>({
        fetch: (offset, limit, signal) => api.objects.rows({ list, page: { offset, limit } }, { signal }),
      });
    const { place } = now;
    if (place.at !== 'live' || place.dn === null) return null;
    const { profileId, dn } = place;
    return cursorSource<ListRow>((cursor, signal) =>
      api.live.children({ profileId, dn, cursor }, { signal }),
    );
  }
  watch(
    key,
    () => {
      source.value?.stop();
      source.value = make();
    },
    { immediate: true },
  );
  watch(generation, () => source.value?.reload());
  onBeforeUnmount(() => source.value?.stop());
  return { source };
}
