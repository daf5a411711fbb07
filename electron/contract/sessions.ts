/** STS sessions: names and expiry in the user's store, the secret in the vault. */
import { z } from 'zod';
import { vaultTierSchema } from './sessions/vault.ts';

export { vaultStateSchema, vaultTierSchema } from './sessions/vault.ts';
export type { VaultState, VaultTier } from './sessions/vault.ts';

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
