import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { Arriving } from '#contract/snapshotState.ts';
import { api } from '../client.ts';
import { listen } from './stream.ts';

/** Snapshots being written whose first objects can be looked at. */
export const useArriving = defineStore('arriving', () => {
  const list = shallowRef<readonly Arriving[]>([]);
  listen(
    (signal) => api.workspace.arriving({}, { signal }),
    (now) => (list.value = now),
  );
  return { list };
});
