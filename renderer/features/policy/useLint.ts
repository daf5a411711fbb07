/** What the linter says of documents, one after the other. */
import { onBeforeUnmount, shallowRef, watch } from 'vue';
import type { LintAnswer, LintInput } from '#contract/policy/lint.ts';
import { api, generation } from '../../app/client.ts';

export function useLint(documents: () => readonly (LintInput & { readonly id: string })[], waitMs = 0) {
  const answers = shallowRef<ReadonlyMap<string, LintAnswer>>(new Map());
  const error = shallowRef<unknown>(null);
  const busy = shallowRef(false);
  let abort = new AbortController();

  async function load() {
    abort.abort();
    abort = new AbortController();
    const { signal } = abort;
    const all = documents();
    error.value = null;
    busy.value = all.length > 0;
    const found = new Map<string, LintAnswer>();
    try {
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      for (const { id, ...input } of all) {
        if (signal.aborted) return;
        const answer = await api.policy.lint(input, { signal });
        if (signal.aborted) return;
        found.set(id, answer);
      }
      answers.value = found;
    } catch (fault) {
      if (!signal.aborted) error.value = fault;
    } finally {
      if (!signal.aborted) busy.value = false;
    }
  }
  watch(() => JSON.stringify([documents(), generation.value]), load, { immediate: true });
  onBeforeUnmount(() => abort.abort());
  return { answers, error, busy, load };
}
