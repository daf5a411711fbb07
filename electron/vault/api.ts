/** The public face of the keychain. Secrets pass through here, the vault's pipe and nowhere else. Rejects with `Fault`. */
import type { VaultState, VaultTier } from '../contract/sessions.ts';

/** What a secret is of, and which one. Both parts are shown to people (Seahorse, secret-tool): never a secret. */
export interface SecretName {
  readonly kind: 'ldap-password' | 'sts-session';
  readonly id: string;
}

export interface Vault {
  /** Looks afresh; never prompts and never waits longer than its time limit. */
  state(): Promise<VaultState>;
  /** Where it ended up: in memory when there is no keychain, and the caller says so. */
  set(name: SecretName, secret: string): Promise<VaultTier>;
  /**
   * Whether the secret can be had now, for lists: never prompts, never reads a secret out of the child, never rejects.
   * False as well while the ring is locked or silent. Where a ring cannot be asked without a prompt (macOS), what is noted.
   */
  has(name: SecretName): Promise<boolean>;
  /** null = there is none. A known name that the ring answers null for is `vault.locked` or `vault.itemGone`. */
  get(name: SecretName): Promise<string | null>;
  remove(name: SecretName): Promise<void>;
  close(): Promise<void>;
}
