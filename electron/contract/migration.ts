/**
 * The plan of moving a forest to a directory of AWS: what stands in the way, what changes, in which waves, and what to do before
 * and after. A question (snapshot and target) has one plan; it is computed by `run`, which tells how far it is, and by every
 * other procedure where that has not happened. Decisions belong to a source and a kind of target, so a later snapshot keeps them.
 *
 * Words, all in `words/{en,ko}/migration.ts`: `migrationTarget.<kind>`, `migrationSize.<size>`, `migrationSeverity.<severity>`,
 * `migrationFinding.<code>` (a name), `migrationFindingAbout.<code>` (a sentence with the finding's `params`),
 * `migrationRemedy.<code>`, `migrationDecision.<code>`, `migrationDecisionAbout.<code>`, `migrationOption.<decision>.<option>`,
 * `migrationWave.<reason>`, `migrationChange.<code>`, `migrationStep.<code>`, `migrationAction.<action>`,
 * `migrationMappingProblem.<code>`, `migrationPhase.<phase>`.
 */
import { z } from 'zod';
import {
  audiences,
  changeCodes,
  decisionCodes,
  findingCodes,
  mappingActions,
  mappingProblems,
  planPhases,
  severities,
  stepCodes,
  stepTimes,
  targetKinds,
  targetSizes,
  waveReasons,
} from '../domain/migration/codes.ts';
import { cellSchema } from './queries.ts';
import { handleSchema, maxPage, objectRowSchema, pageSchema } from './shapes.ts';

export const targetSchema = z.object({
  kind: z.enum(targetKinds),
  /** Null: the smallest of its kind. A hybrid directory has none. */
  size: z.enum(targetSizes).nullable().default(null),
  /** Snapshot of the existing directory that objects go into; null = a new one. */
  into: z.int().nullable().default(null),
});
export type PlanTarget = z.infer<typeof targetSchema>;
export const questionSchema = z.object({ snapshotId: z.int(), target: targetSchema });
export type PlanQuestion = z.infer<typeof questionSchema>;

const params = z.record(z.string(), z.union([z.string(), z.number()]));

export const planProgressSchema = z.object({
  phase: z.enum(planPhases),
  done: z.int(),
  total: z.int(),
  finished: z.boolean(),
});
export type PlanProgress = z.infer<typeof planProgressSchema>;

/** An object that a finding is about, with the attribute values that show it. */
const objectExample = z.object({
  of: z.literal('object'),
  snapshotId: z.int(),
  object: objectRowSchema,
  /** What the object shares with others of the finding: the name that collides, the domain it reaches into. */
  key: z.string().nullable(),
  /** One an attribute of the finding's `evidence`, in that order; null = the object has no such attribute. */
  cells: z.array(cellSchema.nullable()),
});
/** A name that many objects bear or stand for: an attribute, an operating system, a suffix, a trust's partner. */
const countExample = z.object({ of: z.literal('count'), name: z.string(), count: z.int() });
export const exampleSchema = z.discriminatedUnion('of', [objectExample, countExample]);
export type PlanExample = z.infer<typeof exampleSchema>;

export const findingSchema = z.object({
  code: z.enum(findingCodes),
  severity: z.enum(severities),
  /** Of objects, or of what the finding counts (trusts, attributes); 0 where it is a fact by itself. */
  count: z.int(),
  params,
  /** Attributes of the source that it was seen by. */
  evidence: z.array(z.string()),
  /** The decision that answers it. */
  decision: z.enum(decisionCodes).nullable(),
  /** How many `migration.examples` pages; at most the first five are here. */
  examplesTotal: z.int(),
  examples: z.array(exampleSchema).max(5),
});
export type PlanFinding = z.infer<typeof findingSchema>;

export const decisionSchema = z.object({
  code: z.enum(decisionCodes),
  options: z.array(z.string()),
  /** Null: nobody has decided; the plan counts with `assumed`. */
  value: z.string().nullable(),
  assumed: z.string(),
  note: z.string().nullable(),
  /** ISO 8601 UTC. */
  decidedAt: z.string().nullable(),
  /** Findings of this plan that it answers. */
  findings: z.array(z.enum(findingCodes)),
});
export type PlanDecision = z.infer<typeof decisionSchema>;
export const decisionsSchema = z.object({
  decisions: z.array(decisionSchema),
  /** False: the workspace is read-only, and what is decided lasts until it is closed. */
  kept: z.boolean(),
});

const travelCounts = z.object({
  objects: z.int(),
  users: z.int(),
  groups: z.int(),
  computers: z.int(),
  serviceAccounts: z.int(),
  contacts: z.int(),
});

