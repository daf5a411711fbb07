/** The attribute store of AD FS, answered by a live directory: the attributes and the token of accounts, and searches of its domain. */
import { Fault } from '#contract/faults.ts';
import { isSecretAttribute } from '#domain/directory/attributes/secret.ts';
import { formatFilter } from '#domain/directory/filter/format.ts';
import { escapeValue } from '#domain/directory/filter/value.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { rowFacts, type RowFacts } from '#domain/directory/row.ts';
import { domainSidOf, sidInDomain, sidOf } from '#domain/directory/sid.ts';
import { baseName, firstInteger, textOf, valuesOf } from '#domain/directory/values.ts';
import { unknownDomain } from '#domain/claims/run/domainName.ts';
import type { SignInSubject } from '#domain/claims/run/signIn.ts';
import type { AttributeAnswer, StoreAnswer, StoreQuery } from '#domain/claims/run/store.ts';
import { rowAttributes } from '../../live.ts';
import { domainOf, notReadable, type Found, type Server } from './server.ts';
import { Tokens } from './tokens.ts';

const anything = '(objectClass=*)';

export class LiveStore {
  readonly #server: Server;
  readonly #user: DirectoryEntry;
  readonly #row: RowFacts;
  readonly #tokens: Tokens;
  /** DNs by account name in lower case. */
  readonly #accounts = new Map<string, string | StoreAnswer>();

  private constructor(server: Server, user: DirectoryEntry) {
    this.#server = server;
    this.#user = user;
    this.#row = rowFacts(user);
    this.#tokens = new Tokens(server);
    this.#accounts.set(this.#name.toLowerCase(), user.dn);
  }

  /** For the account of this DN. Throws `object.notFound` where it cannot be read. */
  static async of(server: Server, dn: string): Promise<LiveStore> {
    const attributes = [...rowAttributes, 'primaryGroupID'];
    const found = await server.search({ base: dn, scope: 'base', filter: anything, attributes });
    const user = found.state === 'read' ? found.entries[0] : undefined;
    if (!user) throw new Fault('object.notFound', { name: dn });
    return new LiveStore(server, user);
  }

  get row(): RowFacts {
    return this.#row;
  }

  get #name(): string {
    return this.#row.samAccountName ?? this.#row.name;
  }

  async subject(): Promise<SignInSubject> {
    const { sid } = this.#row;
    const primary = firstInteger(this.#user, 'primaryGroupID');
    const domainSid = sid === null ? null : domainSidOf(sid);
    return {
      account: `${this.#shortName ?? unknownDomain}\\${this.#name}`,
      userPrincipalName: this.#texts(this.#user, 'userPrincipalName'),
      sid: sid === null ? notReadable('liveStore.notAnswered') : { state: 'read', values: [sid] },
      primaryGroupSid:
        domainSid === null || primary === null
          ? notReadable('liveStore.notAnswered')
          : { state: 'read', values: [sidInDomain(domainSid, primary)] },
      groupSids: await this.#tokens.values(this.#user.dn, 'sid'),
    };
  }

  /** Throws `job.cancelled` and faults of the connection; what the directory does not tell is an answer. */
  async answer(query: StoreQuery): Promise<StoreAnswer> {
    const at = query.account.indexOf('\\');
    const refused = this.#foreign(query.account.slice(0, at).toLowerCase());
    if (refused) return refused;
    if (query.filter) return this.#search(query);
    const dn = await this.#account(query.account.slice(at + 1));
    if (typeof dn !== 'string') return dn;
    const plain = query.attributes.filter(({ form }) => form === null);
    const found: Found = plain.length === 0 ? { state: 'read', entries: [] } : await this.#read(dn, plain);
    if (found.state === 'notReadable') return found;
    const attributes: AttributeAnswer[] = [];
    for (const { name, form } of query.attributes)
      attributes.push(form ? await this.#tokens.values(dn, form) : this.#texts(found.entries[0]!, name));
    return { state: 'read', attributes };
  }

  async #read(dn: string, attributes: StoreQuery['attributes']): Promise<Found> {
    const names = attributes.map(({ name }) => name);
    const found = await this.#server.search({ base: dn, scope: 'base', filter: anything, attributes: names });
    return found.state === 'read' && found.entries.length === 0
      ? notReadable('liveStore.notAnswered')
      : found;
  }

  get #shortName(): string | null {
    const { shortNames, dnsName } = this.#server;
    return shortNames?.get(dnsName ?? '') ?? null;
  }

  /** Why a domain is not asked: this server holds its own alone. */
  #foreign(domain: string): StoreAnswer | null {
    const short = this.#shortName?.toLowerCase();
    if (domain === unknownDomain || domain === short || domain === this.#server.dnsName) return null;
    return notReadable(short === undefined ? 'liveStore.domainName' : 'liveStore.otherDomain');
  }

  async #account(name: string): Promise<string | StoreAnswer> {
    const key = name.toLowerCase();
    let known = this.#accounts.get(key);
    if (known === undefined) {
      const filter = `(&(objectClass=user)(sAMAccountName=${escapeValue(name)}))`;
      const found = await this.#server.search({
        base: this.#server.domain,
        scope: 'sub',
        filter,
        attributes: ['1.1'],
      });
      known =
        found.state === 'notReadable' ? found : (this.#own(found.entries)[0]?.dn ?? notReadable('liveStore.noAccount'));
      this.#accounts.set(key, known);
    }
    return known;
  } // prettier-ignore

  async #search({ filter, attributes }: StoreQuery): Promise<StoreAnswer> {
    const names = attributes.filter(({ form }) => form === null).map(({ name }) => name);
    const found = await this.#server.search({
      base: this.#server.domain,
      scope: 'sub',
      filter: formatFilter(filter!),
      attributes: names.length > 0 ? names : ['1.1'],
    });
    if (found.state === 'notReadable') return found;
    const entries = this.#own(found.entries);
    return {
      state: 'read',
      attributes: attributes.map(({ name, form }): AttributeAnswer => {
        if (form) return notReadable('liveStore.tokenOfOthers');
        const values: string[] = [];
        for (const entry of entries) {
          const answer = this.#texts(entry, name);
          if (answer.state === 'notReadable') return answer;
          values.push(...answer.values);
        }
        return { state: 'read', values };
      }),
    };
  }

  /** A catalog finds what stands in domains below, too; a search of AD FS goes to the account's own. */
  #own(entries: readonly DirectoryEntry[]): readonly DirectoryEntry[] {
    const { dnsName } = this.#server;
    return dnsName === null ? entries : entries.filter(({ dn }) => domainOf(dn) === dnsName);
  }

  /** SIDs as text; other bytes are not told the way AD FS would. Of an object that is read, what does not come is not there. */
  #texts(entry: DirectoryEntry, attribute: string): AttributeAnswer {
    const name = baseName(attribute).toLowerCase();
    if (name === 'distinguishedname') return { state: 'read', values: [entry.dn] };
    if (isSecretAttribute(name)) return notReadable('liveStore.secret');
    const values: string[] = [];
    for (const value of valuesOf(entry, name)) {
      const text = name === 'objectsid' ? sidOf(value) : textOf(value);
      if (text === null) return notReadable('liveStore.binary');
      values.push(text);
    }
    if (values.length > 0) return { state: 'read', values };
    // Made when it is asked for, of what a global catalog tells.
    if (name.startsWith('tokengroups')) return notReadable('liveStore.notAnswered');
    if (this.#server.isCatalog) return notReadable('capture.partialAttributes');
    return { state: 'read', values: [] };
  }
}
