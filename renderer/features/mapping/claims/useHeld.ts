/** A question that costs something to ask: a text that is edited waits until somebody says so, everything else is asked at once. */
import { computed, shallowRef, watch } from 'vue';
import type { ComputedRef } from 'vue';

/** `beside`: what is asked at once when it changes. Where nothing is held, every question is. */
export function useHeld<Question>(
  question: ComputedRef<Question | null>,
  holding: () => { readonly isHeld: boolean; readonly beside: unknown },
) {
  const asked = shallowRef(question.value);
  const same = () => JSON.stringify(asked.value) === JSON.stringify(question.value);
  const beside = computed(() => JSON.stringify(holding().beside));
  watch([question, beside], ([next, now], [, before]) => {
    if (!holding().isHeld || now !== before) asked.value = next;
  });
  return {
    asked,
    isStale: computed(() => holding().isHeld && !same()),
    /** Whether there was anything new to ask. */
    take(): boolean {
      if (same()) return false;
      asked.value = question.value;
      return true;
    },
  };
}
