/** Objects of snapshots: lists, one object, members, descriptors, control. */
import { z } from 'zod';
import { ask } from '../ask.ts';
import { listSchema } from '../lists.ts';
import {
  controllersInput,
  controlInput,
  controlSchema,
  replicatorsInput,
  securityInput,
  securitySchema,
} from '../security.ts';
import { attributeSchema, membershipViaSchema, objectRowSchema, pageSchema } from '../shapes.ts';

const snapshotId = z.int();

const memberRow = z.object({
  object: objectRowSchema.nullable(),
  snapshotId,
  /** The DN or SID as stored, for a member that no snapshot knows. */
  reference: z.string(),
  via: membershipViaSchema,
  /** 1 = direct. */
  depth: z.int(),
  /** Names of the groups between, outermost first. */
  path: z.array(z.string()),
  /** ISO 8601 UTC: when a membership with a time to live ends, the nearest on the way; null = it has none. */
  until: z.string().nullable(),
});
export type MemberRow = z.infer<typeof memberRow>;

export const objects = {
  /** A page of a list by position: any row of a million can be reached. `total` is the list's length. */
  rows: ask(
    z.object({ list: listSchema, page: pageSchema }),
    z.object({ total: z.int(), rows: z.array(objectRowSchema) }),
  ),
  get: ask(
    z.object({ snapshotId, objectId: z.int() }),
    z.object({
      row: objectRowSchema,
      /** The way from the naming context down to the object itself. */
      path: z.array(z.object({ id: z.int(), name: z.string() })),
      attributes: z.array(attributeSchema),
      /** The snapshot's. */
      readAt: z.string(),
      /** When this object was read: earlier where a refresh kept it. */
      entryReadAt: z.string(),
    }),
  ),
  /** The position of an object among its parent's children, to reveal it in the tree and the list. */
  position: ask(
    z.object({ snapshotId, objectId: z.int() }),
    z.object({ parentId: z.int().nullable(), offset: z.int() }),
  ),
  members: ask(
    z.object({ snapshotId, objectId: z.int(), nested: z.boolean(), page: pageSchema }),
    z.object({ total: z.int(), rows: z.array(memberRow) }),
  ),
  memberOf: ask(
    z.object({ snapshotId, objectId: z.int(), nested: z.boolean(), page: pageSchema }),
    z.object({ total: z.int(), rows: z.array(memberRow) }),
  ),
  /** The security descriptor as rows, in the order stored. */
  security: ask(securityInput, securitySchema),
  /** Who may fill, make or rename a group, the unexpected first. */
  control: ask(controlInput, controlSchema),
  /** Who may replicate a domain with its secrets. */
  replicators: ask(replicatorsInput, controlSchema),
  /** Who is in a trustee, with the path. everyone: more than a list could name. account: itself alone. notRead: no snapshot has it. */
  controllers: ask(
    controllersInput,
    z.object({
      state: z.enum(['listed', 'everyone', 'account', 'notRead']),
      total: z.int(),
      rows: z.array(memberRow),
    }),
  ),
};
