import { computed, ref } from 'vue';

/** A column as its width needs it. */
export interface WidthOfColumn {
  readonly key: string;
  /** Wished width, px. */
  readonly width: number;
}

/** A column no wider than this, px, holds an id, a state or a number, which says nothing once it is cut: it never is. */
const short = 140;

/**
 * Widths of a grid's columns. A width set by hand holds; every other column gives way down to its least; the last takes
 * the room that is left over. Widths set by hand are remembered under `name`.
 */
export function useColumnWidths(columns: () => readonly WidthOfColumn[], name?: string) {
  const storageKey = `treeline.columns.${name ?? ''}`;
  const set = ref<Record<string, number>>(
    name ? (JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Record<string, number>) : {},
  );
  /** The width that a column keeps whatever the grid's; undefined = it gives way. */
  const kept = ({ key, width }: WidthOfColumn) => set.value[key] ?? (width <= short ? width : undefined);
  const least = (each: WidthOfColumn) => kept(each) ?? Math.max(84, Math.round(each.width / 2));

  /** For `grid-template-columns`: what the kept widths leave is shared as the others' wishes stand to each other. */
  const template = computed(() => {
    const all = columns();
    const fixed = all.reduce((sum, each) => sum + (kept(each) ?? 0), 0);
    const wished = all.reduce((sum, each) => sum + (kept(each) === undefined ? each.width : 0), 0);
    return all
      .map((each, i) => {
        if (i === all.length - 1) return `minmax(${least(each)}px, 1fr)`;
        if (kept(each) !== undefined) return `${kept(each)}px`;
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
