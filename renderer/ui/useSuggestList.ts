/** The keys and the names of a text field with a list of suggestions below it, as WAI-ARIA's combobox has them. */
import { computed, nextTick, shallowRef, useId } from 'vue';

export interface SuggestListOptions {
  /** How many suggestions there are. */
  readonly count: () => number;
  readonly open: () => boolean;
  readonly choose: (index: number) => void;
  /** Arrow down on a closed list. */
  readonly show?: () => void;
  /** Esc on an open list; without it Esc is somebody else's. */
  readonly hide?: () => void;
}

/** Focus stays in the field; `active` is the suggestion that Enter takes, -1 for none yet. */
export function useSuggestList(options: SuggestListOptions, first: 0 | -1 = 0) {
  const { count, open, choose, show, hide } = options;
  const id = useId();
  const active = shallowRef<number>(first);
  const optionId = (index: number) => `${id}-${index}`;
  /** Bound to the field. */
  const field = computed(() => ({
    role: 'combobox',
    'aria-autocomplete': 'list' as const,
    autocomplete: 'off',
    spellcheck: false,
    'aria-expanded': open(),
    'aria-controls': `${id}-list`,
    'aria-activedescendant':
      open() && active.value >= 0 && active.value < count() ? optionId(active.value) : undefined,
  }));

  function step(by: 1 | -1): void {
    const all = count();
    if (all === 0) return;
    const from = by === 1 ? active.value : Math.max(active.value, 0);
    active.value = (from + by + all) % all;
    void nextTick(() =>
      document.getElementById(optionId(active.value))?.scrollIntoView({ block: 'nearest' }),
    );
  }
  /** Whether the key was the list's: then nothing else is to happen with it. */
  function onKey(event: KeyboardEvent): boolean {
    // Enter and arrows of an input method choose among its own suggestions.
    if (event.isComposing) return false;
    const { key } = event;
    if (key === 'ArrowDown' && !open() && show) show();
    else if (key === 'ArrowDown' && open()) step(1);
    else if (key === 'ArrowUp' && open()) step(-1);
    else if (key === 'Enter' && open() && active.value >= 0 && active.value < count()) choose(active.value);
    else if (key === 'Escape' && open() && hide) hide();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
  return {
    id,
    active,
    field,
    onKey,
    optionId,
    /** For a new list of suggestions. */
    reset: () => (active.value = first),
    choose,
  };
}
export type SuggestListState = ReturnType<typeof useSuggestList>;
