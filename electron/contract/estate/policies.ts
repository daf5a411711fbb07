/** Policies by kind, their versions, and what changed from one version to another. */
import { z } from 'zod';
import { policyKinds } from '../../domain/estate/codes.ts';
import { countsSchema, listInput, listOf } from './shapes.ts';

const holderSchema = z.object({
  type: z.enum(['user', 'group', 'role']),
  arn: z.string(),
  name: z.string(),
});

export const policyRow = z.object({
  snapshotId: z.int(),
  /** Codes under `policyKind.`, explained under `policyKindMeans.` */
  kind: z.enum(policyKinds),
  /** Null for an inline policy: `holder` and `name` tell which it is. */
  arn: z.string().nullable(),
  name: z.string(),
  /** Null for AWS's own. */
  account: z.string().nullable(),
  accountName: z.string().nullable(),
  holder: holderSchema.nullable(),
  /** How many users, groups and roles it is attached to, of what was read. */
  attachedTo: z.int(),
  /** How many versions were read; null for inline policies, which have none. */
  versions: z.int().nullable(),
  defaultVersionId: z.string().nullable(),
  createDate: z.string().nullable(),
  /** Used as somebody's permissions boundary. */
  boundaryOf: z.int(),
});
export type PolicyRow = z.infer<typeof policyRow>;

const versionSchema = z.object({
  versionId: z.string(),
  isDefault: z.boolean(),
  createDate: z.string().nullable(),
  /** Indented JSON; null where this version's document was not read. */
  document: z.string().nullable(),
});

/** Which policy: a managed one by ARN, an inline one by its holder and name. */
const policyId = z.union([
  z.object({ snapshotId: z.int(), arn: z.string().max(2048) }),
  z.object({ snapshotId: z.int(), holderArn: z.string().max(2048), name: z.string().max(128) }),
]);

const policyFacts = z.object({
  row: policyRow,
  readAt: z.string(),
  path: z.string().nullable(),
  /** An inline policy has one entry, with an empty id. */
  versions: z.array(versionSchema),
  /** The first 1,000 that have it attached. */
  holders: z.array(holderSchema.extend({ as: z.enum(['attached', 'inline', 'boundary']) })),
});
export type PolicyFacts = z.infer<typeof policyFacts>;

const statementDifference = z.object({
  change: z.enum(['added', 'removed', 'changed']),
  /** Its Sid, else null. */
  sid: z.string().nullable(),
  /** Places in the two lists of statements, from 0. */
  fromIndex: z.int().nullable(),
  toIndex: z.int().nullable(),
  /** Elements that differ, values in no order: what went and what came. */
  elements: z.array(
    z.object({ element: z.string(), removed: z.array(z.string()), added: z.array(z.string()) }),
  ),
});
const lineDifference = z.object({
  kind: z.enum(['same', 'removed', 'added']),
  text: z.string(),
  /** Line numbers from 1 in the two documents. */
  fromLine: z.int().nullable(),
  toLine: z.int().nullable(),
});

export const policyProcedures = {
  policies: {
    input: listInput.extend({ kinds: z.array(z.enum(policyKinds)).optional() }),
    output: listOf(policyRow).extend({ kinds: countsSchema, accounts: countsSchema }),
  },
  policy: { input: policyId, output: policyFacts },
  policyDifference: {
    input: z.object({
      snapshotId: z.int(),
      arn: z.string().max(2048),
      from: z.string().max(16),
      to: z.string().max(16),
    }),
    output: z.object({
      /** Nothing differs but, perhaps, the order of values and statements. */
      same: z.boolean(),
      statements: z.array(statementDifference),
      /** Lines that differ, with three of what surrounds them: the first 1,000, and how many. */
      totalLines: z.int(),
      lines: z.array(lineDifference),
    }),
  },
};
