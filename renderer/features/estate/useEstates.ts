import { shallowRef, watch } from 'vue';
import { api, generation } from '../../app/client.ts';
import { useWorkspace } from '../../app/stores/workspace.ts';

type Organizations = Awaited<ReturnType<typeof api.estate.organizations>>;
type Centers = Awaited<ReturnType<typeof api.estate.identityCenters>>;

/** The organizations and the instances of Identity Center of the workspace: lists belong to one of them. */
export function useEstates() {
  const workspace = useWorkspace();
  const organizations = shallowRef<Organizations | null>(null);
  const centers = shallowRef<Centers | null>(null);
  const error = shallowRef<unknown>(null);
  async function load() {
    try {
      [organizations.value, centers.value] = await Promise.all([
        api.estate.organizations({}),
        api.estate.identityCenters({}),
      ]);
      error.value = null;
    } catch (fault) {
      error.value = fault;
    }
  }
  watch(() => [generation.value, workspace.sources], load, { immediate: true });
  return { organizations, centers, error, load };
}
