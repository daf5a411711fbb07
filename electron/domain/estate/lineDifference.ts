/** What differs between two texts, line by line. */

export interface LineDifference {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
  /** Line numbers from 1 in the two texts. */
  readonly fromLine: number | null;
  readonly toLine: number | null;
}

/** More cells of comparison than any two policies make; beyond, the middle is told as removed and added. */
const mostCells = 4_000_000;

/** All lines of both texts, the longest common run of them told as the same. */
export function differenceOfLines(from: string, to: string): LineDifference[] {
  const [before, after] = [from.split('\n'), to.split('\n')];
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end++;
  const lines: LineDifference[] = [];
  const same = (fromIndex: number, toIndex: number): void =>
    void lines.push({ kind: 'same', text: before[fromIndex]!, fromLine: fromIndex + 1, toLine: toIndex + 1 });
  for (let at = 0; at < start; at++) same(at, at);
  middle(before.slice(start, before.length - end), after.slice(start, after.length - end), start, lines);
  for (let at = end; at > 0; at--) same(before.length - at, after.length - at);
  return lines;
}

function middle(
  before: readonly string[],
  after: readonly string[],
  offset: number,
  lines: LineDifference[],
): void {
  const [rows, columns] = [before.length, after.length];
  /** Length of the longest common run of what is left from (row, column) on. */
  const table = rows * columns <= mostCells ? new Uint32Array((rows + 1) * (columns + 1)) : null;
  const at = (row: number, column: number): number => row * (columns + 1) + column;
  if (table)
    for (let row = rows - 1; row >= 0; row--)
      for (let column = columns - 1; column >= 0; column--)
        table[at(row, column)] =
          before[row] === after[column]
            ? table[at(row + 1, column + 1)]! + 1
            : Math.max(table[at(row + 1, column)]!, table[at(row, column + 1)]!);
  let [row, column] = [0, 0];
  while (row < rows || column < columns) {
    const [fromLine, toLine] = [row + offset + 1, column + offset + 1];
    if (table && row < rows && column < columns && before[row] === after[column]) {
      lines.push({ kind: 'same', text: before[row]!, fromLine, toLine });
      row++;
      column++;
    } else if (
      row < rows &&
      (column >= columns || !table || table[at(row + 1, column)]! >= table[at(row, column + 1)]!)
    ) {
      lines.push({ kind: 'removed', text: before[row]!, fromLine, toLine: null });
      row++;
    } else {
      lines.push({ kind: 'added', text: after[column]!, fromLine: null, toLine });
      column++;
    }
  }
}

/** The lines that differ with `around` lines of what surrounds them; the rest of the same is left out. */
export function withoutTheSame(lines: readonly LineDifference[], around = 3): LineDifference[] {
  const near = new Uint8Array(lines.length);
  for (const [index, { kind }] of lines.entries())
    if (kind !== 'same') near.fill(1, Math.max(0, index - around), index + around + 1);
  return lines.filter((_, index) => near[index] === 1);
}
