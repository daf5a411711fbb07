/** What the vault's tests share: a vault in the environment of a test keyring, and the keyring seen by `secret-tool`. */
import type { VaultTier } from '#contract/sessions/vault.ts';
import type { SecretName } from '#vault/api.ts';
import type { Limits } from '#vault/calls.ts';
import { createVault } from '#vault/client.ts';
import type { SecretIndex } from '#vault/client.ts';
import type { Keyring } from '#test/lab/keyring.ts';
import { childStarter } from '#test/lab/keyringChild.ts';

function memoryIndex(): SecretIndex {
  const rows = new Map<string, { kind: string; id: string; tier: VaultTier }>();
  return {
    secretNames: () => [...rows.values()],
    noteSecret: (kind, id, tier) => void rows.set(`${kind}/${id}`, { kind, id, tier }),
    forgetSecret: (kind, id) => void rows.delete(`${kind}/${id}`),
  };
}

/** A vault with an index and a child of its own. */
export function openVault(ring: Keyring, limits: Partial<Limits> = {}) {
  const { startChild, children } = childStarter(ring.env);
  const index = memoryIndex();
  return { vault: createVault({ startChild, index, limits }), index, children };
}

export const session = (id: string): SecretName => ({ kind: 'sts-session', id });

/** Accounts of the keyring's items of a service that begin with this text. */
export async function accounts(ring: Keyring, start: string, service = 'Treeline'): Promise<string[]> {
  // Attributes go to stderr in libsecret 0.20, labels and secrets to stdout.
  const found = await ring.run('secret-tool', ['search', '--all', 'service', service]);
  return [...`${found.stdout}\n${found.stderr}`.matchAll(/^attribute\.account = (.*)$/gm)]
    .map((match) => match[1]!)
    .filter((account) => account.startsWith(start))
    .sort();
}

/** Text of an item; empty where there is none. */
export const lookup = async (ring: Keyring, account: string): Promise<string> =>
  (await ring.run('secret-tool', ['lookup', 'service', 'Treeline', 'account', account])).stdout;

/** Writes an item past the vault, of the kind that keytar writes. */
export async function store(ring: Keyring, text: string, ...attributes: string[]): Promise<void> {
  const { code, stderr } = await ring.run(
    'secret-tool',
    ['store', '--label=x', ...attributes, 'xdg:schema', 'org.freedesktop.Secret.Generic'],
    {
      input: text,
    },
  );
  if (code !== 0) throw new Error(stderr);
}
