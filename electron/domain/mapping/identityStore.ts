/** The identity stores of Identity Center: who is in which group there, and which account of a directory each of them is. */
import { dnsNameOf } from '../directory/dnKey.ts';
import { DnSyntaxError } from '../directory/dn.ts';
import { identitySourceOf } from '../estate/identitySource.ts';
import type { IdentityCenter, IdentityStoreGroup, IdentityStoreUser } from '../estate/identityCenter.ts';
import type { EstateIndex } from './estateIndex.ts';
import type { DirectoryPrincipal, EstateSnapshot, PrincipalLookup } from './input.ts';
import type { StoreJoin } from './storeJoins.ts';

export interface JoinedPrincipals {
  /** Copies of one object; none = it is no object of a directory that was read. */
  readonly principals: readonly DirectoryPrincipal[];
  readonly by: StoreJoin | null;
  /** The directory that should hold it was read, and does not. */
  readonly missing: boolean;
}
const nobody: JoinedPrincipals = { principals: [], by: null, missing: false };

export interface StorePerson extends JoinedPrincipals {
  readonly identityStoreId: string;
  readonly user: IdentityStoreUser;
}

/** One store, from the newest snapshot that has its instance. */
export class IdentityStore {
  readonly center: IdentityCenter;
  readonly estate: EstateSnapshot;
  /** Active Directory feeds it: what the directory says is what it will say after the next synchronisation. */
  readonly isSynchronised: boolean;
  readonly #isOwn: boolean;
  readonly users: ReadonlyMap<string, IdentityStoreUser>;
  readonly groups: ReadonlyMap<string, IdentityStoreGroup>;
  readonly #principals: PrincipalLookup;
  readonly #people = new Map<string, StorePerson>();
  readonly #joined = new Map<string, JoinedPrincipals>();
  #members: ReadonlyMap<string, readonly string[]> | null = null;
  #byName: ReadonlyMap<string, readonly string[]> | null = null;
  #groupsByName: ReadonlyMap<string, readonly string[]> | null = null;
  #groupsOf: ReadonlyMap<string, readonly string[]> | null = null;

  constructor(center: IdentityCenter, estate: EstateSnapshot, principals: PrincipalLookup) {
    this.center = center;
    this.estate = estate;
    this.#principals = principals;
    const { source } = identitySourceOf(center);
    this.isSynchronised = source === 'activeDirectory' || source === 'unknown';
    this.#isOwn = source === 'own';
    this.users = new Map(center.users.map((user) => [user.userId, user]));
    this.groups = new Map(center.groups.map((group) => [group.groupId, group]));
  }

  get id(): string {
    return this.center.identityStoreId;
  }

  isUnread(...parts: readonly ('groups' | 'users' | 'memberships')[]): boolean {
    return (this.center.notRead ?? []).some(({ part }) => (parts as readonly string[]).includes(part));
  }

  /** Ids of the users in a group. A store knows no groups in groups. */
  membersOf(groupId: string): readonly string[] {
    this.#members ??= grouped(this.center.memberships.map((one) => [one.groupId, one.userId]));
    return this.#members.get(groupId) ?? [];
  }

  groupsOf(userId: string): readonly string[] {
    this.#groupsOf ??= grouped(this.center.memberships.map((one) => [one.userId, one.groupId]));
    return this.#groupsOf.get(userId) ?? [];
  }

  person(userId: string): StorePerson | null {
    const user = this.users.get(userId);
    if (!user) return null;
    let person = this.#people.get(userId);
    if (!person) {
      const { userName, externalIds = [], mail = null } = user;
      const joined = this.#join('user', userName, externalIds, mail);
      this.#people.set(userId, (person = { identityStoreId: this.id, user, ...joined }));
    }
    return person;
  }

