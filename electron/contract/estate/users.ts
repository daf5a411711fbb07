/** IAM users and groups, providers, and credentials that outlive their use. */
import { z } from 'zod';
import { credentialGaps, credentialIssues } from '../../domain/estate/codes.ts';
import {
  accountName,
  countsSchema,
  evidenceSchema,
  listInput,
  listOf,
  policyRef,
  readingOf,
  reportedSchema,
} from './shapes.ts';

const keySchema = z.object({
  /** The last four characters; more is never kept. */
  idTail: z.string(),
  status: z.string(),
  createDate: z.string().nullable(),
  /** Null = never used. */
  lastUsed: z.string().nullable(),
  lastUsedService: z.string().nullable(),
  lastUsedRegion: z.string().nullable(),
});

export const userRow = z.object({
  snapshotId: z.int(),
  arn: z.string(),
  name: z.string(),
  path: z.string(),
  ...accountName,
  createDate: z.string().nullable(),
  groups: z.array(z.string()),
  /** Null = not read, here and below. */
  hasConsolePassword: z.boolean().nullable(),
  passwordCreated: z.string().nullable(),
  passwordLastUsed: z.string().nullable(),
  mfaDevices: z.int().nullable(),
  accessKeys: z.array(keySchema).nullable(),
  /** `notAsked` where no credential report was asked for. */
  report: readingOf(reportedSchema),
  attached: z.array(policyRef),
  inline: z.array(z.string()),
  boundary: z.string().nullable(),
  /** Codes under `credentialIssue.` */
  issues: z.array(z.enum(credentialIssues)),
});
export type UserRow = z.infer<typeof userRow>;

export const groupRow = z.object({
  snapshotId: z.int(),
  arn: z.string(),
  name: z.string(),
  path: z.string(),
  ...accountName,
  /** Names of its users: the first 1,000, and how many. Null = users were not read. */
  members: z.array(z.string()).nullable(),
  memberCount: z.int().nullable(),
  attached: z.array(policyRef),
  inline: z.array(z.string()),
});
export type IamGroupRow = z.infer<typeof groupRow>;

export const credentialRow = z.object({
  snapshotId: z.int(),
  ...accountName,
  /** ARN of the user, or of the account's root user. */
  subject: z.string(),
  userName: z.string().nullable(),
  root: z.boolean(),
  /** Codes under `credentialIssue.`, what to do about it under `credentialRemedy.` */
  code: z.enum(credentialIssues),
  keyTail: z.string().nullable(),
  /** Whole days at the time of reading: of the key or password, or since its last use. Null where no date says. */
  ageDays: z.int().nullable(),
  since: z.string().nullable(),
  /** Its code is the row's own. */
  evidence: z.array(evidenceSchema),
});
export type CredentialRow = z.infer<typeof credentialRow>;

const samlProviderRow = z.object({
  snapshotId: z.int(),
  kind: z.enum(['saml', 'oidc']),
  arn: z.string(),
  name: z.string(),
  ...accountName,
  createDate: z.string().nullable(),
  /** SAML alone: the end of its metadata, and of each token-signing certificate. */
  validUntil: z.string().nullable(),
  entityId: z.string().nullable(),
  signingCertificatesValidTo: z.array(z.string()).nullable(),
  /** OIDC alone. */
  url: z.string().nullable(),
  clientIds: z.array(z.string()).nullable(),
  thumbprints: z.array(z.string()).nullable(),
  /** Roles whose trust names it. */
  roles: z.int(),
});
export type ProviderRow = z.infer<typeof samlProviderRow>;

export const userProcedures = {
  users: {
    input: listInput.extend({
      /** Members of one group, by its ARN. */
      groupArn: z.string().max(2048).optional(),
      onlyWithIssues: z.boolean().optional(),
    }),
    output: listOf(userRow).extend({ accounts: countsSchema }),
  },
  groups: { input: listInput, output: listOf(groupRow) },
  /** Old and unused first, within a code. */
  credentials: {
    input: listInput.extend({ codes: z.array(z.enum(credentialIssues)).optional() }),
    output: listOf(credentialRow).extend({
      codes: countsSchema,
      /** What could not be judged: how many users or accounts lack which fact. Words under `credentialGap.` */
      notRead: z.array(z.object({ snapshotId: z.int(), code: z.enum(credentialGaps), count: z.int() })),
      /** Days after which a key, a password, or its last use counts as too old. */
      limitDays: z.int(),
    }),
  },
  providers: {
    input: listInput.extend({ kinds: z.array(z.enum(['saml', 'oidc'])).optional() }),
    output: listOf(samlProviderRow),
  },
};
