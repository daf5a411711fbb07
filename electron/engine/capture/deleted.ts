/** Keeping the deleted objects of a naming context beside its snapshot, as far as the account may see them. */
import { Fault } from '#contract/faults.ts';
import { isDeleted } from '#domain/directory/deleted.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { deletedObjectsOf, sameDn } from '#domain/forest/names.ts';
import type { BulkReader, DirectoryConnection, SearchRequest } from '#ldap/api.ts';
import { decodeEntry, takeNames } from '#packed/readPacked.ts';
import { deletedAttributes, isReadable, mostDeleted } from '../deletedObjects.ts';
import type { SnapshotFill } from '../snapshots.ts';
import { goesOn } from './part.ts';

type Fill = Pick<SnapshotFill, 'beginDeleted' | 'addDeleted' | 'addMissing'>;
/** Pages of the container and what lies in it; `again`: everything comes once more. */
type Pages = AsyncIterable<readonly DirectoryEntry[] | 'again'>;

/** A schema's classes and attributes are never deleted: its context has no such container. */
const hasContainer = (context: string): boolean => !/^cn=schema,/i.test(context);

const requestFor = (base: string) =>
  ({
    base,
    filter: '(objectClass=*)',
    attributes: deletedAttributes,
    controls: { deleted: true, domainScope: true },
  }) satisfies Omit<SearchRequest, 'scope'>;

/** By the reader that has just read the context. */
export async function keepDeleted(
  reader: BulkReader,
  context: string,
  fill: Fill,
  signal: AbortSignal,
): Promise<void> {
  if (hasContainer(context)) await keep(bulkPages(reader, context, signal), context, fill);
}

/** By a connection: for a refresh, which reads the whole list anew. */
export async function keepDeletedAnew(
  directory: DirectoryConnection,
  context: string,
  fill: Fill,
  signal: AbortSignal,
): Promise<void> {
  if (!hasContainer(context)) return;
  const request = { ...requestFor(deletedObjectsOf(context)), scope: 'sub' } as const;
  await keep(directory.stream(request, signal), context, fill);
}

async function* bulkPages(
  reader: BulkReader,
  context: string,
  signal: AbortSignal,
): AsyncGenerator<readonly DirectoryEntry[] | 'again', void> {
  const names: string[] = [];
  for await (const item of reader.read(requestFor(deletedObjectsOf(context)), signal)) {
    if (item.is === 'again') yield 'again';
    if (item.is !== 'page') continue;
    const { bytes, ends } = item.page;
    takeNames(names, item.page);
    yield Array.from(ends, (end, n) => decodeEntry(bytes, n === 0 ? 0 : ends[n - 1]!, end, names));
  }
}

async function keep(pages: Pages, context: string, fill: Fill): Promise<void> {
  const container = deletedObjectsOf(context);
  let seen: 'not' | 'byName' | 'read' = 'not';
  let count = 0;
  try {
    for await (const page of pages) {
      if (page === 'again') {
        count = 0;
        if (seen === 'read') await fill.beginDeleted(container);
        continue;
      }
      const own = page.find(({ dn }) => sameDn(dn, container));
      if (own && seen !== 'read') {
        seen = isReadable(own) ? 'read' : 'byName';
        if (seen === 'read') await fill.beginDeleted(container);
      }
      const deleted = page.filter((entry) => isDeleted(entry) && !sameDn(entry.dn, container));
      if (deleted.length === 0) continue;
      // What lies in it came before it did.
      if (seen !== 'read') await fill.beginDeleted(container);
      seen = 'read';
      await fill.addDeleted(container, deleted.slice(0, mostDeleted - count));
      count += deleted.length;
      if (count > mostDeleted) return await fill.addMissing(container, 'ldap.sizeLimit');
    }
    if (seen === 'read') return;
    await fill.addMissing(container, seen === 'not' ? 'ldap.noSuchObject' : 'ldap.insufficientAccess');
  } catch (error) {
    if (!(error instanceof Fault) || !goesOn.has(error.code)) throw error;
    await fill.addMissing(container, error.code);
  }
}
