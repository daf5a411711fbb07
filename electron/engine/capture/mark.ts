/**
 * Where a refresh can begin: taken before a context is read, so that what changes meanwhile is read twice rather than
 * never. Update sequence numbers belong to one controller and one life of its database (facts/active-directory.md §5).
 */
import { guidOf } from '#domain/directory/guid.ts';
import type { RawValue } from '#domain/directory/object.ts';
import { valuesOf } from '#domain/directory/values.ts';
import type { DirectoryConnection } from '#ldap/api.ts';
import type { RefreshMark } from '#workspace/api.ts';
import { isActiveDirectory, rootDseText } from '../rootDse.ts';

type Attributes = Readonly<Record<string, readonly RawValue[]>>;

/** The controller's invocationId; null where its settings may not be read. */
async function invocationIdOf(
  directory: DirectoryConnection,
  dsServiceName: string | null,
  signal: AbortSignal,
): Promise<string | null> {
  if (!dsServiceName) return null;
  const request = {
    base: dsServiceName,
    scope: 'base',
    filter: '(objectClass=*)',
    attributes: ['invocationId'],
  } as const;
  const { entries } = await directory.search(request, signal).catch(() => ({ entries: [] }));
  return entries[0] ? guidOf(valuesOf(entries[0], 'invocationId')[0]) : null;
}

/** The controller's update sequence number now; null for a server that has none: it can only be read whole again. */
export async function usnMark(
  directory: DirectoryConnection,
  context: string,
  dse: Attributes,
  signal: AbortSignal,
): Promise<RefreshMark | null> {
  if (!isActiveDirectory(dse)) return null;
  const dsServiceName = rootDseText(dse, 'dsServiceName');
  return {
    context,
    dsServiceName,
    invocationId: await invocationIdOf(directory, dsServiceName, signal),
    highestCommittedUsn: rootDseText(dse, 'highestCommittedUSN'),
    dirSyncCookie: null,
  };
}

/** The same, with the state of DirSync. */
export const serverMark = (mark: RefreshMark, dirSyncCookie: Uint8Array | null): RefreshMark => ({
  ...mark,
  dirSyncCookie,
});

/** Where a refresh of what is read from now on begins; null where none can. */
export async function markOf(
  directory: DirectoryConnection,
  context: string,
  dse: Attributes,
  signal: AbortSignal,
): Promise<RefreshMark | null> {
  const mark = await usnMark(directory, context, dse, signal);
  return mark && serverMark(mark, await startCookie(directory, context, signal));
}

/** A filter that no object fits: the server walks its changes and sends none of them. */
const nothing = '(!(objectClass=*))';
/** Steps of that walk at most; a server that needs more is asked by update sequence numbers. */
const mostSteps = 200;

/** The state of the context now, as DirSync keeps it; null where the server or the account does not allow it. */
async function startCookie(
  directory: DirectoryConnection,
  context: string,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  let cookie: Uint8Array | null = null;
  try {
    for (let step = 0; step < mostSteps; step++) {
      const page = await directory.dirSync(
        { context, filter: nothing, attributes: ['objectGUID'], cookie },
        signal,
      );
      cookie = page.cookie;
      if (!page.more) return cookie;
    }
  } catch {
    signal.throwIfAborted();
  }
  return null;
}
