/**
 * Browsing a live directory through a profile: one signed-in connection a profile, closed when nobody has asked for a
 * while, and opened again when it broke.
 */
import { Fault } from '#contract/faults.ts';
import type { LiveRow, RootDse } from '#contract/index.ts';
import { maxPage, type Attribute } from '#contract/shapes.ts';
import { decodeEntry } from '#domain/directory/attributes/decode.ts';
import { withoutSecrets } from '#domain/directory/attributes/secret.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { rowFacts } from '#domain/directory/row.ts';
import { firstText } from '#domain/directory/values.ts';
import type { DirectoryConnection, ReadLdap } from '#ldap/api.ts';
import { Cursors } from './cursors.ts';
import type { Profiles } from './profiles.ts';
import { describeRootDse } from './rootDse.ts';

const defaultIdleMs = 5 * 60_000;
const countLimit = 100_000;
/** What a row shows; asked by name so that a page of a thousand stays small. */
export const rowAttributes: readonly string[] = [
  'objectClass', 'objectGUID', 'objectSid', 'sAMAccountName', 'sAMAccountType', 'userPrincipalName', 'displayName', 'mail',
  'description', 'userAccountControl', 'groupType', 'name', 'cn', 'ou', 'dc', 'msDS-Approx-Immed-Subordinates', 'hasSubordinates',
]; // prettier-ignore

/** A page of a live list; null = there is none after it. */
export interface LivePage<T> {
  readonly rows: T[];
  readonly cursor: string | null;
}

interface Open {
  readonly connection: Promise<DirectoryConnection>;
  /** Ends the dialling, when nobody wants it any more. */
  readonly abort: AbortController;
  readonly cursors: Cursors;
  /** Calls under way: a connection in use is not idle. */
  calls: number;
  timer: NodeJS.Timeout | null;
}

export class Live {
  readonly #open = new Map<string, Open>();
  readonly #ldap: ReadLdap;
  readonly #profiles: Profiles;
  readonly #idleMs: number;

  constructor(ldap: ReadLdap, profiles: Profiles, idleMs = defaultIdleMs) {
    this.#ldap = ldap;
    this.#profiles = profiles;
    this.#idleMs = idleMs;
  }

  rootDse(profileId: string): Promise<RootDse> {
    return this.with(profileId, async (connection) =>
      describeRootDse(await connection.rootDse(), Date.now()),
    );
  }

  /** Direct children, at most 1,000 an answer. */
  children(profileId: string, dn: string, cursor: string | null): Promise<LivePage<LiveRow>> {
    const request = { base: dn, scope: 'one', filter: '(objectClass=*)', attributes: rowAttributes } as const;
    return this.list(profileId, `children ${dn}`, cursor, (connection, signal) =>
      rows(connection.stream(request, signal)),
    );
  }

  /**
   * A list that is read page by page: from its beginning, or on from the cursor that came with the last page. `name` tells
   * lists apart, so that no cursor is answered with another list's rows. A cursor dies with its connection: the list is
   * then started over.
   */
  list<T>(
    profileId: string,
    name: string,
    cursor: string | null,
    pages: (connection: DirectoryConnection, signal: AbortSignal) => AsyncIterable<T[]>,
  ): Promise<LivePage<T>> {
    if (cursor !== null) {
      const open = this.#open.get(profileId);
      if (!open?.cursors.has(name, cursor)) return Promise.reject(new Fault('object.notFound', { name }));
      return this.#use(profileId, open, () => open.cursors.next<T>(cursor));
    }
    return this.with(profileId, (connection, { cursors }) =>
      cursors.start(name, (signal) => pages(connection, signal)),
    );
  }

  count(profileId: string, dn: string): Promise<{ count: number; exact: boolean }> {
    const request = { base: dn, scope: 'one', filter: '(objectClass=*)', attributes: ['1.1'], limit: countLimit } as const; // prettier-ignore
    return this.with(profileId, async (connection) => {
      const { entries, more } = await connection.search(request);
      return { count: entries.length, exact: !more };
    });
  }

