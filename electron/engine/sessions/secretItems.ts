/** Which secrets lie in the keychain, what each belongs to, and which belong to nothing any more. */
import type { SecretItem, SecretKind } from '#contract/sessions/vault.ts';
import { secretKindSchema } from '#contract/sessions/vault.ts';
import type { UserStore } from '#userstore/api.ts';
import type { Vault } from '#vault/api.ts';
import { clientId } from './portals.ts';

const keyOf = (kind: string, id: string) => `${kind}/${id}`;

/** What may have a secret, by its key, with the name that people know. */
function owners(store: UserStore): Map<string, string> {
  const all: [SecretKind, string, string][] = [
    ...store.profiles().map(({ id, name }): [SecretKind, string, string] => ['ldap-password', id, name]),
    ...store.sessions().map(({ id, name }): [SecretKind, string, string] => ['sts-session', id, name]),
    ...store.accessKeys().map(({ id, name }): [SecretKind, string, string] => ['access-key', id, name]),
    ...store.portals().flatMap(({ id, name }): [SecretKind, string, string][] => [
      ['portal-token', id, name],
      ['portal-client', clientId(id, 'code'), name],
      ['portal-client', clientId(id, 'browser'), name],
    ]),
  ];
  return new Map(all.map(([kind, id, name]) => [keyOf(kind, id), name]));
}

/** Everything in the keychain and in memory, and what is noted and not there. Rejects with `vault.…`. */
export async function secretItems(store: UserStore, vault: Vault): Promise<SecretItem[]> {
  const names = owners(store);
  const there = await vault.items();
  const found = new Set(there.map(({ kind, id }) => keyOf(kind, id)));
  const present = there.map(({ kind, id, tier }): SecretItem => {
    const name = names.get(keyOf(kind, id)) ?? null;
    return { kind, id, name, tier, state: name === null ? 'orphan' : 'inUse' };
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
