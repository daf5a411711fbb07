import { computed, onBeforeUnmount, shallowRef, watch } from 'vue';
import { api } from '../../app/client.ts';
import { useSessions } from '../../app/stores/sessions.ts';

/** How long a revealed secret stays on screen, ms. */
const shownFor = 30_000;

type Secret = Awaited<ReturnType<typeof api.sessions.reveal>>;

/** The secret of a session while a person looks at it: it goes by itself, and with the choice of another. */
export function useRevealed(chosen: () => string | null) {
  const sessions = useSessions();
  const secret = shallowRef<Secret | null>(null);
  const error = shallowRef<unknown>(null);
  const until = shallowRef(0);
  let timer = 0;

  function hide() {
    clearTimeout(timer);
    secret.value = null;
  }
  async function reveal() {
    const id = chosen();
    if (id === null) return;
    error.value = null;
    try {
      const answer = await api.sessions.reveal({ id });
      if (chosen() !== id) return;
      clearTimeout(timer);
      secret.value = answer;
      until.value = Date.now() + shownFor;
      timer = window.setTimeout(hide, shownFor);
    } catch (fault) {
      if (chosen() === id) error.value = fault;
    }
  }
  watch(chosen, () => {
    hide();
    error.value = null;
  });
  onBeforeUnmount(hide);
  const secondsLeft = computed(() => Math.max(0, Math.ceil((until.value - sessions.now) / 1000)));
  return { secret, error, secondsLeft, reveal, hide };
}
export type Revealed = ReturnType<typeof useRevealed>;
