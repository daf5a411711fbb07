/**
 * The documents that `--json` prints, one a command. They are the contract's own shapes, with an English sentence
 * (`message`) beside every code. docs/cli.md says what each is for; test/e2e/cli.test.ts holds the output to them.
 */
import { z } from 'zod';
import {
  accessAccountDocument,
  accessGroupDocument,
  accessMatrixDocument,
  accessRoleDocument,
  chainedRoleDocument,
  userRoleDocument,
  whoCanDocument,
  saidGaps,
  saidSignIn,
} from './accessDocument.ts';
import { auditDocumentSchema } from './auditDocument.ts';
import { claimCheckDocument, claimRunDocument } from './claimDocument.ts';
import { accessViews } from './access.ts';
import { accessSchema, workspaceInfoSchema } from './index.ts';
import { mappingProcedures, templateTextSchema } from './mapping.ts';
import { planDocument } from './cliPlan.ts';
import { draftDocuments } from './draftDocument.ts';
import { draftExportDocuments } from './draftExportDocument.ts';
import { estateDocument } from './estateDocument.ts';
import { exportFormatSchema } from './exports.ts';
import { faultSchema } from './faults.ts';
import { compareDocumentSchema } from './compareDocument.ts';
import { fitDocumentSchema } from './fitDocument.ts';
import { forestSchema, saidTrustSchema } from './forest.ts';
import { reviewDocuments } from './reviewDocument.ts';
import { lintDocumentSchema } from './policy/lintDocument.ts';
import { attributeDetailSchema, classDetailSchema } from './schema.ts';
import { builtInQuerySchema, cellSchema } from './queries.ts';
import { aceRowSchema, controlRowSchema, controlSchema, securitySchema } from './security.ts';
import { saidCauseSchema, sessionDocuments } from './sessionDocuments.ts';
import {
  attributeSchema,
  chainLinkSchema,
  decodedValueSchema,
  evidenceSchema,
  grantSchema,
  membershipViaSchema,
  objectRowSchema,
  snapshotSchema,
  sourceSchema,
} from './shapes.ts';

const said = z.object({ code: z.string(), message: z.string() });
const missing = said.extend({ where: z.string(), attribute: z.string().nullable() });
const snapshot = snapshotSchema.extend({ missing: z.array(missing) });
const source = sourceSchema.extend({ snapshots: z.array(snapshot) });

/** Where objects were found, and the time their facts are true of (ISO 8601 UTC). */
const from = z.object({ source: z.string(), snapshotId: z.int(), readAt: z.string() });

type TreeNode = z.infer<typeof objectRowSchema> & { children: TreeNode[]; notShown: number };
const treeNode: z.ZodType<TreeNode> = objectRowSchema.extend({
  children: z.array(z.lazy(() => treeNode)),
  /** Children that `--depth` leaves out. */
  notShown: z.int(),
});

const member = z.object({
  object: objectRowSchema.nullable(),
  snapshotId: z.int(),
  reference: z.string(),
  via: membershipViaSchema,
  message: z.string(),
  depth: z.int(),
  path: z.array(z.string()),
  until: z.string().nullable(),
});
const memberships = from.extend({ object: objectRowSchema, direct: z.boolean(), total: z.int() });

const evidence = evidenceSchema.extend({ message: z.string() });
const grant = grantSchema.extend({ issues: z.array(said), evidence: z.array(evidence) });
const [user, membership, mechanism, role] = chainLinkSchema.options;
const link = z.discriminatedUnion('step', [
  user,
  membership.extend({ message: z.string(), evidence }),
  mechanism.extend({ message: z.string(), evidence: z.array(evidence) }),
  role,
]);
const reached = z.object({ grant, chain: z.array(link), signIn: saidSignIn.optional() });

