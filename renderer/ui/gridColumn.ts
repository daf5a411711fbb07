/** A column of a grid. */
export interface GridColumn<Row> {
  readonly key: string;
  readonly title: string;
  readonly width: number;
  /** Where the list is narrower, px, the column gives way to the others. */
  readonly room?: number;
  /** The face of its text. */
  readonly face?: 'mono' | 'num';
  readonly text: (row: Row) => string;
  /** What it is sorted by where its text would mislead. */
  readonly order?: (row: Row) => number | string | null;
  /** What a file holds of it where its text is for eyes only: a time in UTC, a number. */
  readonly value?: (row: Row) => string | number | boolean | null;
  /** Its owner can sort by it. */
  readonly sortable?: boolean;
}

/** The cells of a row as they go to a spreadsheet or a script: one line, parted by tabs. */
export const rowText = <Row>(columns: readonly GridColumn<Row>[], row: Row): string =>
  columns.map((column) => column.text(row).replaceAll(/[\t\r\n]+/g, ' ')).join('\t');
