/** Changes of a naming context by the DirSync control ([MS-ADTS] 3.1.1.3.4.1.3): one step, one answer. */
import { Fault } from '#contract/faults.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { DirSyncPage, DirSyncRequest } from './api.ts';
import { dirSyncControl } from './controls.ts';
import { readEntry } from './entries.ts';
import { encodeFilter } from './filter.ts';
import { codes, searchFault } from './resultCodes.ts';
import type { Reading } from './search.ts';

/**
 * Deleted objects are in the answer. A server that does not know the control, or will
 * not for this user, ends with its fault (`ldap.serverError` 12, `ldap.insufficientAccess`): the caller then reads in full.
 */
export async function dirSyncStep(
  reading: Reading,
  request: DirSyncRequest,
  signal?: AbortSignal,
): Promise<DirSyncPage> {
  const { channel, timeLimit } = reading;
  const { context, filter, attributes, cookie } = request;
  const entries: DirectoryEntry[] = [];
  const result = await channel.search(
    {
      base: context,
      scope: 'sub',
      filter: encodeFilter(filter),
      attributes,
      timeLimit,
      controls: [dirSyncControl(cookie ?? new Uint8Array(0))],
    },
    { onEntry: (response) => entries.push(readEntry(response)) },
    signal,
  );
  if (result.code !== codes.success) throw searchFault(result, context, channel.where);
  // Without the control in the answer nobody knows what these entries are.
  if (result.dirSync === null)
    throw new Fault('ldap.serverError', { ...channel.where, code: result.code, detail: 'DirSync' });
  const { more, cookie: next } = result.dirSync;
  return { entries, cookie: new Uint8Array(next), more };
}
