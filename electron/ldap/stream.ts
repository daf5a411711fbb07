/** Paged reading of a whole subtree as a stream of pages. */
import { Fault } from '#contract/faults.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { SearchRequest } from './api.ts';
import type { SearchFields } from './messages.ts';
import { completeEntries, readPage, type Page } from './pages.ts';
import { fieldsOf, type Reading } from './search.ts';

/**
 * Each item is one page with its ranges followed. The next page is asked for while one is used, and no further: that is
 * the back-pressure. What was read of a page that the server broke off comes before the fault. Leaving the loop
 * abandons what is on its way.
 */
export async function* streamPages(
  reading: Reading,
  request: SearchRequest,
  signal: AbortSignal,
  onReferral: (uri: string) => void = () => {},
): AsyncGenerator<DirectoryEntry[], void> {
  const { channel, pageSize } = reading;
  const fields = await fieldsOf(reading, request);
  const left = new AbortController();
  const either = AbortSignal.any([signal, left.signal]);
  const ask = (cookie: Buffer): Promise<Page> => {
    const paged: SearchFields =
      request.scope === 'base' ? fields : { ...fields, page: { size: pageSize, cookie } };
    const page = readPage(channel, paged, onReferral, either);
    page.catch(() => {}); // awaited later, or never when the loop was left
    return page;
  };
  let remaining = request.limit ?? Number.POSITIVE_INFINITY;
  try {
    let coming: Promise<Page> | null = ask(Buffer.alloc(0));
    while (coming && remaining > 0) {
      const page: Page = await coming;
      coming = page.fault === null && page.cookie.length > 0 ? ask(page.cookie) : null;
      const entries = await completeEntries(page.entries.slice(0, remaining), channel, fields, either);
      remaining -= page.entries.length;
      if (entries.length > 0) yield entries;
      if (page.fault) throw page.fault;
      if (signal.aborted) throw new Fault('job.cancelled', {});
    }
  } finally {
    left.abort();
  }
}
