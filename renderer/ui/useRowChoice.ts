import { shallowRef, watch } from 'vue';

/**
 * The row under the cursor, and its choice. A chosen row comes back from outside as the selected one, by then the cursor
 * may be further: such an echo is known and let be. A row that is still to come is chosen when it is here.
 */
export function useRowChoice<T>(at: (index: number) => T | undefined, emit: (index: number, row: T) => void) {
  const active = shallowRef(0);
  let chosen: { readonly index: number; readonly at: number }[] = [];
  const pending = shallowRef<number | null>(null);

  function choose(index: number, row: T) {
    chosen.push({ index, at: performance.now() });
    emit(index, row);
  }
  function select(index: number) {
    const row = at(index);
    pending.value = row === undefined ? index : null;
    if (row !== undefined) choose(index, row);
  }
  watch(
    () => (pending.value === null ? undefined : at(pending.value)),
    (row) => {
      if (row === undefined || pending.value === null) return;
      const index = pending.value;
      pending.value = null;
      if (index === active.value) choose(index, row);
    },
  );
  /** Whether a row was chosen here a moment ago. */
  function isEcho(index: number): boolean {
    const now = performance.now();
    chosen = chosen.filter((each) => now - each.at < 600);
    return chosen.some((each) => each.index === index);
  }
  /** Other rows have come: none of the old ones is waited for, none of their echoes is one. */
  function forget() {
    chosen = [];
    pending.value = null;
  }
  return { active, select, isEcho, forget };
}
