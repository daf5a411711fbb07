/**
 * Entries on their way from a reader to the workspace, without a JavaScript object an entry or a string a value: a page
 * is a few large arrays that move between threads without being copied. The workspace keeps the same bytes.
 *
 * entry     = dn length, dn (UTF-8 as the server spelled it), attribute count { attribute }
 * attribute = attribute number, value count { value }
 * value     = length · 4 + tag, bytes
 * Numbers are LEB128. Tags: 0 text (valid UTF-8), 1 bytes, 2 the entry's own DN (distinguishedName repeats it in every entry;
 * length 0, no bytes), 3 a value that the workspace keeps once for many entries (the length is its number, no bytes
 * follow; only inside a workspace, never in a page).
 */

/** One page of entries. The buffers are the receiver's: a sender does not touch them any more. */
export interface PackedPage {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each entry ends in `bytes`; entry n begins where entry n-1 ends. */
  readonly ends: Uint32Array<ArrayBuffer>;
  /**
   * Names of attributes that this page mentions first, as the server spells them. The number of an attribute is its place
   * among the names of all pages of one stream, from 1: the first new name of this page has number `firstName`, and a page
   * without new names says which number comes next. A page whose `firstName` is 1 begins a stream. An entry names each
   * attribute once.
   */
  readonly names: readonly string[];
  readonly firstName: number;
}

export const valueTags = { text: 0, bytes: 1, ownDn: 2, shared: 3 } as const;

/** What of a page has to be transferred, for `postMessage`. */
export const transferables = (page: PackedPage): ArrayBuffer[] => [page.bytes.buffer, page.ends.buffer];
