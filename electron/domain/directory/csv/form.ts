/**
 * Which tool wrote a CSV file of directory objects, by its first lines, and with which delimiter.
 *
 * csvde: a heading that begins with `DN`, commas. `Export-Csv`: in Windows PowerShell a line `#TYPE …` first, then a
 * heading with `DistinguishedName` somewhere; `-Delimiter` and `-UseCulture` write semicolons or tabs.
 */

export type CsvKind = 'csvde' | 'ad-csv';
export type CsvDelimiter = ',' | ';' | '\t';
export interface CsvForm {
  readonly kind: CsvKind;
  readonly delimiter: CsvDelimiter;
}

const delimiters: readonly CsvDelimiter[] = [',', ';', '\t'];
const unquoted = (name: string) => name.trim().replace(/^"(.*)"$/, '$1').toLowerCase(); // prettier-ignore

/** `text`: the beginning of a file. Null: of neither kind. */
export function csvForm(text: string): CsvForm | null {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/, 3);
  const heading = (lines[0] ?? '').startsWith('#TYPE ') ? lines[1] : lines[0];
  if (heading === undefined) return null;
  for (const delimiter of delimiters) {
    const names = heading.split(delimiter).map(unquoted);
    if (delimiter === ',' && names.length > 1 && names[0] === 'dn') return { kind: 'csvde', delimiter };
    // A single column is a list of names, which any delimiter separates.
    if (names.includes('distinguishedname')) return { kind: 'ad-csv', delimiter };
  }
  return null;
}
