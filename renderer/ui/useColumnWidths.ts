import { computed, ref } from 'vue';

/** A column as its width needs it. */
export interface WidthOfColumn {
  readonly key: string;
  /** Wished width, px. */
  readonly width: number;
}

/**
 * The least of a column nobody has resized: a grid shows all its columns, narrower, before it has to be scrolled. A short
 * column holds an id, a state or a number, which says nothing once it is cut.
 */
const leastOf = (width: number) => (width <= 140 ? width : Math.max(84, Math.round(width / 2)));

/**
 * Widths of a grid's columns. A width set by hand holds; every other column gives way down to its least; the last takes
 * the room that is left over. Widths set by hand are remembered under `name`.
 */
export function useColumnWidths(columns: () => readonly WidthOfColumn[], name?: string) {
  const storageKey = `treeline.columns.${name ?? ''}`;
  const set = ref<Record<string, number>>(
    name ? (JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Record<string, number>) : {},
  );
  const least = (each: WidthOfColumn) => set.value[each.key] ?? leastOf(each.width);

  /** For `grid-template-columns`: what the columns set by hand leave is shared as the others' wishes stand to each other. */
  const template = computed(() => {
    const all = columns();
    const fixed = all.reduce((sum, { key }) => sum + (set.value[key] ?? 0), 0);
    const wished = all.reduce((sum, { key, width }) => sum + (key in set.value ? 0 : width), 0);
    return all
      .map((each, i) => {
        if (i === all.length - 1) return `minmax(${least(each)}px, 1fr)`;
        if (each.key in set.value) return `${least(each)}px`;
        const share = (each.width / wished).toFixed(4);
        return `clamp(${least(each)}px, (100% - ${fixed}px) * ${share}, ${each.width}px)`;
      })
      .join(' ');
  });
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
