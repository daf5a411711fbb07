/**
 * Rows as csvde writes them: `DN,objectClass,…`, one object a row. Several values stand in one cell with `;` between; a
 * `;` or `\` inside a value is written `\;` and `\\`, so that a profile path comes as `c:\\temp` and the comma of a name
 * as `CN=Kim\\, Minsu`. Bytes come as `X'0105…'`. objectClass holds the last class alone.
 * https://learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2012-r2-and-2012/cc732101(v=ws.11)
 */
import { isBinaryAttribute } from '../attributes/binary.ts';
import { fromHex } from '../hex.ts';
import type { DirectoryEntry, RawValue } from '../object.ts';
import { textOf } from '../values.ts';
import { checkHeading, checkRow } from './heading.ts';
import { CsvError } from './problem.ts';

const hexForm = /^X'((?:[0-9a-f]{2})*)'$/i;

/** A cell's values, their escaping undone. A backslash before anything else stands for itself. */
export function csvdeTexts(cell: string): string[] {
  if (!/[;\\]/.test(cell)) return [cell];
  const values: string[] = [];
  let value = '';
  for (let at = 0; at < cell.length; at++) {
    const character = cell[at]!;
    const next = cell[at + 1];
    if (character === '\\' && (next === '\\' || next === ';')) {
      value += next;
      at++;
    } else if (character === ';') {
      values.push(value);
      value = '';
    } else value += character;
  }
  values.push(value);
  return values;
}

/** Bytes of attributes that hold text are text, when they are valid UTF-8. */
function csvdeValue(text: string, binary: boolean): RawValue {
  const hex = hexForm.exec(text)?.[1];
  const bytes = hex === undefined ? null : fromHex(hex);
  if (bytes === null) return text;
  return binary ? bytes : (textOf(bytes) ?? bytes);
}

/** Throws `CsvError`. */
export class CsvdeRows {
  readonly #names: readonly string[];
  readonly #binary: readonly boolean[];

  /** `names`: the heading, whose first column is `DN`. */
  constructor(names: readonly string[], line: number) {
    checkHeading(names, line);
    this.#names = names.map((name) => name.trim());
    this.#binary = this.#names.map(isBinaryAttribute);
  }

  entry(cells: readonly string[], line: number): DirectoryEntry {
    checkRow(cells, this.#names.length, line);
    const dn = csvdeTexts(cells[0]!).join(';');
    if (dn === '') throw new CsvError('dnMissing', line);
    const attributes: [string, RawValue[]][] = [];
    for (let column = 1; column < this.#names.length; column++) {
      const cell = cells[column]!;
      // csvde writes nothing for what an object does not have.
      if (cell === '') continue;
      const binary = this.#binary[column]!;
      attributes.push([this.#names[column]!, csvdeTexts(cell).map((text) => csvdeValue(text, binary))]);
    }
    return { dn, attributes: Object.fromEntries(attributes) };
  }
}
