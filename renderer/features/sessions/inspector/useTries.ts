import { computed, onBeforeUnmount, shallowRef } from 'vue';
import { api } from '../../../app/client.ts';
import type { Try, TryAction } from '#contract/sessions/tries.ts';

/** Reads that a session tries: their answers as they come; it may be given up. */
export function useTries(id: string) {
  const asked = shallowRef<readonly TryAction[]>([]);
  const answers = shallowRef<readonly Try[]>([]);
  const error = shallowRef<unknown>(null);
  const running = shallowRef(false);
  const cancelled = shallowRef(false);
  let abort = new AbortController();

  async function start(actions: readonly TryAction[]) {
    abort.abort();
    const mine = (abort = new AbortController());
    asked.value = actions;
    answers.value = [];
    error.value = null;
    cancelled.value = false;
    running.value = true;
    try {
      for await (const each of await api.sessions.tryIt(
        { id, actions: [...actions] },
        { signal: mine.signal },
      )) {
        if (mine.signal.aborted) return;
        answers.value = [...answers.value, each];
      }
    } catch (fault) {
      if (!mine.signal.aborted) error.value = fault;
    } finally {
      if (mine === abort) running.value = false;
    }
  }
  function cancel() {
    abort.abort();
    cancelled.value = running.value;
    running.value = false;
  }
  onBeforeUnmount(() => abort.abort());
  /** Every read that was asked for, with its answer once it is there. */
  const rows = computed(() =>
    asked.value.map((action) => ({
      action,
      answer: answers.value.find((each) => each.action === action) ?? null,
    })),
  );
  return { rows, error, running, cancelled, start, cancel };
}
