import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import type { Prompt } from '#contract/sessions/prompt.ts';
import { api } from '../client.ts';
import { listen } from './stream.ts';

/** What running requests wait for a person to give; the oldest first. */
export const usePrompts = defineStore('prompts', () => {
  const list = shallowRef<readonly Prompt[]>([]);
  /** Put off: they go on waiting, and stand in nobody's way. */
  const later = shallowRef<ReadonlySet<string>>(new Set());
  /** The one to be answered now. */
  const current = computed(() => list.value.find(({ id }) => !later.value.has(id)) ?? null);

  const put = (all: readonly Prompt[]) =>
    (list.value = all.toSorted((a, b) => a.askedAt.localeCompare(b.askedAt)));
  listen(
    (signal) => api.prompts.watch({}, { signal }),
    put,
    // Nobody who asked is connected any more.
    () => put([]),
  );
  watch(list, (all) => {
    const known = new Set(all.map(({ id }) => id));
    later.value = new Set([...later.value].filter((id) => known.has(id)));
  });
  return {
    list,
    current,
    later,
    /** Leaves a prompt waiting. */
    putOff: (id: string) => (later.value = new Set([...later.value, id])),
    /** Shows what was put off. */
    show: () => (later.value = new Set()),
  };
});
