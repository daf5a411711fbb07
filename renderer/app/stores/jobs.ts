import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import type { Job } from '#contract/shapes.ts';
import { api } from '../client.ts';
import { listen } from './stream.ts';

/** Long work: what runs, what ended, since the window opened. */
export const useJobs = defineStore('jobs', () => {
  const all = ref<ReadonlyMap<string, Job>>(new Map());
  const seen = ref<ReadonlySet<string>>(new Set());

  listen(
    (signal) => api.jobs.watch({}, { signal }),
    (job) => {
      const next = new Map(all.value);
      next.set(job.id, job);
      all.value = next;
    },
  );

  const list = computed(() =>
    [...all.value.values()].toSorted((a, b) => b.startedAt.localeCompare(a.startedAt)),
  );
  const running = computed(() => list.value.filter((job) => job.state === 'running'));
  /** Failures that were not dismissed. */
  const failed = computed(() =>
    list.value.filter((job) => job.state === 'failed' && !seen.value.has(job.id)),
  );
  return {
    list,
    running,
    failed,
    dismiss: (id: string) => (seen.value = new Set([...seen.value, id])),
    cancel: (id: string) => api.jobs.cancel({ id }),
  };
});
