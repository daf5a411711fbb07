/** A search whose answer is kept in memory: one object, a list, up to a limit. */
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { SearchControls, SearchRequest } from './api.ts';
import type { Channel } from './channel.ts';
import { supportedControls } from './controls.ts';
import { encodeFilter } from './filter.ts';
import type { SearchFields } from './messages.ts';
import { completeEntries, readPage } from './pages.ts';
import { textsOf } from '#domain/directory/values.ts';

export interface Reading {
  readonly channel: Channel;
  readonly pageSize: number;
  /** Seconds the server may spend on one page. */
  readonly timeLimit: number;
  /** OIDs of the controls that the server has; asked for once, when one is wanted. */
  supported?: Promise<ReadonlySet<string>>;
}

async function readSupported({ channel, timeLimit }: Reading): Promise<ReadonlySet<string>> {
  const filter = encodeFilter('(objectClass=*)');
  const fields = { base: '', scope: 'base', filter, attributes: ['supportedControl'], timeLimit } as const;
  const { entries, fault } = await readPage(channel, fields, () => {});
  if (fault) throw fault;
  return new Set(entries.flatMap((entry) => textsOf(entry, 'supportedControl')));
}

/** The request as it is sent. */
export async function fieldsOf(
  reading: Reading,
  request: Pick<SearchRequest, 'base' | 'scope' | 'filter' | 'attributes' | 'controls'>,
): Promise<SearchFields> {
  const { base, scope, filter, attributes, controls: asked } = request;
  const fields = { base, scope, filter: encodeFilter(filter), attributes, timeLimit: reading.timeLimit };
  if (!asks(asked)) return fields;
  reading.supported ??= readSupported(reading);
  return { ...fields, controls: supportedControls(asked, await reading.supported) };
}

const asks = (controls: SearchControls | undefined): controls is SearchControls =>
  controls !== undefined && Object.values(controls).includes(true);

/**
 * Read until the end or the limit. One entry over the limit is asked for, so that `more` is a fact. A fault in the
 * middle is thrown: part of an answer is not an answer.
 */
export async function searchAll(
  reading: Reading,
  request: SearchRequest,
  signal?: AbortSignal,
): Promise<{ entries: DirectoryEntry[]; more: boolean }> {
  const { channel, pageSize } = reading;
  const fields = await fieldsOf(reading, request);
  const limit = request.limit ?? Number.POSITIVE_INFINITY;
  const entries: DirectoryEntry[] = [];
  const size = Math.min(pageSize, limit + 1);
  let cookie: Buffer | null = Buffer.alloc(0);
  while (cookie !== null && entries.length <= limit) {
    // A base search has one answer: no page, so that servers without paging are read too.
    const page = await readPage(
      channel,
      request.scope === 'base' ? fields : { ...fields, page: { size, cookie } },
      () => {},
      signal,
    );
    if (page.fault) throw page.fault;
    for (const entry of page.entries) entries.push(entry);
    cookie = page.cookie.length > 0 ? page.cookie : null;
  }
  const more = entries.length > limit;
  return {
    entries: await completeEntries(more ? entries.slice(0, limit) : entries, channel, fields, signal),
    more,
  };
}
