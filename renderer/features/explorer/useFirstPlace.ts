import { onBeforeUnmount, watch } from 'vue';
import { useRouter } from 'vue-router';
import { api } from '../../app/client.ts';
import { useArriving } from '../../app/stores/arriving.ts';
import { useWorkspace } from '../../app/stores/workspace.ts';
import type { useQuery } from '../../app/useQuery.ts';
import { writeAddress } from './address.ts';
import type { ExplorerPlaceAddress } from './address.ts';

/**
 * What is there comes in two streams, snapshots and those being written, and one may be ahead of the other: a place that is
 * in neither for this long, ms, is gone.
 */
const patience = 1500;

/** Where the explorer goes by itself: at first run, and from a place that is no longer there, to the newest forest. */
export function useFirstPlace(place: () => ExplorerPlaceAddress, query: ReturnType<typeof useQuery>) {
  const workspace = useWorkspace();
  const arriving = useArriving();
  const router = useRouter();
  /** Counts whatever anybody goes to, from its beginning: whoever has set out is not called back. */
  let steps = 0;
  const unheed = router.beforeEach(() => void steps++);
  let left = false;
  let waiting = 0;
  onBeforeUnmount(() => {
    left = true;
    unheed();
    clearTimeout(waiting);
  });

  /** The first naming context of a snapshot: that is where people begin. */
  let opening: number | null = null;
  async function openFirst(snapshotId: number) {
    if (opening === snapshotId) return;
    opening = snapshotId;
    const from = steps;
    const answer = await api.objects
      .rows({ list: { of: 'children', snapshotId, parentId: null }, page: { offset: 0, limit: 1 } })
      .catch(() => null);
    opening = null;
    if (left || steps !== from) return;
    await query.replace(
      writeAddress({ at: 'snapshot', snapshotId, containerId: answer?.rows[0]?.id ?? null }),
    );
  }
  const isGone = () => {
    const now = place();
    return (
      now.at === 'snapshot' &&
      !workspace.snapshots.has(now.snapshotId) &&
      !arriving.list.some(({ snapshotId }) => snapshotId === now.snapshotId)
    );
  };
  function begin() {
    const first = workspace.forests[0];
    if (first) void openFirst(first.snapshot.id);
    else if (place().at !== 'nowhere') void query.replace(writeAddress({ at: 'nowhere' }));
  }

  function giveUp() {
    waiting = 0;
    if (isGone()) begin();
  }

  watch(
    () => [place(), workspace.info, workspace.forests, arriving.list] as const,
    ([now]) => {
      const gone = workspace.info !== null && isGone();
      if (!gone) {
        clearTimeout(waiting);
        waiting = 0;
      } else waiting ||= window.setTimeout(giveUp, patience);
      if (workspace.info && now.at === 'nowhere') begin();
    },
    { immediate: true },
  );
}
