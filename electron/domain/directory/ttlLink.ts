/**
 * Links with a time to live (LINK_TTL, facts/active-directory.md §5 and §10): a server that is asked shows them as
 * `<TTL=seconds,DN>`. They are kept as plain links, so that everything that follows links follows them too, and beside
 * them stands until when each holds: an end is a fact of its own, seconds left are not.
 */
import { isoTime } from './filetime.ts';
import type { DirectoryEntry, RawValue } from './object.ts';
import { baseName, textOf, textsOf } from './values.ts';

/** Ours, no attribute of a directory: one value a link, `<attribute> <ISO 8601 UTC> <DN>`. */
export const linkUntilAttribute = 'treeline-linkUntil';

const form = /^<TTL=(\d{1,10}),(.*)>$/s;
const stored = /^(\S+) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z) (.+)$/s;
/** `<TTL=` */
const mark = [0x3c, 0x54, 0x54, 0x4c, 0x3d] as const;

export interface TtlLink {
  readonly seconds: number;
  readonly dn: string;
}

/** A value with a time to live; null for every other one. */
export function parseTtlLink(value: RawValue): TtlLink | null {
  if (value[0] !== (typeof value === 'string' ? '<' : mark[0])) return null;
  const match = form.exec(textOf(value) ?? '');
  return match ? { seconds: Number(match[1]), dn: match[2]! } : null;
}

/** A link as read at `readAt` (ISO 8601): the plain DN, and until when it holds; null = without end. */
export function readTtlLink(value: string, readAt: string): { dn: string; until: string | null } {
  const link = parseTtlLink(value);
  const from = Date.parse(readAt);
  if (!link) return { dn: value, until: null };
  return { dn: link.dn, until: Number.isNaN(from) ? null : isoTime(from + link.seconds * 1000) };
}

/** Whether packed bytes can hold such a value at all: a page without one needs no unpacking. */
export function mayHoldTtlLinks(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(mark[0]); at >= 0; at = bytes.indexOf(mark[0], at + 1))
    if (mark.every((byte, next) => bytes[at + next] === byte)) return true;
  return false;
}

/**
 * The entry with plain links, and the ends of those that have one. `readAt` in milliseconds since 1970: the time that
 * the seconds count from. An entry without such links is returned as it is.
 */
export function splitTtlLinks<E extends DirectoryEntry>(entry: E, readAt: number): E {
  let attributes: Record<string, readonly RawValue[]> | null = null;
  const ends: string[] = [];
  for (const [name, values] of Object.entries(entry.attributes)) {
    const plain: RawValue[] = [];
    let found = false;
    for (const value of values) {
      const link = parseTtlLink(value);
      found ||= link !== null;
      plain.push(link?.dn ?? value);
      if (link) ends.push(`${baseName(name)} ${isoTime(readAt + link.seconds * 1000)} ${link.dn}`);
    }
    if (found) attributes = { ...(attributes ?? entry.attributes), [name]: plain };
  }
  return attributes ? { ...entry, attributes: { ...attributes, [linkUntilAttribute]: ends } } : entry;
}

/** When a link ends. */
export interface LinkEnd {
  readonly attribute: string;
  readonly dn: string;
  /** ISO 8601 UTC. */
  readonly until: string;
}

/** The ends that an entry keeps; a damaged value is passed over. */
export function linkEnds(entry: Pick<DirectoryEntry, 'attributes'>): LinkEnd[] {
  return textsOf(entry, linkUntilAttribute).flatMap((text) => {
    const match = stored.exec(text);
    return match ? [{ attribute: match[1]!, until: match[2]!, dn: match[3]! }] : [];
  });
}
