/** Who reaches what. */
import { z } from 'zod';
import {
  accessExport,
  accessViews,
  actionQuestionSchema,
  chainedRoleSchema,
  membershipGapSchema,
  readAtSchema,
  signInSchema,
  storeUserSchema,
  userRoleSchema,
} from '../access.ts';
import { asks } from '../ask.ts';
import { grantSchema, objectRowSchema, reachedRoleSchema } from '../shapes.ts';

const snapshotId = z.int();

const userMatch = z.object({ snapshotId, sourceName: z.string(), object: objectRowSchema });
export type UserMatch = z.infer<typeof userMatch>;

/** `signIn`: by claim rules alone; absent where no rules are known. */
const reachedSchema = reachedRoleSchema.extend({ signIn: signInSchema.optional() });

export const accessSchema = z.object({
  user: userMatch,
  /** As of when: the read times of the snapshots that the answer stands on. */
  readAt: readAtSchema,
  reached: z.array(reachedSchema),
  /**
   * What the user would reach, were the grant whole: `grant.issues` say what is in the way; or AWS refuses this user's own sign-in,
   * and `signIn` says why.
   */
  broken: z.array(reachedSchema),
  /** Roles that trust a mechanism whose assignments cannot be read: neither yes nor no. */
  notReadable: z.array(grantSchema),
  /** Where it is not empty, the user may reach more than is told. */
  membershipsNotRead: z.array(membershipGapSchema),
  /** Users of identity stores that this one is, and groups that one of the two alone has them in. */
  store: z
    .array(
      z.object({
        user: storeUserSchema,
        /** Names of assigned groups. */
        onlyStore: z.array(z.string()),
        onlyDirectory: z.array(z.string()),
      }),
    )
    .optional(),
  /** Codes under `accessNote.`: account disabled, expired, … */
  notes: z.array(z.object({ code: z.string(), params: z.record(z.string(), z.string()) })),
});
export type Access = z.infer<typeof accessSchema>;

/** What a user is allowed behind the roles: asked apart, for it takes the policies of all of them. */
export const userRolesSchema = z.object({
  /** Of the roles under `reached`, each once; first 1,000. */
  roles: z.array(userRoleSchema),
  /** Roles taken out of these; first 1,000. */
  chained: z.array(chainedRoleSchema),
  chainedTotal: z.int(),
});
export type UserRoles = z.infer<typeof userRolesSchema>;

export const accessProcedures = {
  findUsers: { input: z.object({ text: z.string().min(1).max(256) }), output: z.array(userMatch) },
  ofUser: { input: z.object({ snapshotId, objectId: z.int() }), output: accessSchema },
  userRoles: {
    input: z.object({
      snapshotId,
      objectId: z.int(),
      actions: z.array(actionQuestionSchema).max(20).optional(),
    }),
    output: userRolesSchema,
  },
  ...accessViews,
  export: accessExport,
} as const;

export const access = asks(accessProcedures);
