import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';
import type { VaultState } from '#contract/sessions/vault.ts';
import { api, generation } from '../client.ts';

/** Where secrets are kept on this machine. */
export const useVault = defineStore('vault', () => {
  const state = shallowRef<VaultState | null>(null);
  const load = () =>
    api.secrets.vault({}).then(
      (next) => void (state.value = next),
      () => void (state.value = null),
    );
  watch(generation, (now) => void (now > 0 && load()), { immediate: true });
  return { state, load };
});
