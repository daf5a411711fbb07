/** By which ids identity stores know somebody: found as grants find them, so that both mean the same. */
import type { EstateIndex } from '../../mapping/estateIndex.ts';
import { identityStores } from '../../mapping/identityStore.ts';
import type { IdentityStore } from '../../mapping/identityStore.ts';
import type { PrincipalLookup } from '../../mapping/input.ts';

type Kind = 'user' | 'group';
/**
 * Ids by name without `@domain`, in lower case; under the empty name those whose own name may be any: groups with an id of a provider,
 * and users who are assigned, for of all users there may be a million.
 */
type Names = ReadonlyMap<string, readonly string[]>;

export class StoreIds {
  readonly #stores: readonly IdentityStore[];
  readonly #names = new Map<string, Names>();

  constructor(estates: EstateIndex, principals: PrincipalLookup) {
    this.#stores = identityStores(estates, principals);
  }

  /** `name`: sAMAccountName as read. Null: the store has nobody who is this one, or was not read. */
  of(
    instanceArn: string,
    { sid, name }: { readonly sid: string; readonly name: string },
    kind: Kind,
  ): string | null {
    const store = this.#stores.find(({ center }) => center.instanceArn === instanceArn);
    if (!store) return null;
    const names = this.#namesIn(store, kind);
    for (const id of [...(names.get(name.toLowerCase()) ?? []), ...(names.get('') ?? [])]) {
      const joined = kind === 'group' ? store.group(id) : store.person(id);
      if (joined?.principals.some((one) => one.sid === sid)) return id;
    }
    return null;
  }

  #namesIn(store: IdentityStore, kind: Kind): Names {
    const key = `${kind} ${store.center.instanceArn}`;
    let names = this.#names.get(key);
    if (!names) this.#names.set(key, (names = namesOf(store, kind)));
    return names;
  }
}

function namesOf({ center }: IdentityStore, kind: Kind): Names {
  const names = new Map<string, string[]>();
  const put = (name: string, id: string): void => {
    const ids = names.get(name);
    if (ids) ids.push(id);
    else names.set(name, [id]);
  };
  const take = (id: string, called: string, isAny: boolean): void => {
    const at = called.lastIndexOf('@');
    put((at < 0 ? called : called.slice(0, at)).toLowerCase(), id);
    if (isAny) put('', id);
  };
  if (kind === 'group') {
    for (const { groupId, displayName, externalIds } of center.groups)
      take(groupId, displayName, externalIds.length > 0);
    return names;
  }
  const assigned = new Set(
    center.assignments.flatMap((one) => (one.principalType === 'USER' ? one.principalId : [])),
  );
  for (const { userId, userName } of center.users) take(userId, userName, assigned.has(userId));
  return names;
}