export const cliDocuments = {
  sample: z.object({ workspace: z.string(), sources: z.int() }),
  capture: z.object({ source, snapshot }),
  aws: z.object({ source, snapshot }),
  import: z.object({ imported: z.array(z.object({ file: z.string(), source, snapshot })) }),
  /** `objects`: how many were written. */
  export: from.extend({ file: z.string(), format: exportFormatSchema, objects: z.int() }),
  sources: workspaceInfoSchema.omit({ id: true, sample: true }).extend({ sources: z.array(source) }),
  /** `object` is null where the tree begins at the naming contexts. */
  tree: z.object({
    trees: z.array(from.extend({ object: objectRowSchema.nullable(), children: z.array(treeNode) })),
  }),
  show: from.extend({
    object: objectRowSchema,
    attributes: z.array(
      attributeSchema.extend({ decoded: z.array(decodedValueSchema.extend({ message: z.string() })) }),
    ),
    /** With --security. */
    security: securitySchema
      .extend({ rows: z.array(aceRowSchema.extend({ message: z.string() })) })
      .optional(),
  }),
  /** `total` counts what fits; `objects` holds the first `--limit` of them. */
  search: z.object({
    text: z.string(),
    total: z.int(),
    objects: z.array(from.extend({ object: objectRowSchema })),
  }),
  /** `asked`: the filter as it ran in each source, points in time written out. With `--list`: the built-in queries. */
  query: z.union([
    z.object({
      asked: z.array(from.extend({ filter: z.string() })),
      total: z.int(),
      objects: z.array(
        from.extend({
          object: objectRowSchema,
          values: z.array(z.object({ attribute: z.string(), cell: cellSchema.nullable() })),
        }),
      ),
    }),
    z.object({ queries: z.array(builtInQuerySchema.extend({ name: z.string(), about: z.string() })) }),
  ]),
  members: memberships.extend({ members: z.array(member) }),
  memberof: memberships.extend({ memberOf: z.array(member) }),
  map: z.object({
    readAt: accessSchema.shape.readAt,
    counts: z.object({ works: z.int(), broken: z.int(), candidate: z.int() }),
    grants: z.array(grant),
  }),
  /** `map --settings`. `of`: names of the directories; null: every on-premises one. */
  mapSettings: z.object({
    templates: z.array(templateTextSchema),
    rules: z.array(
      mappingProcedures.settings.output.shape.rules.element.extend({ of: z.array(z.string()).nullable() }),
    ),
  }),
  control: controlSchema.extend({
    source: z.string(),
    rows: z.array(controlRowSchema.extend({ message: z.string() })),
  }),
  access: accessSchema.extend({
    membershipsNotRead: saidGaps,
    reached: z.array(reached),
    broken: z.array(reached),
    notReadable: z.array(grant),
    notes: z.array(said.extend({ params: z.record(z.string(), z.string()) })),
    /** What the roles are allowed, in the order of `actions`, and which further roles are taken out of them. */
    actions: z.array(z.object({ action: z.string(), resource: z.string().nullable() })),
    roles: z.array(userRoleDocument),
    chained: z.array(chainedRoleDocument),
    chainedTotal: z.int(),
  }),
  /** `access USER` of somebody whom an identity store alone has. */
  accessStoreUser: accessViews.ofStoreUser.output.extend({
    reached: z.array(z.object({ grant, group: z.string().nullable() })),
    others: z.array(z.object({ grant, group: z.string().nullable() })),
    membershipsNotRead: saidGaps,
  }),
  /** `access --role`, `--group`, `--account`, `--matrix`. */
  accessRole: accessRoleDocument,
  accessGroup: accessGroupDocument,
  accessAccount: accessAccountDocument,
  accessMatrix: accessMatrixDocument,
  whoCan: whoCanDocument,
  forest: z.object({ forests: z.array(forestSchema.extend({ trusts: z.array(saidTrustSchema) })) }),
  compare: compareDocumentSchema,
  fit: fitDocumentSchema,
  estate: estateDocument,
  /** The class or the attribute of that name; the other one is null. */
  schema: from.extend({
    class: classDetailSchema.extend({ message: z.string() }).nullable(),
    attribute: attributeDetailSchema.extend({ message: z.string() }).nullable(),
  }),
  audit: auditDocumentSchema,
  claimRun: claimRunDocument,
  claimCheck: claimCheckDocument,
  ...reviewDocuments,
  ...draftDocuments,
  ...draftExportDocuments,
  plan: planDocument,
  policyLint: lintDocumentSchema,
  ...sessionDocuments,
  /** Instead of any of them, when the exit code is not 0. */
  error: z.object({
    error: faultSchema.extend({ message: z.string(), causes: z.array(saidCauseSchema).optional() }),
  }),
} as const;
export type CliDocument = keyof typeof cliDocuments;
export type CliDocuments = { [Name in CliDocument]: z.infer<(typeof cliDocuments)[Name]> };