  object(profileId: string, dn: string): Promise<{ row: LiveRow; attributes: Attribute[]; readAt: string }> {
    const attributes = ['*', '+', 'msDS-User-Account-Control-Computed'];
    const request = { base: dn, scope: 'base', filter: '(objectClass=*)', attributes } as const;
    return this.with(profileId, async (connection) => {
      const [found] = (await connection.search(request)).entries;
      if (!found) throw new Fault('ldap.noSuchObject', { dn });
      const entry = withoutSecrets(found);
      return { row: liveRow(entry), attributes: decodeEntry(entry), readAt: new Date().toISOString() };
    });
  }

  /** Opens a connection of its own, for long reads; the caller closes it. */
  async dial(profileId: string, signal: AbortSignal): Promise<DirectoryConnection> {
    const profile = this.#profiles.at(profileId);
    return this.#ldap.connect(profile.connection, await this.#profiles.password(profile), signal);
  }

  async disconnect(profileId: string): Promise<void> {
    const open = this.#open.get(profileId);
    if (open) await this.#drop(profileId, open);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((profileId) => this.disconnect(profileId)));
  }

  /** Work on the profile's one connection. One that the server has dropped meanwhile, as it does with idle ones, is dialled once more. */
  async with<T>(
    profileId: string,
    work: (connection: DirectoryConnection, open: Open) => Promise<T>,
  ): Promise<T> {
    const held = this.#open.get(profileId);
    const attempt = (open: Open) => this.#use(profileId, open, async () => work(await open.connection, open));
    if (!held) return attempt(this.#dialled(profileId));
    try {
      return await attempt(held);
    } catch (error) {
      if (!(error instanceof Fault && error.code === 'ldap.connectionLost')) throw error;
      return attempt(this.#open.get(profileId) ?? this.#dialled(profileId));
    }
  }

  #dialled(profileId: string): Open {
    const abort = new AbortController();
    const connection = this.dial(profileId, abort.signal);
    connection.catch(() => {}); // told to whoever waits for it
    const open: Open = { connection, abort, cursors: new Cursors(), calls: 0, timer: null };
    this.#open.set(profileId, open);
    return open;
  }

  async #use<T>(profileId: string, open: Open, work: () => Promise<T>): Promise<T> {
    if (open.timer) clearTimeout(open.timer);
    open.calls += 1;
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Fault && leavesConnectionWhole.has(error.code)))
        await this.#drop(profileId, open);
      throw error;
    } finally {
      open.calls -= 1;
      if (open.calls === 0 && this.#open.get(profileId) === open) {
        if (open.timer) clearTimeout(open.timer);
        open.timer = setTimeout(() => void this.#drop(profileId, open), this.#idleMs).unref();
      }
    }
  }

  /** Closes this connection and no later one of the same profile. */
  async #drop(profileId: string, open: Open): Promise<void> {
    if (this.#open.get(profileId) === open) this.#open.delete(profileId);
    if (open.timer) clearTimeout(open.timer);
    open.cursors.close();
    open.abort.abort();
    const connection = await open.connection.catch(() => null);
    await connection?.close().catch(() => {});
  }
}

/** Answers about an object, after which the connection serves on; after any other fault a new one is dialled. */
const leavesConnectionWhole: ReadonlySet<string> = new Set([
  'ldap.noSuchObject', 'ldap.invalidDn', 'ldap.insufficientAccess', 'ldap.timeLimit', 'ldap.sizeLimit', 'ldap.referral', 'ldap.busy', 'object.notFound', 'user.notFound', 'user.ambiguous',
]); // prettier-ignore

/** Pages as the contract has them, however large the profile's own are. */
async function* rows(pages: AsyncIterable<DirectoryEntry[]>): AsyncGenerator<LiveRow[], void> {
  for await (const page of pages)
    for (let at = 0; at < page.length; at += maxPage) yield page.slice(at, at + maxPage).map(liveRow);
}

export function liveRow(entry: DirectoryEntry): LiveRow {
  const approximate = firstText(entry, 'msDS-Approx-Immed-Subordinates');
  const has = firstText(entry, 'hasSubordinates');
  const hasChildren =
    has !== null ? has.toUpperCase() === 'TRUE' : approximate === null ? null : Number(approximate) > 0;
  return { ...rowFacts(entry), childCount: null, hasChildren };
}
