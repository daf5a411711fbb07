/**
 * The policy place: whom policies are looked at for, which documents have a say, what they allow over all actions, and why one
 * request is decided as it is. Codes alone: their words stand in `words/{en,ko}`.
 */
import { z } from 'zod';
import { documentKinds, policyGapCodes } from '../../domain/access/policyGaps.ts';
import { deciders, decisions, policyUses, problemCodes } from '../../domain/policy/codes.ts';
import { setNotes } from '../../domain/policy/explanation.ts';
import { principalKinds } from '../../domain/policy/request.ts';
import { reachChanges, reaches } from '../../domain/policy/sweep/codes.ts';
import { mechanisms } from '../../domain/mapping/grant.ts';
import { pageSchema } from '../shapes.ts';
import { conditionTest, openConditions, testedCondition, testedStatement } from './tested.ts';

const snapshotId = z.int();
const arn = z.string().min(1).max(2048);
const accountId = z.string().regex(/^\d{12}$/);

/** A document that a person brings: `level` for policies of an organization (`root`, `ou:…`, `account`), in their order. */
export const pastedSchema = z.object({
  use: z.enum(policyUses),
  name: z.string().max(256),
  text: z.string().max(10_000_000),
  level: z.string().max(128).nullish(),
});
export type Pasted = z.infer<typeof pastedSchema>;

export const principalSchema = z.object({
  kind: z.enum(principalKinds),
  arn: z.string().max(2048).nullable(),
  account: accountId.nullable(),
  /** Of a session: its role with the path; of a federated user: the user behind it. */
  roleArn: z.string().max(2048).nullable(),
  managementAccount: z.boolean(),
  serviceLinked: z.boolean(),
});

/** Whom or what the policies are of. */
export const subjectSchema = z.discriminatedUnion('kind', [
  /** An IAM role or user. */
  z.object({ kind: z.literal('principal'), snapshotId, arn }),
  /** A permission set, as a role of one account; null: what is the same in every account. */
  z.object({
    kind: z.literal('permissionSet'),
    snapshotId,
    instanceArn: arn,
    arn,
    account: accountId.nullable(),
  }),
  /** A managed policy alone, as if it were all that a role has; null: its default version. */
  z.object({ kind: z.literal('policy'), snapshotId, arn, versionId: z.string().max(16).nullable() }),
  /** An inline policy alone. */
  z.object({ kind: z.literal('inline'), snapshotId, holderArn: arn, name: z.string().max(128) }),
  /** Documents of one's own; without a principal: those of a role session of no told account. */
  z.object({
    kind: z.literal('documents'),
    documents: z.array(pastedSchema).max(200),
    principal: principalSchema.nullish(),
  }),
]);
export type PolicySubject = z.infer<typeof subjectSchema>;

/** A user of a directory is no principal of AWS: the roles that they reach are. */
const directoryUser = z.object({ kind: z.literal('directoryUser'), snapshotId, objectId: z.int() });

/** Lines from 1, both within. */
const lines = z.object({ from: z.int(), to: z.int() });
export type LineRange = z.infer<typeof lines>;

export const policyGapSchema = z.object({
  /** Codes under `policyGap.` */
  code: z.enum(policyGapCodes),
  name: z.string().nullable(),
  /** A fault's code or one of words `missing.`; null: nobody asked, or it cannot be read. */
  reason: z.string().nullable(),
  /** Were it known, more might be allowed; less might be. */
  couldAllow: z.boolean(),
  couldDeny: z.boolean(),
});

const problem = z.object({
  code: z.enum(problemCodes),
  /** `Statement[2].Condition.StringLike`; empty = the document itself. */
  path: z.string(),
  params: z.record(z.string(), z.string()),
  /** Null where the text is no JSON. */
  lines: lines.nullable(),
});

export const placeDocumentSchema = z.object({
  /** Of this document among the subject's; statements of answers refer to it. */
  id: z.string(),
  use: z.enum(policyUses),
  /** Where a policy of an organization stands: `root`, `ou:` with the unit's id, `account`; null for others. */
  level: z.string().nullable(),
  /** What that place is called there. */
  levelName: z.string().nullable(),
  kind: z.enum(documentKinds),
  name: z.string(),
  arn: z.string().nullable(),
  /** Version that has a say: the default one. Null for documents without versions. */
  versionId: z.string().nullable(),
  /** The user's group that it comes by. */
  group: z.object({ arn: z.string(), name: z.string() }).nullable(),
  /** Indented JSON; as it was where it is no JSON. */
  text: z.string(),
  /** First 1,000. With any problem the document's statements are not known, and it might deny. */
  problems: z.array(problem),
  /** First 1,000. */
  statements: z.array(
    z.object({ path: z.string(), sid: z.string().nullable(), effect: z.enum(['Allow', 'Deny']), lines }),
  ),
});
export type PlaceDocument = z.infer<typeof placeDocumentSchema>;

