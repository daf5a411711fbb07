/** A live directory through a profile. */
import { z } from 'zod';
import { ask, none } from '../ask.ts';
import { liveMemberRow, liveMembersInput, serverSays } from '../liveMembers.ts';
import { liveSecurityInput, securitySchema } from '../security.ts';
import { attributeSchema, objectRowSchema } from '../shapes.ts';

export const rootDseSchema = z.object({
  attributes: z.array(attributeSchema),
  namingContexts: z.array(z.string()),
  defaultNamingContext: z.string().nullable(),
  dnsHostName: z.string().nullable(),
  /** True for Active Directory or Samba, by supportedCapabilities or its naming contexts. */
  activeDirectory: z.boolean(),
  /** Server clock minus ours, seconds. */
  clockSkewSeconds: z.number().nullable(),
});
export type RootDse = z.infer<typeof rootDseSchema>;

const liveRow = objectRowSchema
  .omit({ id: true, parentId: true })
  .extend({ hasChildren: z.boolean().nullable() });
export type LiveRow = z.infer<typeof liveRow>;

export const live = {
  rootDse: ask(z.object({ profileId: z.string() }), rootDseSchema),
  /** Direct children, at most 1,000 an answer; `cursor` from the last answer goes on. `count` when it is known. */
  children: ask(
    z.object({ profileId: z.string(), dn: z.string(), cursor: z.string().nullable() }),
    z.object({ rows: z.array(liveRow), cursor: z.string().nullable() }),
  ),
  count: ask(
    z.object({ profileId: z.string(), dn: z.string() }),
    z.object({ count: z.int(), exact: z.boolean() }),
  ),
  object: ask(
    z.object({ profileId: z.string(), dn: z.string() }),
    z.object({ row: liveRow, attributes: z.array(attributeSchema), readAt: z.string() }),
  ),
  security: ask(liveSecurityInput, securitySchema),
  /** Nearest first; at most 1,000 an answer, and `cursor` goes on. */
  members: ask(liveMembersInput, z.object({ rows: z.array(liveMemberRow), cursor: z.string().nullable() })),
  memberOf: ask(liveMembersInput, z.object({ rows: z.array(liveMemberRow), cursor: z.string().nullable() })),
  serverSays: ask(
    z.object({ profileId: z.string(), dn: z.string(), of: z.enum(['members', 'memberOf']) }),
    serverSays,
  ),
  disconnect: ask(z.object({ profileId: z.string() }), none),
};
