/** zod shapes that several procedures share. Rows are typed by the domain; zod checks them once, at the border. */
import { z } from 'zod';
import { objectKinds } from '../domain/directory/object.ts';
import { holdsObjects, maxPage } from './limits.ts';
import { grantIssues, mechanisms } from '../domain/mapping/grant.ts';

export { holdsObjects, maxPage };

export const pageSchema = z.object({ offset: z.int().min(0), limit: z.int().min(1).max(maxPage) });
export type Page = z.infer<typeof pageSchema>;

/** A file deposited by a dialog, an upload or the command line; the window knows it by this handle alone. */
export const handleSchema = z.string().regex(/^[0-9a-f]{32}$/);

export const sourceKinds = [
  'forest',
  'ldif',
  /** CSV as csvde writes it. */
  'csvde',
  /** CSV of Get-ADUser, Get-ADGroup, Get-ADComputer, Get-ADObject. */
  'ad-csv',
  'aws',
  'aws-export',
  'adfs-rules',
  'delegation-list',
  /** The attributes of a captured SAML assertion. */
  'assertion',
] as const;
export const sourceKindSchema = z.enum(sourceKinds);
export type SourceKind = z.infer<typeof sourceKindSchema>;

export const snapshotSchema = z.object({
  id: z.int(),
  sourceId: z.int(),
  /** ISO 8601 UTC: the time its facts are true of. */
  readAt: z.string(),
  complete: z.boolean(),
  objectCount: z.int(),
  /** What could not be read: where, which attribute when it is one, and the fault's code. */
  missing: z.array(z.object({ where: z.string(), attribute: z.string().nullable(), code: z.string() })),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

export const sourceSchema = z.object({
  id: z.int(),
  kind: sourceKindSchema,
  /** The DNS domain, account id or file name. */
  name: z.string(),
  /** `on-premises` or `aws`: the colour of everything that comes from it. */
  origin: z.enum(['on-premises', 'aws', 'rule']),
  /** Directory id of the AWS directory that this forest source was read from, when it is one. */
  directoryId: z.string().nullable(),
  snapshots: z.array(snapshotSchema),
});
export type Source = z.infer<typeof sourceSchema>;

export const objectRowSchema = z.object({
  id: z.int(),
  parentId: z.int().nullable(),
  dn: z.string(),
  name: z.string(),
  kind: z.enum(objectKinds),
  guid: z.string().nullable(),
  sid: z.string().nullable(),
  samAccountName: z.string().nullable(),
  userPrincipalName: z.string().nullable(),
  displayName: z.string().nullable(),
  mail: z.string().nullable(),
  description: z.string().nullable(),
  disabled: z.boolean().nullable(),
  groupType: z.int().nullable(),
  childCount: z.int().nullable(),
});

/**
 * One decoded value. `text` is what the value says without words (a date, a SID, a number); `code` and `params` name a
 * sentence of `words/*.json` under `value.` where words are needed ("never", "disabled").
 */
export const decodedValueSchema = z.object({
  text: z.string(),
  code: z.string().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  /** Codes of single bits that are set (userAccountControl, groupType, trustAttributes …), under `flag.` */
  flags: z.array(z.string()).optional(),
});
export type DecodedValue = z.infer<typeof decodedValueSchema>;

export const attributeSchema = z.object({
  name: z.string(),
  /** How it was decoded: `text`, `sid`, `guid`, `filetime`, `userAccountControl` …; the window picks a face by it. */
  syntax: z.string(),
  decoded: z.array(decodedValueSchema),
  /** The values as read: text, or hex where they are bytes. */
  raw: z.array(z.object({ text: z.string(), encoding: z.enum(['utf8', 'hex']) })),
  /** How many values there are in all; `decoded` and `raw` hold at most the first 1,000. */
  total: z.int(),
});
export type Attribute = z.infer<typeof attributeSchema>;

export const evidenceSchema = z.object({
  code: z.string(),
  snapshotId: z.int(),
  where: z.string(),
  field: z.string(),
  value: z.string(),
  readAt: z.string(),
});

export const mechanismSchema = z.enum(mechanisms);

export const grantSchema = z.object({
  id: z.string(),
  principal: z
    .object({
      snapshotId: z.int(),
      objectId: z.int(),
      name: z.string(),
      dn: z.string(),
      sid: z.string().nullable(),
      kind: z.enum(['group', 'user']),
    })
    .nullable(),
  mechanism: mechanismSchema,
  roleArn: z.string().nullable(),
  roleName: z.string(),
  account: z.string(),
  accountName: z.string().nullable(),
  through: z.string().nullable(),
  status: z.enum(['works', 'broken', 'candidate']),
  issues: z.array(z.enum(grantIssues)).readonly(),
  membership: z.enum(['chain', 'direct']).optional(),
  /** Of assignments of Identity Center: what its store calls the one assigned; `store`: by its own memberships, and `principal` is null. */
  store: z
    .object({
      identityStoreId: z.string(),
      principalId: z.string(),
      kind: z.enum(['group', 'user']),
      name: z.string(),
      people: z.enum(['store', 'directory']),
    })
    .optional(),
  evidence: z.array(evidenceSchema).readonly(),
});

const chainObject = z.object({
  snapshotId: z.int(),
  objectId: z.int(),
  name: z.string(),
  dn: z.string(),
  kind: z.enum(['user', 'group', 'foreignSecurityPrincipal', 'other']),
});

export const membershipViaSchema = z.enum(['member', 'primaryGroup', 'foreignPrincipal']);

export const chainLinkSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('user'), object: chainObject }),
  z.object({
    step: z.literal('membership'),
    via: membershipViaSchema,
    object: chainObject,
    evidence: evidenceSchema,
    /** The membership has a time to live: ISO 8601 UTC. Absent or null = without end. */
    until: z.string().nullish(),
  }),
  z.object({
    step: z.literal('mechanism'),
    mechanism: mechanismSchema,
    through: z.string().nullable(),
    evidence: z.array(evidenceSchema).readonly(),
  }),
  z.object({
    step: z.literal('role'),
    roleArn: z.string().nullable(),
    roleName: z.string(),
    account: z.string(),
    accountName: z.string().nullable(),
  }),
]);

export const reachedRoleSchema = z.object({ grant: grantSchema, chain: z.array(chainLinkSchema).readonly() });

/** Progress of a job, at most ten a second. `done` of `total`; a null total is not known yet. */
export const jobStates = ['running', 'done', 'failed', 'cancelled'] as const;
export const jobSchema = z.object({
  id: z.string(),
  kind: z.enum(['capture', 'aws', 'import', 'sample', 'export']),
  /** What is being read or written: a host, an account, a file name. */
  subject: z.string(),
  state: z.enum(jobStates),
  /** Code under `phase.` in `words/*.json`. */
  phase: z.string(),
  done: z.number(),
  total: z.number().nullable(),
  /**
   * Naming contexts with the objects that were read of each, in the order of reading: the last one is under way. Of AWS:
   * each account by its id, followed by each of its services as `ID SERVICE`, with its state; of accounts that are done,
   * the newest. `code`: why an account failed, or why not all of a service could be read.
   */
  parts: z.array(
    z.object({
      name: z.string(),
      done: z.number(),
      state: z.enum(['reading', 'read', 'failed']).optional(),
      code: z.string().optional(),
    }),
  ),
  startedAt: z.string(),
  /** What to know of the result beside it: a code of `words/*` under `jobNote.` */
  note: z.string().nullable(),
  fault: z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) }).nullable(),
  snapshotId: z.int().nullable(),
});
export type Job = z.infer<typeof jobSchema>;
