import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { Profile } from '#contract/profiles.ts';

/** Which of the frame's dialogs is open. */
export const useDialogs = defineStore('dialogs', () => {
  const palette = shallowRef(false);
  const aws = shallowRef(false);
  const jobs = shallowRef(false);
  /** The profile being edited; 'new' for an empty form; a domain to find a controller of. */
  const connect = shallowRef<Profile | 'new' | { readonly domain: string } | null>(null);
  return { palette, aws, jobs, connect };
});
