import { computed, onBeforeUnmount, shallowRef, watch } from 'vue';
import { generation } from '../../app/client.ts';
import type { ObjectList } from '#contract/index.ts';
import type { ListSort } from '#contract/queries.ts';
import type { ObjectKind } from '#domain/directory/object.ts';
import { filteredList } from '../grid/filterRows.ts';
import { listSource, liveChildren } from '../grid/listSource.ts';
import type { ObjectSource } from '../grid/listSource.ts';
import type { ExplorerPlaceAddress } from './address.ts';

export interface Wish {
  readonly place: ExplorerPlaceAddress;
  readonly search: string;
  readonly kind: ObjectKind | '';
}
/** How the list is shown: its order, the rows left in it, and columns beyond the row. */
export interface View {
  readonly sort: ListSort | null;
  /** Only rows that hold it; `containerDn` is that of the container whose children are listed, null until known. */
  readonly filter: string;
  readonly containerDn: string | null;
  readonly attributes: readonly string[];
}

export function listOf({ place, search, kind }: Wish, sort: ListSort | null): ObjectList | null {
  if (place.at !== 'snapshot') return null;
  const { snapshotId } = place;
  if (search !== '') return { of: 'search', snapshotId, text: search, sort };
  if (kind !== '') return { of: 'kind', snapshotId, kinds: [kind], sort };
  return { of: 'children', snapshotId, parentId: place.containerId, sort };
}

/** The list in the middle: children, a kind, or what a search finds; of a snapshot or of a live container. */
export function useObjectList(wish: () => Wish, view: () => View) {
  const source = shallowRef<ObjectSource | null>(null);
  const list = computed<ObjectList | null>(() => {
    const whole = listOf(wish(), view().sort);
    return whole && filteredList(whole, view().filter, view().containerDn);
  });
  const attributes = computed(() => view().attributes.join());

  function make(): ObjectSource | null {
    const attributesNow = () => view().attributes;
    if (list.value) return listSource(list.value, attributesNow);
    const { place } = wish();
    if (place.at !== 'live' || place.dn === null) return null;
    return liveChildren(place.profileId, place.dn, attributesNow);
  }
  watch(
    () => JSON.stringify([list.value, wish()]),
    () => {
      source.value?.stop();
      source.value = make();
    },
    { immediate: true },
  );
  watch(attributes, () => {
    // Live rows with other columns are another question; a snapshot's are the same rows with more beside them.
    if (list.value) source.value?.reload();
    else {
      source.value?.stop();
      source.value = make();
    }
  });
  watch(generation, () => source.value?.reload());
  onBeforeUnmount(() => source.value?.stop());
  return { source, list };
}
