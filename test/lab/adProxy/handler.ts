/** How the proxy is put together: a search goes down through layers to the real server, its answer comes up through them. */
import { done, type Control, type Entry, type Item, type Search } from './messages.ts';
import type { Credentials, Upstream, UpstreamPool } from './upstream.ts';

/** Answers one search: entries and references, then exactly one `done`. */
export type Handler = (search: Search) => AsyncIterable<Item>;

/** One client's connection. */
export interface Session {
  /** 1 for the proxy's first connection. */
  readonly number: number;
  /** The server at which the client signed in by name; null for anybody. */
  readonly signedInAt: Upstream | null;
  /** This client's connections to a server behind, bound with `as` or with its own name. */
  pool(upstream: Upstream, as?: Credentials): UpstreamPool;
  /** Resolves when the client is gone. */
  readonly closed: Promise<void>;
}

/** A layer: made once for a session, so that what it remembers belongs to that connection. */
export type Layer = (session: Session, next: Handler) => Handler;

export const refuse = (code: number, diagnostic: string, referrals?: readonly string[]): Handler =>
  async function* refused() {
    yield done(code, diagnostic, referrals ? { referrals } : {});
  };

/** The answer with each entry changed, or left out for null. */
export async function* mapEntries(
  items: AsyncIterable<Item>,
  change: (entry: Entry) => Entry | null,
): AsyncGenerator<Item, void> {
  for await (const item of items) {
    const out = item.is === 'entry' ? change(item) : item;
    if (out) yield out;
  }
}

export const compose = (session: Session, layers: readonly Layer[], source: Handler): Handler =>
  layers.reduceRight((next, layer) => layer(session, next), source);

export const sameDn = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Whether `dn` is `base` or below it. */
export const isWithin = (dn: string, base: string): boolean =>
  base === '' || sameDn(dn, base) || dn.toLowerCase().endsWith(`,${base.toLowerCase()}`);

/** The name without its first part (an escaped comma does not part). */
export const parentOf = (dn: string): string => {
  const at = /(?<!\\),/.exec(dn)?.index;
  return at === undefined ? '' : dn.slice(at + 1);
};

/** Whether a search asks for the attribute: by name, or by asking for all. */
export const asks = (search: Search, name: string): boolean =>
  search.attributes.length === 0 ||
  search.attributes.some((one) => one === '*' || one.split(';')[0]!.toLowerCase() === name.toLowerCase());

/** The entry with one attribute's values replaced, or added behind the others. */
export function withValues(entry: Entry, name: string, values: readonly (Buffer | string)[]): Entry {
  const bytes = values.map((value) => (typeof value === 'string' ? Buffer.from(value, 'utf8') : value));
  const at = entry.attributes.findIndex(([one]) => one.toLowerCase() === name.toLowerCase());
  return {
    ...entry,
    attributes:
      at < 0
        ? [...entry.attributes, [name, bytes]]
        : entry.attributes.map((one, i) => (i === at ? [one[0], bytes] : one)),
  };
}

export const withoutAttributes = (entry: Entry, names: readonly string[]): Entry => ({
  ...entry,
  attributes: entry.attributes.filter(
    ([name]) => !names.some((one) => one.toLowerCase() === name.split(';')[0]!.toLowerCase()),
  ),
});

export const withControls = (search: Search, ...more: readonly Control[]): Search => ({
  ...search,
  controls: [...search.controls.filter((one) => !more.some((other) => other.oid === one.oid)), ...more],
});
