/** One question after the other: only the newest answer counts, and a new connection asks again. */
import { onBeforeUnmount, shallowRef, watch } from 'vue';
import { generation } from '../../app/client.ts';

/** `question` answers null where there is nothing to ask; `ask` is called when it changes. */
export function useAsked<Question, Answer>(
  question: () => Question | null,
  ask: (question: Question, signal: AbortSignal) => Promise<Answer>,
) {
  const answer = shallowRef<Answer | null>(null);
  const error = shallowRef<unknown>(null);
  const busy = shallowRef(false);
  let abort = new AbortController();

  async function load() {
    abort.abort();
    abort = new AbortController();
    const { signal } = abort;
    const now = question();
    error.value = null;
    if (now === null) {
      answer.value = null;
      busy.value = false;
      return;
    }
    busy.value = true;
    try {
      const next = await ask(now, signal);
      if (!signal.aborted) answer.value = next;
    } catch (fault) {
      if (signal.aborted) return;
      answer.value = null;
      error.value = fault;
    } finally {
      if (!signal.aborted) busy.value = false;
    }
  }
  /** Gives up what is asked, with no answer in its place. */
  function stop() {
    abort.abort();
    busy.value = false;
    answer.value = null;
  }
  watch(() => JSON.stringify([question(), generation.value]), load, { immediate: true });
  onBeforeUnmount(() => abort.abort());
  return { answer, error, busy, load, stop };
}
