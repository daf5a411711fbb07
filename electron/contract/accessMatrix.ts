/** Users × roles. */
import { z } from 'zod';
import { mechanismSchema } from './shapes.ts';
import {
  accountId,
  actionQuestionSchema,
  membershipsNotRead,
  possible,
  readAtSchema,
  roleRefSchema,
  signInsNotJudged,
  text,
} from './accessTerms.ts';

export const matrixFilter = z.object({
  /** Words of a user's names. */
  user: text.optional(),
  /** Part of a role's name or ARN. */
  role: text.optional(),
  account: accountId.optional(),
  mechanism: mechanismSchema.optional(),
  /** Only roles that may do this. */
  action: actionQuestionSchema.optional(),
  decision: possible.optional(),
  /** Only roles that administer, or let somebody make themselves any right. Roles whose policies were not read are none. */
  privileged: z.boolean().optional(),
});
export type MatrixFilter = z.infer<typeof matrixFilter>;

export const matrixSchema = z.object({
  readAt: readAtSchema,
  pairs: z.number(),
  users: z.int(),
  roles: z.int(),
  mechanisms: z.array(z.object({ mechanism: mechanismSchema, pairs: z.number() })),
  /** The largest first; first 1,000 each. */
  accounts: z.array(
    z.object({ account: z.string(), accountName: z.string().nullable(), pairs: z.number(), roles: z.int() }),
  ),
  largest: z.array(z.object({ role: roleRefSchema, users: z.int() })),
  /** Grants that are neither yes nor no. */
  notCounted: z.int(),
  /** People whom identity stores alone have: they are in no pair. */
  storePeople: z.int().optional(),
  membershipsNotRead,
  /** Of the pairs. */
  signInsNotJudged,
});
export type Matrix = z.infer<typeof matrixSchema>;

export const matrixRow = z.object({
  snapshotId: z.int(),
  objectId: z.int(),
  user: z.string(),
  dn: z.string(),
  disabled: z.boolean().nullable(),
  role: roleRefSchema,
  mechanisms: z.array(mechanismSchema),
});
export type MatrixRow = z.infer<typeof matrixRow>;

/** A column of the matrix: its number is its place among them. */
export const matrixRole = z.object({ role: roleRefSchema, users: z.int() });
export type MatrixRole = z.infer<typeof matrixRole>;

const columnsBy = z.array(z.int());
export const matrixUser = z.object({
  snapshotId: z.int(),
  objectId: z.int(),
  user: z.string(),
  dn: z.string(),
  disabled: z.boolean().nullable(),
  /** How many roles of the filter. */
  roles: z.int(),
  /** By mechanism, the columns of `matrixRoles` of the same filter that it leads to, ascending. */
  cells: z.object({ saml: columnsBy, delegation: columnsBy, 'identity-center': columnsBy }),
});
export type MatrixUser = z.infer<typeof matrixUser>;
