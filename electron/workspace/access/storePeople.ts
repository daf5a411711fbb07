/** People of assignments whose members the identity store itself tells, as nodes of directories and as users of the store. */
import type { StoreUser } from '#contract/access.ts';
import { dnsNameOf } from '#domain/directory/dnKey.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import { evidence } from '#domain/mapping/evidence.ts';
import type { Evidence, Grant } from '#domain/mapping/grant.ts';
import type { IdentityStore, JoinedPrincipals, StorePerson } from '#domain/mapping/identityStore.ts';
import { nodeOf } from '#domain/membership/graph.ts';
import type { MembershipGraph } from '#domain/membership/graph.ts';

const noNodes: readonly number[] = [];

export class StorePeople {
  readonly #stores: ReadonlyMap<string, IdentityStore>;
  readonly #graph: MembershipGraph;
  /** By store and group or user. */
  readonly #nodes = new Map<string, readonly number[]>();
  readonly #alone = new Map<string, readonly StorePerson[]>();

  constructor(stores: readonly IdentityStore[], graph: MembershipGraph) {
    this.#stores = new Map(stores.map((store) => [store.id, store]));
    this.#graph = graph;
  }

  get stores(): Iterable<IdentityStore> {
    return this.#stores.values();
  }

  /** Everybody whom the assignment of a grant is for, by the store; null: no store tells. */
  of({ store }: Grant): StorePerson[] | null {
    const known = store && this.#stores.get(store.identityStoreId);
    if (!known) return null;
    const ids = store.kind === 'user' ? [store.principalId] : known.membersOf(store.principalId);
    return ids.flatMap((id) => known.person(id) ?? []);
  }

  /** Accounts of directories that the grant lets in by the store; none where the directory tells who is a member. */
  readonly nodesOf = (grant: Grant): readonly number[] => {
    const { store } = grant;
    if (store?.people !== 'store') return noNodes;
    const key = `${store.identityStoreId} ${store.principalId}`;
    let nodes = this.#nodes.get(key);
    if (!nodes) {
      nodes = [...new Set((this.of(grant) ?? []).flatMap((person) => this.nodesOfPerson(person)))];
      this.#nodes.set(key, nodes);
    }
    return nodes;
  };

  /** Of those whom the store lets in by the grant, whoever is no account of a directory. */
  aloneIn(grant: Grant): readonly StorePerson[] {
    const { store } = grant;
    if (store?.people !== 'store') return [];
    const key = `${store.identityStoreId} ${store.principalId}`;
    let alone = this.#alone.get(key);
    if (!alone) {
      alone = (this.of(grant) ?? []).filter((person) => this.nodesOfPerson(person).length === 0);
      this.#alone.set(key, alone);
    }
    return alone;
  }

  nodesOfPerson(person: StorePerson): number[] {
    return this.#nodesIn(person);
  }

  #nodesIn({ principals }: JoinedPrincipals): number[] {
    return principals.map((principal) => nodeOf(this.#graph, principal)).filter((node) => node >= 0);
  }

  /** Users of stores that an account of a directory is. */
  ofAccount(row: ObjectRow, node: number): StorePerson[] {
    const names = namesOf(row);
    return [...this.stores].flatMap((store) =>
      store.named(names).filter((person) => this.nodesOfPerson(person).includes(node)),
    );
  }

  /** Groups of stores that a group of a directory is. */
  ofGroup(row: ObjectRow, node: number): { readonly store: IdentityStore; readonly groupId: string }[] {
    const names = namesOf(row);
    return [...this.stores].flatMap((store) =>
      store
        .groupsNamed(names)
        .filter((id) => this.#nodesIn(store.group(id)).includes(node))
        .map((groupId) => ({ store, groupId })),
    );
  }

  isMember({ identityStoreId, user }: StorePerson, groupId: string): boolean {
    return this.#stores.get(identityStoreId)!.groupsOf(user.userId).includes(groupId);
  }

  /** Whether the store's memberships were read, so that what they lack is not there. */
  isRead(identityStoreId: string): boolean {
    return !this.#stores.get(identityStoreId)!.isUnread('memberships', 'users');
  }

  /** What says that one of these people is in the grant; null: none is. */
  holds(people: readonly StorePerson[], { store, evidence: known }: Grant): readonly Evidence[] | null {
    if (store?.people !== 'store') return null;
    const found = this.#stores.get(store.identityStoreId);
    for (const { identityStoreId, user } of people) {
      if (!found || identityStoreId !== store.identityStoreId) continue;
      if (store.kind === 'user' && user.userId === store.principalId) return known;
      if (store.kind === 'group' && found.groupsOf(user.userId).includes(store.principalId))
        return [...known, evidence('storeMember', found.estate, store.name, user.userId, user.userName)];
    }
    return null;
  }
}

/** What a store may call an object of a directory. */
function namesOf({ sid, guid, dn, samAccountName, userPrincipalName, mail }: ObjectRow): string[] {
  const domain = samAccountName === null ? null : domainOf(dn);
  const qualified = domain === null ? null : `${samAccountName}@${domain}`;
  return [userPrincipalName, mail, samAccountName, sid, guid, qualified].filter((name) => name !== null);
}

function domainOf(dn: string): string | null {
  try {
    return dnsNameOf(dn);
  } catch {
    return null;
  }
}

export function toldPerson({ identityStoreId, user, principals, by }: StorePerson): StoreUser {
  const [first] = principals;
  return {
    identityStoreId,
    userId: user.userId,
    userName: user.userName,
    displayName: user.displayName,
    mail: user.mail ?? null,
    status: user.status ?? null,
    directoryUser:
      first && by
        ? {
            snapshotId: first.snapshotId,
            objectId: first.objectId,
            name: first.name,
            dn: first.dn,
            by,
          }
        : null,
  };
}
