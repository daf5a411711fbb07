/** Which secrets lie in the keychain, what each belongs to, and which belong to nothing any more. */
import type { SecretItem, SecretKind } from '#contract/sessions/vault.ts';
import { secretKindSchema } from '#contract/sessions/vault.ts';
import type { UserStore } from '#userstore/api.ts';
import type { Vault } from '#vault/api.ts';
import { clientId } from './portals.ts';

const keyOf = (kind: string, id: string) => `${kind}/${id}`;

/**
 * What has secrets, by their keys, with the name that people know; null where its row cannot be read. Such a row may own a
 * long-term key, and nobody can take that again.
 */
function owners(store: UserStore): Map<string, string | null> {
  const found = new Map<string, string | null>();
  const add = (
    ids: readonly string[],
    named: readonly { id: string; name: string }[],
    keys: (id: string) => string[],
  ) => {
    const names = new Map(named.map(({ id, name }) => [id, name]));
    for (const id of ids) for (const key of keys(id)) found.set(key, names.get(id) ?? null);
  };
  const only = (kind: SecretKind) => (id: string) => [keyOf(kind, id)];
  add(store.ids('profile'), store.profiles(), only('ldap-password'));
  add(store.ids('session'), store.sessions(), only('sts-session'));
  add(store.ids('access_key'), store.accessKeys(), only('access-key'));
  add(store.ids('portal'), store.portals(), (id) => [
    keyOf('portal-token', id),
    keyOf('portal-client', clientId(id, 'code')),
    keyOf('portal-client', clientId(id, 'browser')),
  ]);
  return found;
}

/** Everything in the keychain and in memory, and what is noted and not there. Rejects with `vault.…`. */
export async function secretItems(store: UserStore, vault: Vault): Promise<SecretItem[]> {
  const names = owners(store);
  const there = await vault.items();
  const found = new Set(there.map(({ kind, id }) => keyOf(kind, id)));
  const present = there.map(({ kind, id, tier }): SecretItem => {
    const key = keyOf(kind, id);
    return { kind, id, name: names.get(key) ?? null, tier, state: names.has(key) ? 'inUse' : 'orphan' };
  });
  const gone = store.secretNames().flatMap(({ kind, id, tier }): SecretItem[] => {
    const known = secretKindSchema.safeParse(kind);
    if (!known.success || found.has(keyOf(kind, id))) return [];
    return [{ kind: known.data, id, name: names.get(keyOf(kind, id)) ?? null, tier, state: 'gone' }];
  });
  return [...present, ...gone];
}

/** Removes orphans and forgets what is gone; what is in use stays, whoever asks. Answers with how many went. */
export async function cleanSecrets(
  store: UserStore,
  vault: Vault,
  wanted: readonly Pick<SecretItem, 'kind' | 'id'>[],
): Promise<number> {
  const chosen = new Set(wanted.map(({ kind, id }) => keyOf(kind, id)));
  const items = (await secretItems(store, vault)).filter(
    ({ kind, id, state }) => state !== 'inUse' && chosen.has(keyOf(kind, id)),
  );
  for (const { kind, id, state } of items) {
    if (state === 'orphan') await vault.remove({ kind, id });
    store.forgetSecret(kind, id);
  }
  return items.length;
}
