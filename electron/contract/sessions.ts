/** STS sessions: names and expiry in the user's store, the secret in the vault. */
import { z } from 'zod';

export const vaultTierSchema = z.enum(['os-keychain', 'memory']);
export type VaultTier = z.infer<typeof vaultTierSchema>;

/** State of the keychain, told apart: DESIGN promise 4, facts in notes on toolchains. */
export const vaultStateSchema = z.object({
  tier: vaultTierSchema,
  /** Code under `vault.` in `words/*.json`: why memory is used, or `ready`. */
  reason: z.enum(['ready', 'absent', 'locked', 'blocked', 'failed']),
});
export type VaultState = z.infer<typeof vaultStateSchema>;

export const sessionSchema = z.object({
  id: z.string(),
  name: z.string(),
  roleArn: z.string(),
  account: z.string(),
  region: z.string(),
  sourceProfile: z.string().nullable(),
  /** Last four characters of the access key id. */
  accessKeyTail: z.string(),
  takenAt: z.string(),
  expiresAt: z.string(),
  tier: vaultTierSchema,
  /** False when the keychain no longer has it. */
  present: z.boolean(),
});
export type Session = z.infer<typeof sessionSchema>;

export const assumeRoleSchema = z.object({
  name: z.string().min(1).max(64),
  roleArn: z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/),
  /** RoleSessionName; facts/sts-iam.md §1 parameter limits. */
  sessionName: z.string().regex(/^[\w+=,.@-]{2,64}$/),
  durationSeconds: z.int().min(900).max(43200),
  externalId: z.string().min(2).max(1224).nullable(),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/),
  /** A profile of the AWS configuration, or null for the standard credential chain. */
  sourceProfile: z.string().nullable(),
});
export type AssumeRole = z.infer<typeof assumeRoleSchema>;
