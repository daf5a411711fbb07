/**
 * Links with a time to live on their way into a workspace: kept as plain links with their ends beside them. Pages stay
 * packed; only one that can hold such links is looked into.
 */
import { mayHoldTtlLinks, splitTtlLinks } from '#domain/directory/ttlLink.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { PackedPage } from '#packed/page.ts';
import { decodePage, takeNames } from '#packed/readPacked.ts';

export class TimedLinks {
  readonly #names: string[] = [];
  readonly #now: () => number;

  /** `now`: milliseconds since 1970, what a time to live counts from. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  entries(entries: readonly DirectoryEntry[]): DirectoryEntry[] {
    const now = this.#now();
    return entries.map((entry) => splitTtlLinks(entry, now));
  }

  /** The page as it is, or its entries, and a page of no entries that carries on its stream's names. */
  page(page: PackedPage): { page: PackedPage; entries: DirectoryEntry[] } {
    takeNames(this.#names, page);
    if (!mayHoldTtlLinks(page.bytes)) return { page, entries: [] };
    const { names, firstName } = page;
    return {
      page: { bytes: new Uint8Array(0), ends: new Uint32Array(0), names, firstName },
      entries: this.entries(decodePage(page, this.#names)),
    };
  }
}
