import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';
import type { Profile } from '#contract/profiles.ts';
import { api, generation } from '../client.ts';

/** Connection profiles of this user on this machine. */
export const useProfiles = defineStore('profiles', () => {
  const profiles = shallowRef<readonly Profile[]>([]);
  const error = shallowRef<unknown>(null);

  async function load() {
    try {
      profiles.value = (await api.profiles.list({})).toSorted((a, b) => a.name.localeCompare(b.name));
      error.value = null;
    } catch (fault) {
      error.value = fault;
    }
  }
  watch(generation, (now) => void (now > 0 && load()), { immediate: true });

  return {
    profiles,
    error,
    load,
    remove: async (id: string) => {
      await api.profiles.remove({ id });
      await load();
    },
  };
});
