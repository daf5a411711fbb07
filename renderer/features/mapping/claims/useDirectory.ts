/** Where the person's attributes and groups come from: a snapshot, or a directory that is asked now through a connection. */
import { computed } from 'vue';
import { useProfiles } from '../../../app/stores/profiles.ts';
import { useQuery } from '../../../app/useQuery.ts';

export function useDirectory() {
  const query = useQuery();
  const profiles = useProfiles();
  /** The connection's id; null = a snapshot. */
  const live = computed(() => query.get('from') ?? null);
  const profile = computed(() => profiles.profiles.find(({ id }) => id === live.value) ?? null);
  return {
    live,
    profile,
    name: computed(() => profile.value?.name ?? ''),
    choose: (id: string | null) => void query.push({ from: id ?? undefined }),
  };
}
export type DirectoryChoice = ReturnType<typeof useDirectory>;
