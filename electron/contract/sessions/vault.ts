/** The keychain as people see it: how it stands, what was found by trying it, and which secrets lie in it. Never a secret. */
import { z } from 'zod';

export const vaultTierSchema = z.enum(['os-keychain', 'memory']);
export type VaultTier = z.infer<typeof vaultTierSchema>;

/**
 * Why memory is used, or what is the matter with the keychain: `absent` (none answers), `locked`, `blocked` (it shows a
 * prompt, or is silent), `denied` (it answers, and not to us), `failed`.
 */
export const vaultReasonSchema = z.enum(['ready', 'absent', 'locked', 'blocked', 'denied', 'failed']);
export type VaultReason = z.infer<typeof vaultReasonSchema>;

export const vaultStateSchema = z.object({
  tier: vaultTierSchema,
  /** Code under `vault.` in the words. */
  reason: vaultReasonSchema,
});
export type VaultState = z.infer<typeof vaultStateSchema>;

/** What a canary met: written, read back, removed. The first step that failed ends the probe. */
export const vaultProbeSchema = vaultStateSchema.extend({
  steps: z.object({ write: z.boolean(), read: z.boolean(), remove: z.boolean() }),
  milliseconds: z.number(),
});
export type VaultProbe = z.infer<typeof vaultProbeSchema>;

/** What a secret is of. The names of the items in the keychain begin with it. */
export const secretKinds = [
  'ldap-password',
  'sts-session',
  'access-key',
  'portal-token',
  'portal-client',
] as const;
export const secretKindSchema = z.enum(secretKinds);
export type SecretKind = z.infer<typeof secretKindSchema>;

/**
 * A secret by name. `orphan`: in the keychain, and nothing of this machine's Treeline belongs to it (a moved machine, a
 * restored folder); `gone`: something belongs to it, and the keychain has it no more; `inUse`: both.
 */
export const secretItemSchema = z.object({
  kind: secretKindSchema,
  id: z.string(),
  /** Of the session, profile, key or portal; null for an orphan, and where what it belongs to cannot be read. */
  name: z.string().nullable(),
  tier: vaultTierSchema,
  state: z.enum(['inUse', 'orphan', 'gone']),
});
export type SecretItem = z.infer<typeof secretItemSchema>;
