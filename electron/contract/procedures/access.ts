/** Who reaches what. */
import { z } from 'zod';
import { ask } from '../ask.ts';
import { grantSchema, objectRowSchema, reachedRoleSchema } from '../shapes.ts';

const snapshotId = z.int();

const userMatch = z.object({ snapshotId, sourceName: z.string(), object: objectRowSchema });
export type UserMatch = z.infer<typeof userMatch>;

export const accessSchema = z.object({
  user: userMatch,
  /** As of when: the read times of the snapshots that the answer stands on. */
  readAt: z.array(z.object({ sourceName: z.string(), readAt: z.string() })),
  reached: z.array(reachedRoleSchema),
  /** What the user would reach, were the grant whole: `grant.issues` say what is in the way. */
  broken: z.array(reachedRoleSchema),
  /** Roles that trust a mechanism whose assignments cannot be read: neither yes nor no. */
  notReadable: z.array(grantSchema),
  /** Codes under `accessNote.`: account disabled, expired, … */
  notes: z.array(z.object({ code: z.string(), params: z.record(z.string(), z.string()) })),
});
export type Access = z.infer<typeof accessSchema>;

export const access = {
  findUsers: ask(z.object({ text: z.string().min(1).max(256) }), z.array(userMatch)),
  ofUser: ask(z.object({ snapshotId, objectId: z.int() }), accessSchema),
};
