import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

/** What the place on screen tells the status bar: as of when, how many. And short notices ("Copied"). */
export const useStatus = defineStore('status', () => {
  const readAt = shallowRef<string | null>(null);
  const count = shallowRef<string | null>(null);
  const notice = shallowRef('');
  let timer = 0;
  return {
    readAt,
    count,
    notice,
    tell: (text: string) => {
      clearTimeout(timer);
      notice.value = text;
      timer = window.setTimeout(() => (notice.value = ''), 4000);
    },
    clear: () => {
      readAt.value = null;
      count.value = null;
    },
  };
});
