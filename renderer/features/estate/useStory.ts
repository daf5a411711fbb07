import { onBeforeUnmount, shallowRef, watch } from 'vue';
import { generation } from '../../app/client.ts';
import { locale } from '../../app/i18n/index.ts';
import { byKey, storyOf } from './stories/index.ts';
import type { Around } from './stories/index.ts';
import type { Story } from './stories/story.ts';

export interface Chosen {
  readonly view: string;
  readonly key: string;
  /** Undefined: it was not found in its list yet. */
  readonly row: unknown;
  readonly around: Around;
}

/** What is known of the chosen row; null while it is on the way or there is none. */
export function useStory(chosen: () => Chosen | null) {
  const story = shallowRef<Story | null>(null);
  const error = shallowRef<unknown>(null);
  let abort = new AbortController();

  async function load() {
    abort.abort();
    abort = new AbortController();
    const { signal } = abort;
    const now = chosen();
    error.value = null;
    if (!now) {
      story.value = null;
      return;
    }
    try {
      const next = await storyOf(now.view, now.key, now.row, now.around, signal);
      if (!signal.aborted) story.value = next;
    } catch (fault) {
      if (signal.aborted) return;
      story.value = null;
      error.value = fault;
    }
  }
  const identity = () => {
    const now = chosen();
    return now && `${now.view} ${now.key} ${byKey.has(now.view) || now.row !== undefined}`;
  };
  watch(identity, () => (story.value = null));
  watch(() => [identity(), generation.value, locale()], load, { immediate: true });
  onBeforeUnmount(() => abort.abort());
  return { story, error, load };
}
