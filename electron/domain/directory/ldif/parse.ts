/**
 * LDIF content to entries, in chunks (RFC 2849). Taken too: no version line and `changetype: add`, as ldifde writes;
 * comments, `search:`, `result:` and `ref:` blocks, as ldapsearch writes. Refused, typed: records that change, URLs.
 */
import { isBinaryAttribute } from '../attributes/binary.ts';
import { fromBase64 } from '../base64.ts';
import type { DirectoryEntry, RawValue } from '../object.ts';
import { LogicalLines } from './lines.ts';
import { LdifError } from './problem.ts';

export { LdifError } from './problem.ts';

const description = /^[A-Za-z0-9][\w.-]*(?:;[\w.=*-]+)*$/;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** What ldapsearch prints between and after entries. */
const notEntries = new Set(['search', 'result', 'ref']);

/** What a description (`cn`, `description;lang-ko`) amounts to, worked out once a file. */
interface Name {
  /** The spelling met first in the file: one attribute has one name in all entries. */
  readonly name: string;
  readonly lower: string;
  readonly binary: boolean;
}

interface Line {
  readonly name: Name;
  readonly value: RawValue;
  readonly line: number;
}

/** Feed chunks of text, get the entries that are whole; throws `LdifError`, after which it is of no more use. */
export class LdifParser {
  readonly #lines = new LogicalLines((text, line) => this.#take(text, line));
  #done: DirectoryEntry[] = [];
  #first = true;
  #skipping = false;
  #dn: string | null = null;
  #attributes: Record<string, RawValue[]> = {};
  #size = 0;
  readonly #names = new Map<string, Name>();

  /** The physical line, from 1, that the next character belongs to. */
  get line(): number {
    return this.#lines.line;
  }

  push(chunk: string): DirectoryEntry[] {
    this.#lines.push(chunk);
    return this.#takeDone();
  }

  end(): DirectoryEntry[] {
    this.#lines.end();
    this.#finish();
    return this.#takeDone();
  }

  #takeDone(): DirectoryEntry[] {
    const done = this.#done;
    this.#done = [];
    return done;
  }

  #finish(): void {
    if (this.#dn !== null) this.#done.push({ dn: this.#dn, attributes: this.#attributes });
    this.#dn = null;
    this.#attributes = {};
    this.#size = 0;
    this.#skipping = false;
  }

  #take(text: string, line: number): void {
    if (text === '') this.#finish();
    else if (!text.startsWith('#') && !this.#skipping) this.#content(text, line);
  }

  #content(text: string, line: number): void {
    if (text === '-' && this.#dn !== null) throw new LdifError('change', line, 'modify');
    const read = this.#read(text, line);
    const { lower } = read.name;
    const first = this.#first;
    this.#first = false;
    if (this.#dn === null) {
      if (first && lower === 'version') checkVersion(read);
      else if (lower === 'dn') this.#dn = textValue(read);
      else if (notEntries.has(lower)) this.#skipping = true;
      else throw new LdifError('dnMissing', line);
      return;
    }
    if (lower === 'dn') throw new LdifError('dnRepeated', line);
    if (this.#size === 0 && lower === 'changetype') checkChange(read);
    else if (this.#size > 0 || lower !== 'control') this.#add(read.name.name, read.value);
  }

  #add(name: string, value: RawValue): void {
    this.#size++;
    if (Object.hasOwn(this.#attributes, name)) this.#attributes[name]!.push(value);
    else this.#attributes[name] = [value];
  }

  #read(text: string, line: number): Line {
    const colon = text.indexOf(':');
    if (colon < 0) throw new LdifError('separator', line);
    const name = this.#name(text.slice(0, colon), line);
    const kind = text[colon + 1];
    if (kind === '<') throw new LdifError('url', line, name.name);
    let from = kind === ':' ? colon + 2 : colon + 1;
    while (text[from] === ' ') from++;
    const rest = text.slice(from);
    return { name, value: kind === ':' ? decode(name, rest, line) : rest, line };
  }

  #name(text: string, line: number): Name {
    const known = this.#names.get(text);
    if (known) return known;
    if (!description.test(text)) throw new LdifError('name', line);
    const lower = text.toLowerCase();
    const name = this.#names.get(lower) ?? { name: text, lower, binary: isBinaryAttribute(text) };
    this.#names.set(lower, name).set(text, name);
    return name;
  }
}

/** Base64 holds bytes: kept so for binary attributes, text elsewhere when they are valid UTF-8. */
function decode(name: Name, base64: string, line: number): RawValue {
  const bytes = fromBase64(base64.trimEnd());
  if (!bytes) throw new LdifError('base64', line, name.name);
  if (name.binary) return bytes;
  try {
    return utf8.decode(bytes);
  } catch {
    return bytes;
  }
}

function textValue({ name, value, line }: Line): string {
  if (typeof value !== 'string') throw new LdifError('utf8', line, name.name);
  return value;
}

function checkVersion(read: Line): void {
  const version = textValue(read).trim();
  if (version !== '1') throw new LdifError('version', read.line, version);
}

function checkChange(read: Line): void {
  const change = textValue(read).trim().toLowerCase();
  if (change !== 'add') throw new LdifError('change', read.line, change);
}

/** A whole text at once; throws `LdifError`. */
export function parseLdif(text: string): DirectoryEntry[] {
  const parser = new LdifParser();
  return [...parser.push(text), ...parser.end()];
}
