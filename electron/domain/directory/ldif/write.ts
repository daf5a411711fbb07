/** Entries to LDIF content (RFC 2849): base64 where a value needs it, folded at 76 columns. */
import { toBase64 } from '../base64.ts';
import type { DirectoryEntry, RawValue } from '../object.ts';

const columns = 76;
/** SAFE-STRING, and no trailing space: everything else goes as base64. */
const safe = /^(?:[!-9;=-~](?:[ -~]*[!-~])?)?$/;
const utf8 = new TextEncoder();

export interface WriteOptions {
  /** Line end; ldifde on Windows writes CRLF. */
  readonly newline?: '\n' | '\r\n';
}

function fold(line: string, newline: string): string {
  if (line.length <= columns) return line;
  let text = line.slice(0, columns);
  for (let at = columns; at < line.length; at += columns - 1)
    text += `${newline} ${line.slice(at, at + columns - 1)}`;
  return text;
}

/** One line of a record, folded, without its end. */
export function lineOf(name: string, value: RawValue, newline = '\n'): string {
  if (typeof value === 'string' && safe.test(value))
    return fold(value === '' ? `${name}:` : `${name}: ${value}`, newline);
  return fold(`${name}:: ${toBase64(typeof value === 'string' ? utf8.encode(value) : value)}`, newline);
}

/** The first line of a file. */
export function ldifHeader({ newline = '\n' }: WriteOptions = {}): string {
  return `version: 1${newline}${newline}`;
}

/** One record with its blank line. Lone surrogates, which are no text, become U+FFFD. */
export function writeEntry(entry: DirectoryEntry, { newline = '\n' }: WriteOptions = {}): string {
  let text = lineOf('dn', entry.dn, newline) + newline;
  for (const [name, values] of Object.entries(entry.attributes)) {
    for (const value of values) text += lineOf(name, value, newline) + newline;
  }
  return text + newline;
}

/** A whole file. */
export function writeLdif(entries: Iterable<DirectoryEntry>, options: WriteOptions = {}): string {
  let text = ldifHeader(options);
  for (const entry of entries) text += writeEntry(entry, options);
  return text;
}
