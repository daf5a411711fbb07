/** Who a session, a profile or a key is, as GetCallerIdentity tells it. */
import { z } from 'zod';

export const identitySchema = z.object({
  /** Twelve digits. */
  account: z.string(),
  /** What the workspace calls the account; null where it does not know it. */
  accountAlias: z.string().nullable(),
  arn: z.string(),
  userId: z.string(),
  kind: z.enum(['user', 'roleSession', 'federated', 'root', 'unknown']),
  /** Of the role or the user; null where there is none. */
  name: z.string().nullable(),
  sessionName: z.string().nullable(),
  partition: z.string(),
  region: z.string(),
  /** ISO 8601 UTC; null for long-term keys and where it is not known. */
  expiresAt: z.string().nullable(),
});
export type Identity = z.infer<typeof identitySchema>;
