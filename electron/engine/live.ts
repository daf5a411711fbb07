/**
 * Browsing a live directory through a profile: one signed-in connection a profile, closed when nobody has asked for a
 * while, and opened again when it broke.
 */
import { randomUUID } from 'node:crypto';
import { Fault } from '#contract/faults.ts';
import type { LiveRow, RootDse } from '#contract/index.ts';
import type { Attribute } from '#contract/shapes.ts';
import { decodeEntry } from '#domain/directory/attributes/decode.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { rowFacts } from '#domain/directory/row.ts';
import { firstText } from '#domain/directory/values.ts';
import type { DirectoryConnection, ReadLdap } from '#ldap/api.ts';
import type { Profiles } from './profiles.ts';
import { describeRootDse } from './rootDse.ts';

const idleMs = 5 * 60_000;
const countLimit = 100_000;
/** What a row shows; asked by name so that a page of a thousand stays small. */
const rowAttributes = [
  'objectClass', 'objectGUID', 'objectSid', 'sAMAccountName', 'sAMAccountType', 'userPrincipalName', 'displayName', 'mail',
  'description', 'userAccountControl', 'groupType', 'name', 'cn', 'ou', 'dc', 'msDS-Approx-Immed-Subordinates', 'hasSubordinates',
]; // prettier-ignore

interface Open {
  readonly connection: Promise<DirectoryConnection>;
  readonly cursors: Map<
    string,
    { readonly pages: AsyncIterator<DirectoryEntry[]>; readonly abort: AbortController }
  >;
  timer: NodeJS.Timeout;
}

export class Live {
  readonly #open = new Map<string, Open>();
  readonly #ldap: ReadLdap;
  readonly #profiles: Profiles;

  constructor(ldap: ReadLdap, profiles: Profiles) {
    this.#ldap = ldap;
    this.#profiles = profiles;
  }

  rootDse(profileId: string): Promise<RootDse> {
    return this.#with(profileId, async (connection) =>
      describeRootDse(await connection.rootDse(), Date.now()),
    );
  }

  children(
    profileId: string,
    dn: string,
    cursor: string | null,
  ): Promise<{ rows: LiveRow[]; cursor: string | null }> {
    return this.#with(profileId, async (connection, open) => {
      const abort = new AbortController();
      const held = cursor === null ? null : open.cursors.get(cursor);
      // A cursor dies with its connection; the window then starts the list over.
      if (held === undefined) throw new Fault('object.notFound', { name: dn });
      const request = {
        base: dn,
        scope: 'one',
        filter: '(objectClass=*)',
        attributes: rowAttributes,
      } as const;
      const at = held ?? { pages: connection.stream(request, abort.signal)[Symbol.asyncIterator](), abort };
      if (cursor) open.cursors.delete(cursor);
      const page = await at.pages.next();
      if (page.done) return { rows: [], cursor: null };
      const next = randomUUID();
      open.cursors.set(next, at);
      return { rows: page.value.map(liveRow), cursor: next };
    });
  }

  count(profileId: string, dn: string): Promise<{ count: number; exact: boolean }> {
    return this.#with(profileId, async (connection) => {
      const request = {
        base: dn,
        scope: 'one',
        filter: '(objectClass=*)',
        attributes: ['1.1'],
        limit: countLimit,
      } as const;
      const { entries, more } = await connection.search(request);
      return { count: entries.length, exact: !more };
    });
  }

  object(profileId: string, dn: string): Promise<{ row: LiveRow; attributes: Attribute[]; readAt: string }> {
    return this.#with(profileId, async (connection) => {
      const request = {
        base: dn,
        scope: 'base',
        filter: '(objectClass=*)',
        attributes: ['*', '+', 'msDS-User-Account-Control-Computed'],
      } as const;
      const [entry] = (await connection.search(request)).entries;
      if (!entry) throw new Fault('ldap.noSuchObject', { dn });
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
    if (!open) return;
    this.#open.delete(profileId);
    clearTimeout(open.timer);
    for (const { abort } of open.cursors.values()) abort.abort();
    const connection = await open.connection.catch(() => null);
    await connection?.close().catch(() => {});
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((profileId) => this.disconnect(profileId)));
  }

  async #with<T>(
    profileId: string,
    work: (connection: DirectoryConnection, open: Open) => Promise<T>,
  ): Promise<T> {
    let open = this.#open.get(profileId);
    if (!open) {
      open = {
        connection: this.dial(profileId, AbortSignal.timeout(120_000)),
        cursors: new Map(),
        timer: this.#idle(profileId),
      };
      this.#open.set(profileId, open);
    }
    clearTimeout(open.timer);
    try {
      return await work(await open.connection, open);
    } catch (error) {
      if (!(error instanceof Fault && leavesConnectionWhole.has(error.code)))
        await this.disconnect(profileId);
      throw error;
    } finally {
      clearTimeout(open.timer);
      if (this.#open.get(profileId) === open) open.timer = this.#idle(profileId);
    }
  }

  #idle(profileId: string): NodeJS.Timeout {
    return setTimeout(() => void this.disconnect(profileId), idleMs).unref();
  }
}

/** Answers about an object, after which the connection serves on; after any other fault a new one is dialled. */
const leavesConnectionWhole: ReadonlySet<string> = new Set([
  'ldap.noSuchObject', 'ldap.invalidDn', 'ldap.insufficientAccess', 'ldap.timeLimit', 'ldap.sizeLimit', 'ldap.referral', 'ldap.busy', 'object.notFound',
]); // prettier-ignore

function liveRow(entry: DirectoryEntry): LiveRow {
  const approximate = firstText(entry, 'msDS-Approx-Immed-Subordinates');
  const has = firstText(entry, 'hasSubordinates');
  const hasChildren =
    has !== null ? has.toUpperCase() === 'TRUE' : approximate === null ? null : Number(approximate) > 0;
  return { ...rowFacts(entry), childCount: null, hasChildren };
}
