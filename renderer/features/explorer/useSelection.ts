import { computed, nextTick, shallowRef, watch } from 'vue';
import { api } from '../../app/client.ts';
import type { useQuery } from '../../app/useQuery.ts';
import { writeAddress } from './address.ts';
import type { ListRow } from '../grid/objectColumns.ts';
import type { Item } from './item.ts';
import type { Wish } from './useObjectList.ts';

/**
 * What is selected: the object that the address names, or else the container itself, and the row of the list where it
 * stands.
 */
export function useSelection(
  wish: () => Wish,
  /** The list is in another order, or not whole: positions of the container mean nothing in it. */
  rearranged: () => boolean,
  query: ReturnType<typeof useQuery>,
) {
  const position = shallowRef<number | null>(null);

  const item = computed<Item | null>(() => {
    const now = wish().place;
    const selected = query.get('o');
    if (now.at === 'snapshot') {
      const objectId = selected && /^\d+$/.test(selected) ? Number(selected) : now.containerId;
      return objectId === null ? null : { in: 'snapshot', snapshotId: now.snapshotId, objectId };
    }
    if (now.at === 'live') {
      const dn = selected ?? now.dn;
      return dn === null ? null : { in: 'live', profileId: now.profileId, dn };
    }
    return null;
  });

  function select(index: number, row: ListRow) {
    position.value = index;
    void query.replace({ o: 'id' in row ? String(row.id) : row.dn });
  }

  /** Shows an object at its place: its container in the tree, itself in the list. */
  async function reveal(target: Item) {
    if (target.in === 'live') {
      const parent = target.dn.replace(/^(?:\\.|[^,\\])+,/s, '');
      await query.push({
        ...writeAddress({
          at: 'live',
          profileId: target.profileId,
          dn: parent === target.dn ? null : parent,
        }),
        o: target.dn,
      });
      return;
    }
    const { parentId, offset } = await api.objects.position({
      snapshotId: target.snapshotId,
      objectId: target.objectId,
    });
    await query.push({
      ...writeAddress({ at: 'snapshot', snapshotId: target.snapshotId, containerId: parentId }),
      o: String(target.objectId),
    });
    await nextTick();
    position.value = offset;
  }

  // A link names the object, not its row: ask where it stands.
  watch(
    () => JSON.stringify([wish(), rearranged()]),
    async () => {
      const mine = JSON.stringify(wish());
      position.value = null;
      const { place, search, kind } = wish();
      const selected = query.get('o');
      if (place.at !== 'snapshot' || !selected || search || kind || rearranged()) return;
      const at = await api.objects
        .position({ snapshotId: place.snapshotId, objectId: Number(selected) })
        .catch(() => null);
      if (at && at.parentId === place.containerId && mine === JSON.stringify(wish()) && !rearranged())
        position.value = at.offset;
    },
    { immediate: true },
  );

  return { item, position, select, reveal };
}
