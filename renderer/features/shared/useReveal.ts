import { useRouter } from 'vue-router';
import type { ObjectRef } from '#contract/forest.ts';
import { api } from '../../app/client.ts';
import { faultText } from '../../app/faultText.ts';
import { useStatus } from '../../app/stores/status.ts';

/** Shows an object at its place in the explorer: its container in the tree, itself in the list. */
export function useReveal() {
  const router = useRouter();
  const status = useStatus();
  return async (ref: ObjectRef, profileId: string | null, tab?: string): Promise<void> => {
    const extra = tab === undefined ? {} : { tab };
    try {
      if (ref.snapshotId !== null && ref.objectId !== null) {
        const { snapshotId, objectId } = ref;
        const { parentId } = await api.objects.position({ snapshotId, objectId });
        await router.push({
          path: '/explorer',
          query: {
            s: String(snapshotId),
            ...(parentId === null ? {} : { c: String(parentId) }),
            o: String(objectId),
            ...extra,
          },
        });
      } else if (profileId !== null) {
        const parent = ref.dn.replace(/^(?:\\.|[^,\\])+,/s, '');
        await router.push({
          path: '/explorer',
          query: { live: profileId, ...(parent === ref.dn ? {} : { dn: parent }), o: ref.dn, ...extra },
        });
      }
    } catch (fault) {
      status.tell(faultText(fault));
    }
  };
}
