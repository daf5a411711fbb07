/** Pages that hold links with a time to live, taken apart into entries with plain links and their ends beside them. */
import { mayHoldTtlLinks, splitTtlLinks } from '#domain/directory/ttlLink.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { PackedPage } from '#packed/page.ts';
import { decodePage, takeNames } from '#packed/readPacked.ts';

/** Follows the pages of one reader. Nearly all pass as they are: only one that shows the mark is unpacked. */
export class TtlPages {
  readonly #names: string[] = [];
  readonly #readAt: () => number;

  /** `readAt`: the time that the seconds count from, milliseconds since 1970. */
  constructor(readAt: () => number) {
    this.#readAt = readAt;
  }

  /** The page as it is; or what is left of it, the names it brings, and its entries with their links split. */
  split(page: PackedPage): { page: PackedPage; entries: DirectoryEntry[] } {
    takeNames(this.#names, page);
    if (!mayHoldTtlLinks(page.bytes)) return { page, entries: [] };
    const now = this.#readAt();
    const entries = decodePage(page, this.#names).map((entry) => splitTtlLinks(entry, now));
    return { page: { ...page, bytes: new Uint8Array(0), ends: new Uint32Array(0) }, entries };
  }
}
