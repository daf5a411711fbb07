import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { SessionRequest } from '#domain/session/request.ts';

/** What the form that takes a session begins with. */
export interface TakePreset {
  readonly request: SessionRequest;
  readonly name: string;
}

/** A request on its way to the form that takes it: `#/sessions?take=preset` shows that form with it. */
export const useTakePreset = defineStore('takePreset', () => {
  const preset = shallowRef<TakePreset | null>(null);
  return { preset };
});
