import { shallowRef } from 'vue';
import type { ShallowRef } from 'vue';

/** What keys do in a grid; positions are rows of the grid. */
export interface GridMoves {
  readonly active: Readonly<ShallowRef<number>>;
  readonly total: () => number;
  /** Rows of one PageUp or PageDown. */
  readonly page: () => number;
  readonly columns: () => number;
  go(index: number): void;
  select(index: number): void;
  open(index: number): void;
  /** Sorts by the column under the cursor. */
  sort(column: number, descending: boolean): void;
  /** Makes a column wider or narrower, px. */
  resize(column: number, step: number): void;
  copyCell(index: number, column: number): void;
  find(letter: string): void;
}

/** Keys of a grid: arrows move a cell cursor by exact rows, letters find, Alt+arrows sort, Shift+Alt+arrows resize. */
export function useGridKeys(does: GridMoves) {
  /** Where the cell cursor stands in its row. */
  const column = shallowRef(0);
  const moves: Readonly<Record<string, () => void>> = {
    ArrowDown: () => does.go(does.active.value + 1),
    ArrowUp: () => does.go(does.active.value - 1),
    PageDown: () => does.go(does.active.value + does.page()),
    PageUp: () => does.go(does.active.value - does.page()),
    Home: () => does.go(0),
    End: () => does.go(does.total() - 1),
    ArrowRight: () => void (column.value = Math.min(does.columns() - 1, column.value + 1)),
    ArrowLeft: () => void (column.value = Math.max(0, column.value - 1)),
    ' ': () => does.select(does.active.value),
    Enter: () => does.open(does.active.value),
  };
  const withAlt: Readonly<Record<string, () => void>> = {
    ArrowUp: () => does.sort(column.value, false),
    ArrowDown: () => does.sort(column.value, true),
  };
  const withShiftAlt: Readonly<Record<string, () => void>> = {
    ArrowRight: () => does.resize(column.value, 16),
    ArrowLeft: () => does.resize(column.value, -16),
  };

  function moveOf(event: KeyboardEvent): (() => void) | undefined {
    const { key } = event;
    const modified = event.ctrlKey || event.metaKey;
    if (event.altKey) return (event.shiftKey ? withShiftAlt : withAlt)[key];
    // Marked text is copied as it always is.
    if (modified && !event.shiftKey && key.toLowerCase() === 'c' && getSelection()?.isCollapsed !== false)
      return () => does.copyCell(does.active.value, column.value);
    if (modified && key !== 'Home' && key !== 'End') return undefined;
    return moves[key] ?? (key.length === 1 && !modified ? () => does.find(key) : undefined);
  }
  function onKey(event: KeyboardEvent): void {
    // Fields and buttons in cells and headers have keys of their own.
    if (event.target !== event.currentTarget) return;
    const move = moveOf(event);
    if (!move) return;
    event.preventDefault();
    move();
  }
  return { column, onKey };
}
