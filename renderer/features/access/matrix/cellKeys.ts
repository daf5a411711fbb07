/** What a key does in a grid of cells. */
export interface CellMoves {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  /** Rows that are in sight. */
  readonly page: number;
  go(row: number, column: number): void;
  /** The next filled cell of the row. */
  filled(step: 1 | -1): number;
  select(): void;
  open(): void;
  copy(): void;
  find(text: string): void;
}

/** -1 as a column is what stands in front of the first one. */
export function onCellKey(event: KeyboardEvent, on: CellMoves): void {
  if (event.target !== event.currentTarget || event.altKey) return;
  const { row, column } = on;
  const mod = event.ctrlKey || event.metaKey;
  const moves: Record<string, () => void> = {
    ArrowDown: () => on.go(row + 1, column),
    ArrowUp: () => on.go(row - 1, column),
    ArrowRight: () => on.go(row, mod ? on.filled(1) : column + 1),
    ArrowLeft: () => on.go(row, mod ? on.filled(-1) : column - 1),
    PageDown: () => on.go(row + on.page, column),
    PageUp: () => on.go(row - on.page, column),
    Home: () => on.go(mod ? 0 : row, mod ? column : -1),
    End: () => on.go(mod ? on.rows - 1 : row, mod ? column : on.columns - 1),
    ' ': on.select,
    Enter: on.open,
  };
  if (mod && event.key.toLowerCase() === 'c' && getSelection()?.isCollapsed !== false) {
    event.preventDefault();
    on.copy();
    return;
  }
  if (mod && !['Home', 'End', 'ArrowLeft', 'ArrowRight'].includes(event.key)) return;
  const move = moves[event.key];
  if (move) {
    event.preventDefault();
    move();
  } else if (event.key.length === 1 && !mod) {
    event.preventDefault();
    on.find(event.key);
  }
}
