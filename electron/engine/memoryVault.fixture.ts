import { Fault } from '#contract/faults.ts';
import { secretKindSchema } from '#contract/sessions/vault.ts';
import type { SecretName, Vault } from '#vault/api.ts';

/** A vault of one process: a name that is noted and has no secret is gone, as the real one says it. */
export function memoryVault(
  noted: Set<string> = new Set(),
): Vault & { readonly secrets: Map<string, string> } {
  const secrets = new Map<string, string>();
  const key = ({ kind, id }: SecretName) => `${kind}/${id}`;
  return {
    secrets,
    state: () => Promise.resolve({ tier: 'memory', reason: 'absent' }),
    probe: () =>
      Promise.resolve({
        tier: 'memory',
        reason: 'absent',
        steps: { write: false, read: false, remove: false },
        milliseconds: 0,
      }),
    items: () =>
      Promise.resolve(
        [...secrets.keys()].map((each) => {
          const at = each.indexOf('/');
          return { kind: secretKindSchema.parse(each.slice(0, at)), id: each.slice(at + 1), tier: 'memory' };
        }),
      ),
    set: (name, secret) => {
      secrets.set(key(name), secret);
      noted.add(key(name));
      return Promise.resolve('memory');
    },
    has: (name) => Promise.resolve(secrets.has(key(name))),
    get: (name) => {
      const secret = secrets.get(key(name)) ?? null;
      return secret === null && noted.has(key(name))
        ? Promise.reject(new Fault('vault.itemGone', { name: name.id }))
        : Promise.resolve(secret);
    },
    remove: (name) => {
      secrets.delete(key(name));
      noted.delete(key(name));
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}
