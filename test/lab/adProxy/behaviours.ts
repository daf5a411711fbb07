/** What a proxy can be told to do. Everything may be changed while it runs: it is looked at anew for every search. */
import type { Done, Entry, Search } from './messages.ts';
import type { Trouble } from './troubles.ts';
import type { Credentials } from './upstream.ts';

/** A group whose values change while it is read. */
export interface Changing {
  readonly dn: string;
  readonly attribute: string;
  /** The values at the n-th reading of this object (from 1), made of those that the real server gives. */
  readonly change: (values: readonly string[], reading: number) => readonly string[];
}

export interface Behaviours {
  /** MaxPageSize; null = as many as asked for. Default 1000. */
  maxPageSize: number | null;
  /** MaxResultSetsPerConn: the oldest unfinished paged search is forgotten beyond it. Default 10. */
  maxUnfinished: number;
  /** Every second page comes empty, with a cookie: a page's time ran out before a match. */
  emptyPages: boolean;
  /** MaxValRange; null = all values at once. Default 1500. */
  maxValRange: number | null;
  /** What goes wrong, and when. */
  troubles: Trouble[];
  /** Called before the n-th search (from 1; the root DSE is not counted); a result answers it at once. */
  onSearch: ((search: Search, count: number) => Done | void | Promise<Done | void>) | null;
  /** The last word over every entry; null leaves it out. `reading` counts how often this object was given. */
  onEntry: ((entry: Entry, search: Search, reading: number) => Entry | null) | null;
  changing: Changing[];
  /** Objects that are gone after having been given so many times. */
  vanishing: { readonly dn: string; readonly afterReadings: number }[];
  /** Attributes that this reader may not read on the objects at or below `below`: absent, without a word. */
  refused: { readonly below: string; readonly attributes: readonly string[] }[];
  /** Controls that the server does not have (OIDs): not in the root DSE, refused when critical, else ignored. */
  withoutControls: string[];
  /** Contexts at whose parents a search gets a continuation reference. */
  references: { readonly context: string; readonly uri: string }[];
  /** Contexts that another server holds: a search that begins in one is answered with a referral (10). */
  notHeld: { readonly context: string; readonly uri: string }[];
  /** LINK_TTL: seconds that memberships still last, by group and member. */
  linkTtl: { readonly group: string; readonly member: string; readonly seconds: number }[];
  /** Who may read deleted objects: nobody, or the reader through the eyes of another account. */
  deletedReadableAs: Credentials | null;
  /** Values that the root DSE shows instead of, or beside, the real ones. */
  rootDse: Record<string, readonly string[]>;
}

export const likeActiveDirectory = (): Behaviours => ({
  maxPageSize: 1000,
  maxUnfinished: 10,
  emptyPages: false,
  maxValRange: 1500,
  troubles: [],
  onSearch: null,
  onEntry: null,
  changing: [],
  vanishing: [],
  refused: [],
  withoutControls: [],
  references: [],
  notHeld: [],
  linkTtl: [],
  deletedReadableAs: null,
  rootDse: {},
});
