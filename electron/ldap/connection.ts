/** A signed-in connection, as the rest of Treeline sees it. */
import type { RawValue } from '#domain/directory/object.ts';
import type { DirectoryConnection, SearchRequest } from './api.ts';
import { dirSyncStep } from './dirSync.ts';
import { searchAll, type Reading } from './search.ts';
import { streamPages } from './stream.ts';

/** What the root DSE gives unasked, and the operational attributes of servers that follow RFC 3673. */
const rootDseAttributes = ['*', '+'];

export function directoryConnection(reading: Reading): DirectoryConnection {
  const { channel } = reading;
  return {
    host: channel.where.host,
    port: channel.where.port,
    async rootDse(): Promise<Readonly<Record<string, readonly RawValue[]>>> {
      const request = {
        base: '',
        scope: 'base',
        filter: '(objectClass=*)',
        attributes: rootDseAttributes,
      } as const;
      const { entries } = await searchAll(reading, request);
      return entries[0]?.attributes ?? {};
    },
    search: (request: SearchRequest, signal?: AbortSignal) => searchAll(reading, request, signal),
    stream: (request, signal, onReferral) => streamPages(reading, request, signal, onReferral),
    dirSync: (request, signal) => dirSyncStep(reading, request, signal),
    close: () => channel.close(),
  };
}