const directoryRef = z.object({
  snapshotId: z.int(),
  sourceId: z.int(),
  sourceName: z.string(),
  readAt: z.string(),
});
export const planSchema = z.object({
  from: directoryRef,
  target: targetSchema,
  into: directoryRef.nullable(),
  /** Findings by severity. */
  counts: z.object({ blocker: z.int(), warning: z.int(), information: z.int() }),
  findings: z.array(findingSchema),
  /** What the snapshots do not hold, so that the plan may lack a finding; codes of `missing.` At most the first 100. */
  notRead: z.object({
    total: z.int(),
    rows: z.array(
      z.object({
        snapshotId: z.int(),
        where: z.string(),
        attribute: z.string().nullable(),
        code: z.string(),
      }),
    ),
  }),
  decisions: decisionsSchema.shape.decisions,
  decisionsKept: z.boolean(),
  /** Objects of the source by what the plan does with them. Null: nothing is moved to such a target. */
  travel: z
    .object({
      moves: travelCounts,
      /** Left by a decision or by the mapping file. */
      left: travelCounts,
      /** The domain's own: built-in accounts and groups, controllers, trust accounts. They never travel. */
      own: z.int(),
    })
    .nullable(),
  /** Null: nothing is moved to such a target. */
  waves: z.int().nullable(),
  mapping: z.object({ rows: z.int(), importedAt: z.string() }).nullable(),
});
export type Plan = z.infer<typeof planSchema>;

export const waveSchema = travelCounts.extend({
  /** From 1. */
  number: z.int(),
  reason: z.enum(waveReasons),
  /** Of the reason's sentence. */
  params,
  /** Clusters in it. */
  clusters: z.int(),
  /** Links between two objects of the wave, and to objects of other waves. */
  linksInside: z.int(),
  linksOutside: z.int(),
});
export type PlanWave = z.infer<typeof waveSchema>;

export const waveMemberSchema = z.object({
  object: objectRowSchema,
  /** Number of the cluster in its wave, from 1. */
  cluster: z.int(),
  linksInside: z.int(),
  linksOutside: z.int(),
});
export type PlanWaveMember = z.infer<typeof waveMemberSchema>;

export const changeSchema = z.object({
  audience: z.enum(audiences),
  code: z.enum(changeCodes),
  count: z.int(),
  params,
  finding: z.enum(findingCodes).nullable(),
  decision: z.enum(decisionCodes).nullable(),
});
export type PlanChange = z.infer<typeof changeSchema>;

export const stepSchema = z.object({
  when: z.enum(stepTimes),
  code: z.enum(stepCodes),
  params,
  /** What to type, in the words of a shell; read-only commands alone, and never with a secret. */
  command: z.string().nullable(),
  finding: z.enum(findingCodes).nullable(),
  decision: z.enum(decisionCodes).nullable(),
});
export type PlanStep = z.infer<typeof stepSchema>;

/** Columns of a mapping file, in its order: facts of the object first, then what a person fills in. */
export const mappingColumns = [
  'objectGUID',
  'distinguishedName',
  'kind',
  'sAMAccountName',
  'userPrincipalName',
  'mail',
  'wave',
  'action',
  'newSAMAccountName',
  'newUserPrincipalName',
] as const;
export const mappingActionSchema = z.enum(mappingActions);

export const mappingAnswerSchema = z.object({
  /** Rows of the file, and those of them that say something. */
  rows: z.int(),
  kept: z.int(),
  problems: z.object({
    total: z.int(),
    /** `line` counts from 1, the heading among them. */
    rows: z.array(z.object({ line: z.int(), code: z.enum(mappingProblems), text: z.string() })).max(100),
  }),
});
export type MappingAnswer = z.infer<typeof mappingAnswerSchema>;

export const reportFormats = ['html', 'csv'] as const;

const paged = <R extends z.ZodType>(row: R) => z.object({ total: z.int(), rows: z.array(row).max(maxPage) });
const ofPlan = z.object({ question: questionSchema });

/** Inputs and outputs, one pair a procedure; `migration.run` is the stream beside them. */
export const migrationProcedures = {
  plan: { input: ofPlan, output: planSchema },
  examples: {
    input: ofPlan.extend({ code: z.enum(findingCodes), page: pageSchema }),
    output: paged(exampleSchema),
  },
  waves: { input: ofPlan.extend({ page: pageSchema }), output: paged(waveSchema) },
  /** Members of one wave, by cluster and name. */
  wave: {
    input: ofPlan.extend({ number: z.int().min(1), page: pageSchema }),
    output: paged(waveMemberSchema),
  },
  changes: { input: ofPlan, output: z.object({ changes: z.array(changeSchema) }) },
  steps: { input: ofPlan, output: z.object({ steps: z.array(stepSchema) }) },
  decisions: { input: ofPlan, output: decisionsSchema },
  /** `value` null takes a decision back. Every answer after this one is of the plan as it is then. */
  decide: {
    input: ofPlan.extend({
      code: z.enum(decisionCodes),
      value: z.string().max(64).nullable(),
      note: z.string().trim().max(500).nullable().default(null),
    }),
    output: decisionsSchema,
  },
  /** Writes the mapping file to fill, a row for every object that could travel. */
  mappingTemplate: { input: ofPlan.extend({ target: handleSchema }), output: z.object({ rows: z.int() }) },
  /** Takes a filled one. A file with problems is not taken: `kept` is 0. */
  mappingImport: { input: ofPlan.extend({ handle: handleSchema }), output: mappingAnswerSchema },
  mappingRemove: { input: ofPlan, output: z.object({}) },
  report: {
    input: ofPlan.extend({
      format: z.enum(reportFormats),
      locale: z.enum(['en', 'ko']).default('en'),
      target: handleSchema,
    }),
    output: z.object({ bytes: z.int() }),
  },
} as const;
