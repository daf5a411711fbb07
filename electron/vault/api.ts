/** The public face of the keychain. Secrets pass through here, the vault's pipe and nowhere else. Rejects with `Fault`. */
import type { SecretKind, VaultProbe, VaultState, VaultTier } from '../contract/sessions/vault.ts';

/** What a secret is of, and which one. Both parts are shown to people (Seahorse, secret-tool): never a secret. */
export interface SecretName {
  readonly kind: SecretKind;
  readonly id: string;
}

/** A secret that there is, and where. */
export interface SecretPlace extends SecretName {
  readonly tier: VaultTier;
}

export interface Vault {
  /** Looks afresh; never prompts and never waits longer than its time limit. */
  state(): Promise<VaultState>;
  /**
   * Tries the keychain with a worthless item of its own: written, read back, removed. May show the keychain's prompt, and
   * waits for it as long as any call does. Never rejects, and leaves nothing behind (after a silence: nothing once the
   * keychain answers again and is looked at).
   */
  probe(): Promise<VaultProbe>;
  /**
   * Every secret of ours that the keychain or this process's memory has, noted or not, by kind and id; what else lies there
   * under our name is left out. Never reads a secret out of the child. Never prompts on Linux: a locked ring is
   * `vault.locked`. Without a keychain, what memory has.
   */
  items(): Promise<SecretPlace[]>;
  /** Where it ended up: in memory when there is no keychain, and the caller says so. */
  set(name: SecretName, secret: string): Promise<VaultTier>;
  /**
   * Whether the secret can be had now, for lists: never prompts, never reads a secret out of the child, never rejects.
   * False as well while the ring is locked or silent. Where a ring cannot be asked without a prompt (macOS), what is noted.
   */
  has(name: SecretName): Promise<boolean>;
  /** null = there is none. A known name that the ring answers null for is `vault.locked` or `vault.itemGone`. */
  get(name: SecretName): Promise<string | null>;
  /** Also for a name that nobody noted, or of which only parts are left. */
  remove(name: SecretName): Promise<void>;
  close(): Promise<void>;
}