const organizationNote = z.enum(['managementAccount', 'billingOnly', 'typeDisabled']);

const reached = z.object({
  /** Null: the role is known by its grant alone, and its policies were not read. */
  subject: subjectSchema.nullable(),
  roleArn: z.string().nullable(),
  roleName: z.string(),
  account: z.string(),
  accountName: z.string().nullable(),
  mechanism: z.enum(mechanisms),
  /** `broken`: would be reached, were the grant whole. */
  state: z.enum(['reached', 'broken']),
});

const subjectFacts = z.object({
  name: z.string(),
  arn: z.string().nullable(),
  account: z.string().nullable(),
  accountName: z.string().nullable(),
  /** Of what was read; null for documents of one's own. */
  readAt: z.string().nullable(),
  /** Who asks in `ask`; null for a directory's user. */
  principal: principalSchema.nullable(),
  /** Keys of the request that are known of the principal (tags, organization), beside those that follow from its ARN. */
  context: z.array(z.object({ key: z.string(), values: z.array(z.string()) })),
  /** What holds for service control policies of the account; codes under `chainNote.` */
  notes: z.array(organizationNote),
  documents: z.int(),
  problems: z.int(),
  gaps: z.array(policyGapSchema),
  /** Versions of a managed policy that can be looked at, the newest first; empty for others. */
  versions: z.array(z.object({ versionId: z.string(), isDefault: z.boolean(), read: z.boolean() })),
  /** Accounts that a permission set is assigned or provisioned in; empty for others. First 1,000. */
  accounts: z.array(z.object({ account: z.string(), accountName: z.string().nullable() })),
  /** Roles of a directory's user. First 1,000. */
  reached: z.array(reached),
});
export type SubjectFacts = z.infer<typeof subjectFacts>;

const counts = z.record(z.enum(reaches), z.int());

export const serviceRow = z.object({
  /** Prefix of its actions: `s3`. */
  service: z.string(),
  name: z.string(),
  actions: z.int(),
  counts,
});
export type ServiceRow = z.infer<typeof serviceRow>;

/** A statement of one of the subject's documents. */
const statementRef = z.object({ document: z.string(), path: z.string() });

export const actionRow = z.object({
  /** `s3:GetObject`. */
  action: z.string(),
  /** `Read`, `Write`, `List`, `Tagging`, `Permissions management`. */
  accessLevel: z.string(),
  /** Codes under `reach.` */
  reach: z.enum(reaches),
  /** What is left open: on which resource, and keys of the request. */
  openResource: z.boolean(),
  openCondition: z.boolean(),
  /** The resource's own policy must allow as well: a role's trust policy, a key's policy. */
  own: z.enum(['trust', 'key']).nullable(),
  /** Patterns of resources that its Allow statements name, and keys that are asked: the first 20 each. */
  resources: z.array(z.string()),
  keys: z.array(z.string()),
  /** Statements whose action fits, the first 20 each. */
  allows: z.array(statementRef),
  denies: z.array(statementRef),
});
export type ActionRow = z.infer<typeof actionRow>;

export const openConditionSchema = z.discriminatedUnion('kind', [
  z.object(openConditions.test),
  z.object(openConditions.resource),
]);

const askedStatement = statementRef.extend({
  ...testedStatement,
  lines,
  conditions: z.array(z.object({ ...conditionTest, ...testedCondition })),
});

/** One branch of the tree: what one set of policies says. In the order of evaluation. */
const askedSet = z.object({
  use: z.enum(policyUses),
  level: z.string().nullable(),
  levelName: z.string().nullable(),
  /** `notReadable`: nothing that was read says whether there is such a policy. */
  outcome: z.enum(['allows', 'denies', 'silent', 'conditional', 'notApplicable', 'notReadable']),
  why: z.enum(setNotes).nullable(),
  /** The first 1,000 whose action fits, those that decide first. */
  statements: z.array(askedStatement),
});

export const askInput = z.object({
  subject: subjectSchema,
  action: z
    .string()
    .max(256)
    .regex(/^[^:\s*?]+:[^:\s*?]+$/),
  resource: z.string().min(1).max(4096),
  /** Null: the account in the ARN, else the principal's own. */
  resourceAccount: accountId.nullish(),
  /** Keys as people write them; without a value: certainly absent. They go before what is known of the principal. */
  context: z.record(z.string().max(512), z.array(z.string().max(4096)).max(1000)),
  unknownContext: z.enum(['absent', 'unknown']),
  /** Documents to try beside the subject's own: a bucket's policy, a session policy. */
  added: z.array(pastedSchema).max(50).optional(),
});

