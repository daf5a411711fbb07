/** Whom a draft means in an identity store: found as grants find them, so that both say the same of who is assigned. */
import { identitySourceOf } from '../../estate/identitySource.ts';
import type { AccountAssignment, IdentityCenter } from '../../estate/identityCenter.ts';
import { IdentityStore } from '../../mapping/identityStore.ts';
import { dnNameOf } from './dnNameOf.ts';
import type { HeldCenter } from './estateEdits.ts';
import type { Making, Named } from './making.ts';

type Kind = 'user' | 'group';
export const principalTypes = { user: 'USER', group: 'GROUP' } as const;

/** The store as it was read, once for all changes. */
export class StoreEdits {
  readonly #making: Making;
  readonly #stores = new Map<IdentityCenter, IdentityStore>();

  constructor(making: Making) {
    this.#making = making;
  }

  #store({ asRead, estate }: HeldCenter): IdentityStore {
    let store = this.#stores.get(asRead);
    if (!store)
      this.#stores.set(asRead, (store = new IdentityStore(asRead, estate, this.#making.base.principals)));
    return store;
  }

  /**
   * Groups of a store that Active Directory feeds are called as the directory calls them, after the next synchronisation: it
   * knows them by more than their names (IAM Identity Center user guide, "How configurable AD sync works": mapped to the
   * corresponding objects).
   */
  rename(held: HeldCenter): void {
    const { renamed, touched } = this.#making;
    const store = this.#store(held);
    if (renamed.size === 0 || !store.isSynchronised) return;
    const old = Map.groupBy(
      [...renamed.values()].flatMap(({ sid, name }) =>
        [...this.#making.base.principals.bySid(sid)].map((one) => ({
          was: one.name.toLowerCase(),
          sid,
          name,
        })),
      ),
      ({ was }) => was,
    );
    let some = false;
    const groups = held.center.groups.map((group) => {
      const [own, domain] = partsOf(group.displayName);
      const called = old.get(own.toLowerCase());
      if (!called) return group;
      const { principals } = store.group(group.groupId);
      const other = called.find((one) => principals.some(({ sid }) => sid === one.sid));
      if (!other) return group;
      some = true;
      touched.add(group.groupId);
      return { ...group, displayName: `${other.name}${domain}` };
    });
    if (some) held.put({ ...held.center, groups });
  }

  /** Ids of those among some assignments that are the one named. */
  assigned(held: HeldCenter, who: Named, kind: Kind, among: readonly AccountAssignment[]): Set<string> {
    const ids = new Set(
      among.flatMap((one) => (one.principalType === principalTypes[kind] ? one.principalId : [])),
    );
    for (const id of ids) if (id !== draftId(who) && !this.#is(held, who, kind, id)) ids.delete(id);
    return ids;
  }

  /** The id by which the store knows somebody; null: it has nobody of the name. */
  idOf(held: HeldCenter, who: Named, kind: Kind): string | null {
    const { asRead, center } = held;
    const own = draftId(who);
    if (
      kind === 'group'
        ? center.groups.some(({ groupId }) => groupId === own)
        : center.users.some(({ userId }) => userId === own)
    )
      return own;
    // The store as it was read knows nothing of names that the draft gives.
    const names = new Set(
      [...this.#making.base.principals.bySid(who.key)].map(({ name }) => name.toLowerCase()),
    );
    const found =
      kind === 'group'
        ? asRead.groups.find(
            ({ groupId, displayName, externalIds }) =>
              (names.has(partsOf(displayName)[0].toLowerCase()) || externalIds.length > 0) &&
              this.#is(held, who, kind, groupId),
          )?.groupId
        : asRead.users.find(
            ({ userId, userName }) =>
              names.has(partsOf(userName)[0].toLowerCase()) && this.#is(held, who, kind, userId),
          )?.userId;
    if (found !== undefined) return found;
    const [again] = this.assigned(held, who, kind, center.assignments);
    return again ?? null;
  }

  isSynchronised(held: HeldCenter): boolean {
    return this.#store(held).isSynchronised;
  }

  /** The store with somebody in it who has to be synchronised first. */
  synchronised({ center }: HeldCenter, who: Named, kind: Kind): IdentityCenter {
    const id = draftId(who);
    const name = storeName(who);
    const { source } = identitySourceOf(center);
    // What feeds the store is guessed from the names in it; one more is no reason to guess anew.
    const kept = { ...center, source: source === 'unknown' ? ('activeDirectory' as const) : source };
    return kind === 'group'
      ? { ...kept, groups: [...center.groups, { groupId: id, displayName: name, externalIds: [] }] }
      : { ...kept, users: [...center.users, { userId: id, userName: name, displayName: null }] };
  }

  #is(held: HeldCenter, { copies }: Named, kind: Kind, id: string): boolean {
    const store = this.#store(held);
    const { principals } = (kind === 'group' ? store.group(id) : store.person(id)) ?? { principals: [] };
    return principals.some((one) =>
      copies.some(
        ({ snapshotId, objectId, sid }) =>
          (sid !== null && sid === one.sid) || (snapshotId === one.snapshotId && objectId === one.objectId),
      ),
    );
  }
}

/** `name@domain`: what such a store calls somebody of Active Directory (facts/group-role-mapping.md §1 C). */
function storeName({ copies }: Named): string {
  const { name, dn } = copies[0]!;
  return `${name}@${dnNameOf(dn) ?? ''}`;
}

/** Stands in the place of the id that the store will give. */
export const draftId = (who: Named): string => `draft ${storeName(who)}`;

/** The name, and `@domain` where it has one. */
function partsOf(storeName: string): [name: string, domain: string] {
  const at = storeName.lastIndexOf('@');
  return at < 0 ? [storeName, ''] : [storeName.slice(0, at), storeName.slice(at)];
}
