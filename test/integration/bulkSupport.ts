/** Taking what a bulk reader hands over, as entries. */
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { BulkItem, BulkReader, BulkRequest } from '#ldap/api.ts';
import { decodePage, takeNames } from '#packed/readPacked.ts';

/** All items of one reading, and the entries that stand after it: those before an `again` are forgotten. */
export async function readBulk(
  reader: BulkReader,
  request: BulkRequest,
  signal: AbortSignal = new AbortController().signal,
): Promise<{ items: BulkItem[]; read: DirectoryEntry[] }> {
  const names: string[] = [];
  const items: BulkItem[] = [];
  let read: DirectoryEntry[] = [];
  for await (const item of reader.read(request, signal)) {
    items.push(item);
    if (item.is === 'again') read = [];
    if (item.is !== 'page') continue;
    takeNames(names, item.page);
    read.push(...decodePage(item.page, names));
  }
  return { items, read };
}

export const bulkEntries = async (reader: BulkReader, request: BulkRequest): Promise<DirectoryEntry[]> =>
  (await readBulk(reader, request)).read;
