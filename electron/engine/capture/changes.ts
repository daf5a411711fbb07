/**
 * What changed in a naming context since a mark: by DirSync where the server lets us, else by update sequence numbers of
 * the same controller. Source: facts/active-directory.md §5 and §10.
 */
import { escapeValue } from '#domain/directory/filter/value.ts';
import { guidOf, guidToFilter } from '#domain/directory/guid.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { firstText, valuesOf } from '#domain/directory/values.ts';
import { deletedObjectsOf } from '#domain/forest/names.ts';
import type { DirectoryConnection } from '#ldap/api.ts';
import type { RefreshMark } from '#workspace/api.ts';
import { isReadable } from '../deletedObjects.ts';
import { Fault } from '#contract/faults.ts';

export interface Changes {
  /** objectGUIDs of objects that are new, changed or moved. */
  readonly changed: readonly string[];
  readonly deleted: readonly string[];
  /** Whether objects that were deleted would be among `deleted`. */
  readonly deletionsSeen: boolean;
  readonly by: 'dirSync' | 'usn';
  /** Where DirSync goes on next time; null where it was not used. */
  readonly cookie: Uint8Array | null;
}

/** The changes since `mark`; `now` is the same controller's state. Null where only a full reading can tell. */
export async function changesOf(
  directory: DirectoryConnection,
  mark: RefreshMark,
  now: RefreshMark,
  signal: AbortSignal,
): Promise<Changes | null> {
  const found = (await byDirSync(directory, mark, signal)) ?? (await byUsn(directory, mark, now, signal));
  if (!found) return null;
  const deletionsSeen = found.deleted.length > 0 || (await seesDeleted(directory, mark.context, signal));
  return { ...found, deletionsSeen };
}

type Found = Omit<Changes, 'deletionsSeen'>;

/** Steps of DirSync at most: bounds a server that never says it is done. */
const mostSteps = 100_000;

/** Null where the cookie is not, or no longer, of use. */
async function byDirSync(
  directory: DirectoryConnection,
  { context, dirSyncCookie }: RefreshMark,
  signal: AbortSignal,
): Promise<Found | null> {
  if (!dirSyncCookie) return null;
  const changed = new Set<string>();
  const deleted = new Set<string>();
  let cookie = dirSyncCookie;
  try {
    for (let step = 0; step < mostSteps; step++) {
      const request = { context, filter: '(objectClass=*)', attributes: ['*'], cookie };
      const page = await directory.dirSync(request, signal);
      sort(page.entries, changed, deleted);
      cookie = page.cookie;
      if (!page.more) return { changed: [...changed], deleted: [...deleted], by: 'dirSync', cookie };
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof Fault) || !refused.has(error.code)) throw error;
  }
  return null;
}

/** The server does not know the control or the cookie, or the account may not use it. */
const refused: ReadonlySet<string> = new Set([
  'ldap.serverError',
  'ldap.insufficientAccess',
  'ldap.noSuchObject',
  'ldap.referral',
]);

/** Null where the mark is of another controller, or of an earlier life of its database. */
async function byUsn(
  directory: DirectoryConnection,
  mark: RefreshMark,
  now: RefreshMark,
  signal: AbortSignal,
): Promise<Found | null> {
  const { context, highestCommittedUsn, invocationId, dsServiceName } = mark;
  if (highestCommittedUsn === null || invocationId === null) return null;
  if (invocationId !== now.invocationId || dsServiceName !== now.dsServiceName) return null;
  const changed = new Set<string>();
  const deleted = new Set<string>();
  // AD has no "greater than".
  const filter = `(uSNChanged>=${BigInt(highestCommittedUsn) + 1n})`;
  const request = { base: context, scope: 'sub', filter, attributes: ['objectGUID', 'isDeleted'], controls: { deleted: true } } as const; // prettier-ignore
  for await (const entries of directory.stream(request, signal)) sort(entries, changed, deleted);
  return { changed: [...changed], deleted: [...deleted], by: 'usn', cookie: null };
}

function sort(entries: readonly DirectoryEntry[], changed: Set<string>, deleted: Set<string>): void {
  for (const entry of entries) {
    const guid = guidOf(valuesOf(entry, 'objectGUID')[0]);
    if (!guid) continue;
    const gone = firstText(entry, 'isDeleted')?.toUpperCase() === 'TRUE';
    (gone ? deleted : changed).add(guid);
    (gone ? changed : deleted).delete(guid);
  }
}

/** Whether the account may see deleted objects: whoever may not reads nothing of their container. */
async function seesDeleted(
  directory: DirectoryConnection,
  context: string,
  signal: AbortSignal,
): Promise<boolean> {
  // Classes and attributes of a schema are never deleted, and its context keeps no such container.
  if (/^cn=schema,/i.test(context)) return true;
  const base = deletedObjectsOf(context);
  const request = { base, scope: 'base', filter: '(objectClass=*)', attributes: ['objectClass'], controls: { deleted: true } } as const; // prettier-ignore
  const { entries } = await directory.search(request, signal).catch(() => ({ entries: [] }));
  signal.throwIfAborted();
  return entries.some(isReadable);
}

/** Objects asked for in one search: their filter stays far below a server's limits. */
const together = 50;

/** The objects as they are now, whole, a page at a time. Those that are gone meanwhile do not come. */
export async function* readChanged(
  directory: DirectoryConnection,
  context: string,
  guids: readonly string[],
  asked: Pick<Parameters<DirectoryConnection['search']>[0], 'attributes' | 'controls'>,
  signal: AbortSignal,
): AsyncGenerator<DirectoryEntry[], void> {
  const filters = guids.map((guid) => `(objectGUID=${guidToFilter(guid)!})`);
  yield* readEach(directory, context, filters, asked, signal);
}

/** The same by DN. */
export async function* readNamed(
  directory: DirectoryConnection,
  context: string,
  dns: readonly string[],
  asked: Pick<Parameters<DirectoryConnection['search']>[0], 'attributes' | 'controls'>,
  signal: AbortSignal,
): AsyncGenerator<DirectoryEntry[], void> {
  const filters = dns.map((dn) => `(distinguishedName=${escapeValue(dn)})`);
  yield* readEach(directory, context, filters, asked, signal);
}

async function* readEach(
  directory: DirectoryConnection,
  context: string,
  filters: readonly string[],
  asked: Pick<Parameters<DirectoryConnection['search']>[0], 'attributes' | 'controls'>,
  signal: AbortSignal,
): AsyncGenerator<DirectoryEntry[], void> {
  for (let at = 0; at < filters.length; at += together) {
    const some = filters.slice(at, at + together);
    const request = { base: context, scope: 'sub', filter: `(|${some.join('')})`, ...asked } as const;
    for await (const entries of directory.stream(request, signal)) yield entries;
  }
}

/** Everything below an object, whole. */
export function readBelow(
  directory: DirectoryConnection,
  base: string,
  asked: Pick<Parameters<DirectoryConnection['search']>[0], 'attributes' | 'controls'>,
  signal: AbortSignal,
): AsyncIterable<DirectoryEntry[]> {
  return directory.stream({ base, scope: 'sub', filter: '(objectClass=*)', ...asked }, signal);
}
