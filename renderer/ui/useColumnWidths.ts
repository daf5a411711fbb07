import { computed, ref } from 'vue';

/** A column as its width needs it. */
export interface WidthOfColumn {
  readonly key: string;
  /** Wished width, px. */
  readonly width: number;
}

/** The least of a column nobody has resized: a grid shows all its columns, narrower, before it has to be scrolled. */
const leastOf = (width: number) => Math.max(56, Math.round(width * 0.62));

/**
 * Widths of a grid's columns. A width set by hand holds; every other column gives way down to its least; the last takes
 * the room that is left. Widths set by hand are remembered under `name`.
 */
export function useColumnWidths(columns: () => readonly WidthOfColumn[], name?: string) {
  const storageKey = `treeline.columns.${name ?? ''}`;
  const set = ref<Record<string, number>>(
    name ? (JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Record<string, number>) : {},
  );
  const least = (each: WidthOfColumn) => set.value[each.key] ?? leastOf(each.width);

  /** For `grid-template-columns`. */
  const template = computed(() =>
    columns()
      .map((each, i) => {
        const most = i === columns().length - 1 ? '1fr' : `${set.value[each.key] ?? each.width}px`;
        return `minmax(${least(each)}px, ${most})`;
      })
      .join(' '),
  );
  /** Narrower than this, px, the grid scrolls sideways. */
  const minWidth = computed(() => columns().reduce((sum, each) => sum + least(each), 0));

  function setWidth(key: string, width: number) {
    set.value = { ...set.value, [key]: Math.round(Math.max(40, width)) };
    if (name) localStorage.setItem(storageKey, JSON.stringify(set.value));
  }
  /** Follows the pointer from a handle in the column's header. */
  function drag(event: PointerEvent, key: string) {
    const handle = event.currentTarget as HTMLElement;
    const start = event.clientX - handle.parentElement!.offsetWidth;
    handle.setPointerCapture(event.pointerId);
    handle.onpointermove = (move) => setWidth(key, move.clientX - start);
    handle.onpointerup = () => (handle.onpointermove = handle.onpointerup = null);
  }
  return { template, minWidth, setWidth, drag };
}
