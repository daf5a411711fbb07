/** Long-term access keys that the keychain keeps for taking sessions with. */
import { z } from 'zod';

export const storedAccessKeySchema = z.object({
  id: z.string(),
  name: z.string().min(1).max(64),
  /** Last four characters of the access key id. */
  accessKeyTail: z.string(),
  account: z.string().nullable(),
  userArn: z.string().nullable(),
  mfaSerial: z.string().nullable(),
  addedAt: z.string(),
});
export type StoredAccessKey = z.infer<typeof storedAccessKeySchema>;

export const accessKeySchema = storedAccessKeySchema.extend({ present: z.boolean() });
export type AccessKey = z.infer<typeof accessKeySchema>;

/** One-way entry: the secret goes into the vault and never comes back to a window. */
export const addAccessKeySchema = z.object({
  name: z.string().min(1).max(64),
  accessKeyId: z.string().regex(/^AKIA[A-Z0-9]{12,124}$/),
  secretAccessKey: z.string().min(16).max(256),
  mfaSerial: z.string().min(9).max(256).nullable(),
});
