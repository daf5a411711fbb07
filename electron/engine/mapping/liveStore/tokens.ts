/**
 * What a token of a sign-in holds, by the server's own word: `tokenGroups`, which it makes when the account itself is read, and names
 * for its SIDs. Absent it is not known, never empty: everybody has a primary group (facts/active-directory.md §10).
 */
import type { GroupForm } from '#domain/claims/run/store.ts';
import type { SubjectFact } from '#domain/claims/run/signIn.ts';
import { toFilterValue } from '#domain/directory/hex.ts';
import { sidOf, sidToBytes } from '#domain/directory/sid.ts';
import { firstText, valuesOf } from '#domain/directory/values.ts';
import { domainOf, notReadable, type NotReadable, type Server } from './server.ts';

/** SIDs of one search. */
const batch = 50;

interface Named {
  readonly name: string;
  /** DNS name of its domain; null = its name has none. */
  readonly domain: string | null;
}
type Sids = { readonly state: 'read'; readonly sids: readonly string[] } | NotReadable;

export class Tokens {
  readonly #server: Server;
  readonly #tokens = new Map<string, Sids>();
  /** By SID; null = this server holds no such group. */
  readonly #names = new Map<string, Named | null>();

  constructor(server: Server) {
    this.#server = server;
  }

  async values(dn: string, form: GroupForm): Promise<SubjectFact> {
    let token = this.#tokens.get(dn);
    if (!token) this.#tokens.set(dn, (token = await this.#read(dn)));
    if (token.state === 'notReadable') return token;
    if (form === 'sid') return { state: 'read', values: token.sids };
    const unnamed = await this.#name(token.sids);
    if (unnamed) return unnamed;
    const values: string[] = [];
    for (const sid of token.sids) {
      const named = this.#names.get(sid);
      if (!named) return notReadable('liveStore.namesElsewhere');
      const value = this.#written(form, named);
      if (value === null) return notReadable('liveStore.domainName');
      values.push(value);
    }
    return { state: 'read', values };
  }

  async #read(dn: string): Promise<Sids> {
    // Of other domains' groups it knows some; nothing tells which.
    if (this.#server.isCatalog) return notReadable('liveStore.tokenOfCatalog');
    const attributes = ['tokenGroups', 'objectSid'];
    const found = await this.#server.search({
      base: dn,
      scope: 'base',
      filter: '(objectClass=*)',
      attributes,
    });
    if (found.state === 'notReadable') return found;
    const [entry] = found.entries;
    const own = entry && sidOf(valuesOf(entry, 'objectSid')[0]);
    const sids: string[] = [];
    for (const value of entry ? valuesOf(entry, 'tokenGroups') : []) {
      const sid = sidOf(value);
      if (sid === null) return notReadable('liveStore.binary');
      if (sid !== own) sids.push(sid);
    }
    return sids.length === 0 ? notReadable('liveStore.notAnswered') : { state: 'read', sids };
  }

  /** Looks up names that are not known yet; answers why that cannot be done. */
  async #name(sids: readonly string[]): Promise<NotReadable | null> {
    const left = sids.filter((sid) => !this.#names.has(sid));
    for (let at = 0; at < left.length; at += batch) {
      const some = left.slice(at, at + batch);
      const parts = some.map((sid) => {
        const bytes = sidToBytes(sid);
        return bytes ? `(objectSid=${toFilterValue(bytes)})` : '';
      });
      const found = await this.#server.search({
        base: this.#server.domain,
        scope: 'sub',
        filter: `(&(objectClass=group)(|${parts.join('')}))`,
        attributes: ['objectSid', 'sAMAccountName', 'name'],
      });
      if (found.state === 'notReadable') return found;
      for (const sid of some) this.#names.set(sid, null);
      for (const entry of found.entries) {
        const sid = sidOf(valuesOf(entry, 'objectSid')[0]);
        const name = firstText(entry, 'sAMAccountName') ?? firstText(entry, 'name');
        if (sid !== null && name !== null) this.#names.set(sid, { name, domain: domainOf(entry.dn) });
      }
    }
    return null;
  }

  #written(form: Exclude<GroupForm, 'sid'>, { name, domain }: Named): string | null {
    if (form === 'unqualified') return name;
    const of =
      domain === null || form === 'longDomainQualified' ? domain : this.#server.shortNames?.get(domain);
    return of ? `${of}\\${name}` : null;
  }
}
