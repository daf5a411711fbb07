import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';
import type { Session } from '#contract/sessions/session.ts';
import { api, generation } from '../client.ts';

/** STS sessions: names and expiry; and the clock that their countdown follows. */
export const useSessions = defineStore('sessions', () => {
  const list = shallowRef<readonly Session[]>([]);
  const loaded = shallowRef(false);
  const error = shallowRef<unknown>(null);
  const now = shallowRef(Date.now());
  setInterval(() => (now.value = Date.now()), 1000);

  async function load() {
    try {
      list.value = await api.sessions.list({});
      error.value = null;
    } catch (fault) {
      error.value = fault;
    }
    loaded.value = true;
  }
  watch(generation, (times) => void (times > 0 && load()), { immediate: true });
  return { list, loaded, error, now, load };
});