const askAnswer = z.object({
  decision: z.enum(decisions),
  decidedBy: z.enum(deciders),
  request: z.object({
    action: z.string(),
    resource: z.string(),
    resourceAccount: z.string().nullable(),
    principal: principalSchema,
    /** All keys that were given to the decision, in lower case. */
    context: z.array(z.object({ key: z.string(), values: z.array(z.string()) })),
  }),
  crossAccount: z.boolean(),
  own: z.enum(['trust', 'key']).nullable(),
  sets: z.array(askedSet),
  /** All must be so for the answer to be "allowed"; empty unless `conditional`. */
  conditions: z.array(openConditionSchema),
  /** Other such lists, at most eight. */
  alternatives: z.array(z.array(openConditionSchema)),
  /** What is not known and could change this answer: empty where nothing could. */
  gaps: z.array(policyGapSchema),
  /** Documents that statements refer to and `documents` does not have: those added, the trust policy of the role asked for. */
  documents: z.array(placeDocumentSchema),
});
export type AskAnswer = z.infer<typeof askAnswer>;

const text = z.string().max(256).optional();
const changeCounts = z.record(z.enum(reachChanges), z.int());

const actionDifference = z.object({
  action: z.string(),
  accessLevel: z.string(),
  change: z.enum(reachChanges),
  a: actionRow,
  b: actionRow,
});
export type ActionDifference = z.infer<typeof actionDifference>;

export const placeProcedures = {
  /** Who it is, what is known and what is not. */
  subject: {
    input: z.discriminatedUnion('kind', [...subjectSchema.options, directoryUser]),
    output: subjectFacts,
  },
  /** Documents that have a say, in the order of evaluation. */
  documents: {
    input: z.object({ subject: subjectSchema, page: pageSchema }),
    output: z.object({
      total: z.int(),
      rows: z.array(placeDocumentSchema),
      gaps: z.array(policyGapSchema),
    }),
  },
  /**
   * What can be done, by service; the resource and unknown keys of the request are left open. The resource's side is taken to
   * say nothing against it.
   */
  services: {
    input: z.object({
      subject: subjectSchema,
      page: pageSchema,
      text,
      /** Services with at least one action of one of these. */
      reaches: z.array(z.enum(reaches)).optional(),
    }),
    output: z.object({
      total: z.int(),
      rows: z.array(serviceRow),
      /** Over all services. */
      counts,
      actions: z.int(),
      /** Date of the service data. */
      catalogDate: z.string(),
      gaps: z.array(policyGapSchema),
    }),
  },
  /** Actions of one service, or of all (`service` null). */
  actions: {
    input: z.object({
      subject: subjectSchema,
      service: z.string().max(64).nullable(),
      page: pageSchema,
      text,
      reaches: z.array(z.enum(reaches)).optional(),
      accessLevels: z.array(z.string().max(64)).max(10).optional(),
    }),
    output: z.object({
      total: z.int(),
      rows: z.array(actionRow),
      counts,
      accessLevels: z.array(z.object({ value: z.string(), count: z.int() })),
    }),
  },
  ask: { input: askInput, output: askAnswer },
  /** What `b` may do and `a` may not, and the other way round: by service. */
  difference: {
    input: z.object({ a: subjectSchema, b: subjectSchema, page: pageSchema, text }),
    output: z.object({
      same: z.boolean(),
      total: z.int(),
      /** Services with a difference. */
      rows: z.array(z.object({ service: z.string(), name: z.string(), changes: changeCounts })),
      changes: changeCounts,
      gaps: z.object({ a: z.array(policyGapSchema), b: z.array(policyGapSchema) }),
    }),
  },
  differenceActions: {
    input: z.object({
      a: subjectSchema,
      b: subjectSchema,
      service: z.string().max(64).nullable(),
      page: pageSchema,
      text,
      changes: z.array(z.enum(reachChanges)).optional(),
    }),
    output: z.object({ total: z.int(), rows: z.array(actionDifference), changes: changeCounts }),
  },
  /** Where a path of a document stands in its text; the text as it should be shown, and what is wrong with it. */
  textRange: {
    input: z.object({ text: z.string().max(10_000_000), path: z.string().max(4096) }),
    output: z.object({ lines: lines.nullable() }),
  },
};
