/** Values of an object for a file: decoded, in words of a language, or raw. */
import type { ExportColumn, ExportInput, ExportRowField } from '#contract/exports.ts';
import { decodedParts } from '#contract/words/decoded.ts';
import { flag as flagEn } from '#contract/words/en/flag.ts';
import { value as valueEn } from '#contract/words/en/value.ts';
import { fill } from '#contract/words/format.ts';
import { flag as flagKo } from '#contract/words/ko/flag.ts';
import { value as valueKo } from '#contract/words/ko/value.ts';
import { decodeAttribute, maxValues } from '#domain/directory/attributes/decode.ts';
import { toBase64 } from '#domain/directory/base64.ts';
import { toHex } from '#domain/directory/hex.ts';
import type { DirectoryEntry, ObjectRow, RawValue } from '#domain/directory/object.ts';
import { textsOf, valuesOf } from '#domain/directory/values.ts';
import { type CsvCell, joined, type JsonValue } from './formats.ts';

type Words = Readonly<Record<string, string>>;
const words: Readonly<Record<ExportInput['locale'], { value: Words; flag: Words }>> = {
  en: { value: valueEn, flag: flagEn },
  ko: { value: valueKo, flag: flagKo },
};

export interface ValueForm {
  readonly values: ExportInput['values'];
  readonly locale: ExportInput['locale'];
}

/** All values as people read them: `512 (Normal account)`. Of an attribute of any length. */
function saidValues(
  name: string,
  values: readonly RawValue[],
  classes: readonly string[],
  locale: ValueForm['locale'],
): string[] {
  const { value, flag } = words[locale];
  const say = {
    value: (code: string, params: object) => fill(value[code] ?? code, { ...params }),
    flag: (code: string) => flag[code] ?? code,
  };
  const texts: string[] = [];
  for (let at = 0; at < values.length; at += maxValues) {
    for (const one of decodeAttribute(name, values.slice(at, at + maxValues), classes).decoded) {
      const [first = '', ...rest] = decodedParts(one, say);
      texts.push(rest.length > 0 ? `${first} (${rest.join(', ')})` : first);
    }
  }
  return texts;
}

const field = (row: ObjectRow, name: ExportRowField) => row[name];

export const titleOf = (column: ExportColumn): string =>
  column.title ?? (column.of === 'row' ? column.field : column.attribute);

export function csvCell(
  column: ExportColumn,
  row: ObjectRow,
  entry: DirectoryEntry | null,
  { values: form, locale }: ValueForm,
): CsvCell {
  if (column.of === 'row') {
    const value = field(row, column.field);
    return typeof value === 'boolean' ? String(value) : value;
  }
  const values = entry ? valuesOf(entry, column.attribute) : [];
  if (values.length === 0) return null;
  if (form === 'raw')
    return joined(values.map((value) => (typeof value === 'string' ? value : toHex(value))), true); // prettier-ignore
  return joined(saidValues(column.attribute, values, textsOf(entry!, 'objectClass'), locale), false);
}

function jsonValues(
  name: string,
  values: readonly RawValue[],
  entry: DirectoryEntry,
  { values: form, locale }: ValueForm,
): JsonValue {
  if (form === 'decoded') return saidValues(name, values, textsOf(entry, 'objectClass'), locale);
  return values.map((value) => (typeof value === 'string' ? value : { base64: toBase64(value) }));
}

/** Attributes are arrays, empty where the object has none. */
export function jsonCell(
  column: ExportColumn,
  row: ObjectRow,
  entry: DirectoryEntry | null,
  form: ValueForm,
): JsonValue {
  if (column.of === 'row') return field(row, column.field);
  return entry ? jsonValues(column.attribute, valuesOf(entry, column.attribute), entry, form) : [];
}

export const jsonAttributes = (entry: DirectoryEntry, form: ValueForm): JsonValue =>
  Object.fromEntries(
    Object.entries(entry.attributes).map(([name, values]) => [name, jsonValues(name, values, entry, form)]),
  );
