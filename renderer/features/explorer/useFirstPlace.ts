import { watch } from 'vue';
import { api } from '../../app/client.ts';
import { useArriving } from '../../app/stores/arriving.ts';
import { useWorkspace } from '../../app/stores/workspace.ts';
import type { useQuery } from '../../app/useQuery.ts';
import { writeAddress } from './address.ts';
import type { ExplorerPlaceAddress } from './address.ts';

/** Where the explorer goes by itself: at first run, and from a place that is no longer there, to the newest forest. */
export function useFirstPlace(place: () => ExplorerPlaceAddress, query: ReturnType<typeof useQuery>) {
  const workspace = useWorkspace();
  const arriving = useArriving();

  /** The first naming context of a snapshot: that is where people begin. */
  async function openFirst(snapshotId: number) {
    const from = JSON.stringify(place());
    const answer = await api.objects
      .rows({ list: { of: 'children', snapshotId, parentId: null }, page: { offset: 0, limit: 1 } })
      .catch(() => null);
    // Somebody may have chosen a place meanwhile.
    if (JSON.stringify(place()) !== from) return;
    await query.replace(
      writeAddress({ at: 'snapshot', snapshotId, containerId: answer?.rows[0]?.id ?? null }),
    );
  }

  watch(
    () => [place(), workspace.forests, arriving.list] as const,
    ([now, forests]) => {
      const gone =
        now.at === 'snapshot' &&
        !workspace.snapshots.has(now.snapshotId) &&
        !arriving.list.some(({ snapshotId }) => snapshotId === now.snapshotId);
      const first = forests[0];
      if (!workspace.info) return;
      if (first && (now.at === 'nowhere' || gone)) void openFirst(first.snapshot.id);
      else if (gone) void query.replace(writeAddress({ at: 'nowhere' }));
    },
    { immediate: true },
  );
}
