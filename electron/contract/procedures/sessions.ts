/** Credentials for a role, and the vault that keeps them. */
import { z } from 'zod';
import { ask, none } from '../ask.ts';
import { assumeRoleSchema, sessionSchema, vaultStateSchema } from '../sessions.ts';

export const sessions = {
  vault: ask(none, vaultStateSchema),
  list: ask(none, z.array(sessionSchema)),
  take: ask(assumeRoleSchema, sessionSchema),
  refresh: ask(z.object({ id: z.string() }), sessionSchema),
  remove: ask(z.object({ id: z.string() }), none),
  /** The one way a secret reaches the window: asked for by name, shown, cleared by the window after a while. */
  reveal: ask(
    z.object({ id: z.string() }),
    z.object({
      accessKeyId: z.string(),
      secretAccessKey: z.string(),
      sessionToken: z.string(),
      expiresAt: z.string(),
    }),
  ),
};
