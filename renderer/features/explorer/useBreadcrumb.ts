import { computed, shallowRef, watch } from 'vue';
import { api } from '../../app/client.ts';
import { t } from '../../app/i18n/index.ts';
import { useProfiles } from '../../app/stores/profiles.ts';
import { useWorkspace } from '../../app/stores/workspace.ts';
import type { ExplorerPlaceAddress } from './address.ts';
import type { Step } from './Breadcrumb.vue';
import { dnSteps } from './dnSteps.ts';

export function useBreadcrumb(
  place: () => ExplorerPlaceAddress,
  go: (place: ExplorerPlaceAddress) => unknown,
) {
  const workspace = useWorkspace();
  const profiles = useProfiles();
  const path = shallowRef<readonly { id: number; name: string }[]>([]);
  /** Of the container: null until known. */
  const dn = shallowRef<string | null>(null);

  watch(
    () => JSON.stringify(place()),
    async (mine) => {
      const now = place();
      dn.value = now.at === 'live' ? now.dn : null;
      if (now.at !== 'snapshot' || now.containerId === null) {
        path.value = [];
        return;
      }
      const answer = await api.objects
        .get({ snapshotId: now.snapshotId, objectId: now.containerId })
        .catch(() => null);
      if (JSON.stringify(place()) !== mine) return;
      path.value = answer?.path ?? [];
      dn.value = answer?.row.dn ?? null;
    },
    { immediate: true },
  );

  const steps = computed<Step[]>(() => {
    const now = place();
    if (now.at === 'snapshot') {
      const { snapshotId } = now;
      const name = workspace.snapshots.get(snapshotId)?.source.name ?? '';
      const root: Step = {
        key: 'root',
        title: name,
        go: () => go({ at: 'snapshot', snapshotId, containerId: null }),
      };
      // A forest named for its only naming context would say the same twice.
      const steps = path.value[0]?.name.toLowerCase() === name.toLowerCase() ? path.value : [];
      if (steps.length > 0)
        return steps.map((step): Step => ({
          key: String(step.id),
          title: step.name,
          go: () => go({ at: 'snapshot', snapshotId, containerId: step.id }),
        }));
      return [
        root,
        ...path.value.map((step): Step => ({
          key: String(step.id),
          title: step.name,
          go: () => go({ at: 'snapshot', snapshotId, containerId: step.id }),
        })),
      ];
    }
    if (now.at === 'live') {
      const { profileId, dn } = now;
      const name = profiles.profiles.find((profile) => profile.id === profileId)?.name ?? '';
      const root: Step = { key: 'root', title: name, go: () => go({ at: 'live', profileId, dn: null }) };
      return [
        root,
        ...(dn === null
          ? []
          : dnSteps(dn).map((step): Step => ({
              key: step.dn,
              title: step.name,
              go: () => go({ at: 'live', profileId, dn: step.dn }),
            }))),
      ];
    }
    if (now.at === 'aws')
      return [
        {
          key: 'aws',
          title: workspace.sources.find((source) => source.id === now.sourceId)?.name ?? t('place.explorer'),
          go: () => go(now),
        },
      ];
    return [];
  });
  return { steps, dn };
}