  /** Users with one of these names or ids, whatever their case. */
  named(names: readonly string[]): StorePerson[] {
    this.#byName ??= grouped(
      this.center.users.flatMap(({ userId, userName, mail, externalIds }) =>
        [userName, ...(mail ? [mail] : []), ...(externalIds ?? []).map(({ id }) => id)].map(
          (name) => [name.toLowerCase(), userId] as const,
        ),
      ),
    );
    const ids = new Set(names.flatMap((name) => this.#byName!.get(name.toLowerCase()) ?? []));
    return [...ids].flatMap((id) => this.person(id) ?? []);
  }

  /** Ids of groups with one of these names or ids, whatever their case. */
  groupsNamed(names: readonly string[]): string[] {
    this.#groupsByName ??= grouped(
      this.center.groups.flatMap(({ groupId, displayName, externalIds }) =>
        [displayName, ...externalIds.map(({ id }) => id)].map(
          (name) => [name.toLowerCase(), groupId] as const,
        ),
      ),
    );
    return [...new Set(names.flatMap((name) => this.#groupsByName!.get(name.toLowerCase()) ?? []))];
  }

  /** The directory's group that it is. */
  group(groupId: string): JoinedPrincipals {
    let joined = this.#joined.get(groupId);
    if (!joined) {
      const group = this.groups.get(groupId);
      joined = group ? this.#join('group', group.displayName, group.externalIds, null) : nobody;
      this.#joined.set(groupId, joined);
    }
    return joined;
  }

  /**
   * By an id of the provider that is a GUID or SID of the directory; then by `name@domain`, or the name by which somebody signs in;
   * then by the name alone, where one object has it.
   */
  #join(
    kind: 'group' | 'user',
    name: string,
    externalIds: IdentityStoreGroup['externalIds'],
    mail: string | null,
  ): JoinedPrincipals {
    const lookup = this.#principals;
    // Groups that were made in the store are no groups of the directory, whatever they are called.
    const isOwnGroup = this.#isOwn && kind === 'group';
    for (const { id } of externalIds) {
      const found = /^S-1-5-21-/i.test(id)
        ? [...lookup.bySid(id.toUpperCase())]
        : isGuid(id)
          ? [...(lookup.byGuid?.(id.toLowerCase()) ?? [])]
          : [];
      const fitting = found.filter((one) => one.kind === kind);
      if (fitting.length > 0) return { principals: fitting, by: 'externalId', missing: false };
    }
    if (isOwnGroup) return nobody;
    const at = name.lastIndexOf('@');
    const domain = at < 0 ? null : name.slice(at + 1).toLowerCase();
    if (domain !== null) {
      const here = [...lookup.byName(name.slice(0, at), kind)].filter((one) => domainOf(one) === domain);
      if (here.length > 0) return { principals: here, by: 'nameAndDomain', missing: false };
    }
    if (kind === 'user') {
      const login = one([...(lookup.byLogin?.(name) ?? [])].filter(({ by }) => by !== 'sAMAccountName'));
      if (login.length > 0) return { principals: login, by: 'nameAndDomain', missing: false };
    }
    if (domain !== null && this.isSynchronised) {
      const read = lookup.domains.some(({ dnsName }) => dnsName.toLowerCase() === domain);
      return { principals: [], by: null, missing: read };
    }
    // A group of another provider that is called as one of the directory says nothing of it.
    const alone = domain === null ? one([...lookup.byName(name, kind)]) : [];
    const byMail =
      kind === 'user' && alone.length === 0 && mail !== null ? one([...(lookup.byLogin?.(mail) ?? [])]) : [];
    const principals = alone.length > 0 ? alone : byMail;
    return principals.length > 0 ? { principals, by: 'nameOnly', missing: false } : nobody;
  }
}

/** The stores that were read, each once. */
export function identityStores(estates: EstateIndex, principals: PrincipalLookup): IdentityStore[] {
  const found = new Map<string, IdentityStore>();
  for (const estate of estates.estates) {
    const { identityCenter } = estate.facts;
    if (identityCenter.state !== 'read' || found.has(identityCenter.value.instanceArn)) continue;
    const { value } = identityCenter;
    found.set(value.instanceArn, new IdentityStore(value, estate, principals));
  }
  return [...found.values()];
}

/** Copies of one object by its SID; of several objects none is it. */
function one<T extends DirectoryPrincipal>(found: readonly T[]): readonly T[] {
  return new Set(found.map(({ sid, dn }) => sid ?? dn)).size === 1 ? found : [];
}

const isGuid = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [key, value] of pairs) {
    const list = found.get(key);
    if (list) list.push(value);
    else found.set(key, [value]);
  }
  return found;
}

function domainOf({ dn }: DirectoryPrincipal): string | null {
  try {
    return dnsNameOf(dn)?.toLowerCase() ?? null;
  } catch (error) {
    if (error instanceof DnSyntaxError) return null;
    throw error;
  }
}
