/** Memberships as a live directory tells them: by walking from object to object, and by its own rule where it has one. */
import { z } from 'zod';
import { membershipViaSchema, objectRowSchema } from './shapes.ts';

export const liveMembersInput = z.object({
  profileId: z.string(),
  dn: z.string(),
  nested: z.boolean(),
  cursor: z.string().nullable(),
});

export const liveMemberRow = z.object({
  /** Null: named by a group, and not readable here (another domain's, another forest's, gone). */
  object: objectRowSchema
    .omit({ id: true, parentId: true })
    .extend({ hasChildren: z.boolean().nullable() })
    .nullable(),
  /** The DN or SID as stored. */
  reference: z.string(),
  via: membershipViaSchema,
  /** 1 = direct. */
  depth: z.int(),
  /** Names of the groups between, outermost first. */
  path: z.array(z.string()),
  /** A membership with a time to live ends then; ISO 8601 UTC. */
  until: z.string().nullable(),
  /** What a foreign security principal stands for, where a source of this workspace knows it. */
  standsFor: z
    .object({ snapshotId: z.int(), objectId: z.int(), name: z.string(), sourceName: z.string() })
    .nullable(),
});
export type LiveMemberRow = z.infer<typeof liveMemberRow>;

/** How the server itself answers the same question, to hold beside the walk. */
export const serverSays = z.discriminatedUnion('state', [
  /** `count` of what its rule (LDAP_MATCHING_RULE_IN_CHAIN, or tokenGroups) gives; the SIDs where it was tokenGroups. */
  z.object({ state: z.literal('read'), count: z.int(), sids: z.array(z.string()).max(1000) }),
  /** tokenGroups is absent where no global catalog can be reached; other servers have no such rule. */
  z.object({ state: z.literal('notReadable') }),
]);
export type ServerSays = z.infer<typeof serverSays>;
