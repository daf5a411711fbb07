/** Looking up the values of an entry. Attribute names are case-insensitive and may carry options (RFC 4512 §2.5). */
import type { DirectoryEntry, RawValue } from './object.ts';

const none: readonly RawValue[] = [];
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The attribute's name without its options: `member;range=0-1499` → `member`. Keeps the spelling. */
export function baseName(name: string): string {
  const at = name.indexOf(';');
  return at < 0 ? name : name.slice(0, at);
}

/** True for two descriptions of one attribute, options and case aside; `lowerName` is lower case without options. */
function isNamed(key: string, lowerName: string): boolean {
  const length = lowerName.length;
  if (key.length < length || (key.length > length && key.charCodeAt(length) !== 0x3b)) return false;
  return key.slice(0, length).toLowerCase() === lowerName;
}

/**
 * The values of an attribute, whatever the case of its name. Values under the very name win; otherwise everything
 * stored under the same base name (`userCertificate;binary`, `member;range=…`) in stored order. Absent = empty.
 */
export function valuesOf(entry: Pick<DirectoryEntry, 'attributes'>, name: string): readonly RawValue[] {
  const { attributes } = entry;
  if (Object.hasOwn(attributes, name)) {
    const exact = attributes[name];
    if (exact && exact.length > 0) return exact;
  }
  const lower = baseName(name).toLowerCase();
  let found: readonly RawValue[] = none;
  for (const key in attributes) {
    if (!isNamed(key, lower)) continue;
    const values = attributes[key]!;
    found = found.length === 0 ? values : [...found, ...values];
  }
  return found;
}

/** A value as text: text as it is, bytes when they are valid UTF-8, otherwise null. */
export function textOf(value: RawValue | undefined): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string') return value;
  try {
    return utf8.decode(value);
  } catch {
    return null;
  }
}

/** The first value as text; null where there is none or it is not text. */
export function firstText(entry: Pick<DirectoryEntry, 'attributes'>, name: string): string | null {
  return textOf(valuesOf(entry, name)[0]);
}

/** All values that are text, in stored order. */
export function textsOf(entry: Pick<DirectoryEntry, 'attributes'>, name: string): string[] {
  const texts: string[] = [];
  for (const value of valuesOf(entry, name)) {
    const text = textOf(value);
    if (text !== null) texts.push(text);
  }
  return texts;
}

/** The first value as a whole number within the safe range, or null (absent, not a number, too large). */
export function firstInteger(entry: Pick<DirectoryEntry, 'attributes'>, name: string): number | null {
  return integerOf(firstText(entry, name));
}

/** LDAP INTEGER text (RFC 4517 §3.3.16) as a number within the safe range, or null. */
export function integerOf(text: string | null): number | null {
  if (text === null || !/^-?\d{1,16}$/.test(text)) return null;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value + 0 : null;
}
