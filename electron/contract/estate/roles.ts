/** Roles: the list by what they are for, and everything known of one. */
import { z } from 'zod';
import { roleAdvices, roleKinds } from '../../domain/estate/codes.ts';
import { trustKinds, trustProblems } from '../../domain/mapping/trustKinds.ts';
import { accountName, countsSchema, listInput, listOf, policyRef, readingOf, tagsSchema } from './shapes.ts';

export const roleRow = z.object({
  snapshotId: z.int(),
  arn: z.string(),
  name: z.string(),
  path: z.string(),
  ...accountName,
  /** What it is for, the most telling first; codes under `roleKind.`, explained under `roleKindMeans.` */
  kinds: z.array(z.enum(roleKinds)),
  /** Who may take it, by kind of trust; codes under `trustedBy.` */
  trustedBy: z.array(z.enum(trustKinds)),
  /** Seconds. */
  maxSessionDuration: z.int().nullable(),
  /** Null with `lastUsedState` `never` or `unknown`. */
  lastUsed: z.string().nullable(),
  lastUsedState: z.enum(['used', 'never', 'unknown']),
  /** Codes under `roleAdvice.` */
  advice: z.array(z.enum(roleAdvices)),
});
export type RoleRow = z.infer<typeof roleRow>;

const conditionSchema = z.object({ operator: z.string(), key: z.string(), values: z.array(z.string()) });

const roleFacts = z.object({
  row: roleRow,
  readAt: z.string(),
  roleId: z.string(),
  createDate: z.string().nullable(),
  description: z.string().nullable(),
  lastUsedRegion: z.string().nullable(),
  /** Each principal that a statement lets in, with what the statement asks for. */
  trust: z.array(
    z.object({
      kind: z.enum(trustKinds),
      principal: z.string(),
      /** Of an account or a role in it, where the estate knows its name. */
      accountName: z.string().nullable(),
      /** Where it stands in the document. */
      path: z.string(),
      conditions: z.array(conditionSchema),
    }),
  ),
  /** What could not be taken of the document; codes under `trustProblem.` */
  trustProblems: z.array(z.object({ code: z.enum(trustProblems), path: z.string() })),
  /** The document itself, as indented JSON. */
  trustPolicy: z.string(),
  attached: z.array(policyRef.extend({ awsManaged: z.boolean() })),
  inline: z.array(z.object({ name: z.string(), document: z.string() })),
  boundary: z.string().nullable(),
  tags: tagsSchema,
  /** Profiles that hold it. */
  instanceProfiles: readingOf(z.array(policyRef)),
  /** EC2 instances that run with it: the first 1,000, and how many. */
  instances: readingOf(
    z.object({
      total: z.int(),
      rows: z.array(
        z.object({
          instanceId: z.string(),
          name: z.string().nullable(),
          ...accountName,
          region: z.string(),
          state: z.string().nullable(),
        }),
      ),
    }),
  ),
});
export type RoleFacts = z.infer<typeof roleFacts>;

export const roleProcedures = {
  roles: {
    input: listInput.extend({ kinds: z.array(z.enum(roleKinds)).optional() }),
    output: listOf(roleRow).extend({ kinds: countsSchema, accounts: countsSchema }),
  },
  role: { input: z.object({ snapshotId: z.int(), arn: z.string().max(2048) }), output: roleFacts },
};
