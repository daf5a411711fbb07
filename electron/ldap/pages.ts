/** Paged reading (RFC 2696): one page after another, the next one already on its way while a page is used. */
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { Fault } from '#contract/faults.ts';
import type { Channel } from './channel.ts';
import { readEntry } from './entries.ts';
import type { SearchFields } from './messages.ts';
import { completeRanges, hasRanges, type ReadObject } from './ranges.ts';
import { codes, searchFault } from './resultCodes.ts';
import { encodeFilter } from './filter.ts';

const anything = encodeFilter('(objectClass=*)');

export interface Page {
  readonly entries: DirectoryEntry[];
  /** Non-empty = there is more. */
  readonly cookie: Buffer;
  /** Why the server stopped within the page; its entries are good all the same. */
  readonly fault: Fault | null;
}

/** Ask for one page. Ranges are not followed yet. Rejects only where the conversation itself broke. */
export async function readPage(
  channel: Channel,
  fields: SearchFields,
  onReference: (uri: string) => void,
  signal?: AbortSignal,
): Promise<Page> {
  const entries: DirectoryEntry[] = [];
  const result = await channel.search(
    fields,
    { onEntry: (response) => entries.push(readEntry(response)), onReference },
    signal,
  );
  const fault = result.code === codes.success ? null : searchFault(result, fields.base, channel.where);
  return { entries, cookie: result.cookie ?? Buffer.alloc(0), fault };
}

/** One object by its name, for the pieces of a range; null when it is gone. `fields` are those of the search that found it. */
export function objectReader(
  channel: Channel,
  fields: Pick<SearchFields, 'timeLimit' | 'controls'>,
  signal?: AbortSignal,
): ReadObject {
  const { timeLimit, controls = [] } = fields;
  return async (dn, attributes) => {
    const one = { base: dn, scope: 'base', filter: anything, attributes, timeLimit, controls } as const;
    const { entries, fault } = await readPage(channel, one, () => {}, signal);
    if (fault?.code === 'ldap.noSuchObject') return null;
    if (fault) throw fault;
    return entries[0] ?? null;
  };
}

/** The entries with their ranged attributes whole; those deleted meanwhile are left out. */
export async function completeEntries(
  entries: DirectoryEntry[],
  channel: Channel,
  fields: SearchFields,
  signal?: AbortSignal,
): Promise<DirectoryEntry[]> {
  if (!entries.some(hasRanges)) return entries;
  const read = objectReader(channel, fields, signal);
  const whole: DirectoryEntry[] = [];
  for (const entry of entries) {
    const complete = hasRanges(entry) ? await completeRanges(entry, read, channel.where) : entry;
    if (complete) whole.push(complete);
  }
  return whole;
}
