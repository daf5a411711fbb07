/** Connection profiles and their passwords, which only ever go in. */
import { z } from 'zod';
import { ask, none } from '../ask.ts';
import { connectionSchema, probeSchema, profileSchema } from '../profiles.ts';

export const profiles = {
  list: ask(none, z.array(profileSchema)),
  /** Save. `password`: one-way; null leaves the stored one, '' removes it. Changing host, port or trust forgets it. */
  save: ask(
    z.object({
      id: z.string().nullable(),
      name: profileSchema.shape.name,
      connection: connectionSchema,
      password: z.string().max(1024).nullable(),
    }),
    profileSchema,
  ),
  remove: ask(z.object({ id: z.string() }), none),
  /** Look at the server's certificate without sending a name or a password. */
  probe: ask(z.object({ connection: connectionSchema }), probeSchema),
};
