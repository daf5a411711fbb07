/** The audit from group to role: what runs, what it found, what somebody answers for, and files of it. */
import { z } from 'zod';
import * as codes from '../domain/audit/codes.ts';
import { findingCodes } from '../domain/audit/params.ts';
import { evidenceSchema, handleSchema, pageSchema } from './shapes.ts';

const severitySchema = z.enum(codes.auditSeverities);
const checkSchema = z.enum(codes.checkIds);

export const auditSubjectSchema = z.object({
  kind: z.enum(codes.subjectKinds),
  /** SID, objectGUID, ARN, RoleId, directory id: what never changes. */
  id: z.string(),
  name: z.string(),
  /** DN, ARN, id or file name. */
  where: z.string(),
  snapshotId: z.int().nullable(),
  objectId: z.int().nullable(),
  account: z.string().nullable(),
});

export const auditOwnerSchema = z.object({
  by: z.enum(codes.ownerSources),
  id: z.string(),
  name: z.string(),
});

/** A finding that somebody answers for. */
export const suppressionSchema = z.object({
  key: z.string().min(1).max(2000),
  reason: z.string().min(1).max(1000),
  owner: z.string().min(1).max(256),
  /** The last day it holds; null = without end. */
  until: z.iso.date().nullable(),
  createdAt: z.string().max(40),
});

/** Words: `auditIncomparable.` or `auditNotJudged.` of the code. */
export const notComparableSchema = z.object({
  side: z.enum(['now', 'before']),
  code: z.enum([...codes.incomparableCodes, ...codes.notJudgedCodes]),
  /** Name of a source, or the place that was not judged; may be empty. */
  where: z.string(),
});

export const auditFindingSchema = z.object({
  /** The same for the same fault of the same thing, in whatever snapshot. */
  key: z.string(),
  check: checkSchema,
  /** Names the sentence (`auditFinding.`) that `params` fill. */
  code: z.enum(findingCodes as [(typeof findingCodes)[number], ...(typeof findingCodes)[number][]]),
  severity: severitySchema,
  reason: z.enum(codes.severityReasons),
  subject: auditSubjectSchema,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** At most 20; `evidenceTotal` says how many there are. None of what was found before. */
  evidence: z.array(evidenceSchema),
  evidenceTotal: z.int(),
  owner: auditOwnerSchema.nullable(),
  /** `before`: it was found by what this was compared with, and is not found now: gone, or not comparable. Counts nowhere else. */
  found: z.enum(['now', 'before']),
  /** Against what was compared with; null = nothing was. */
  drift: z.enum(codes.driftStates).nullable(),
  /** Why it cannot be compared: what was not judged then (`before`) or now. Null where it can be. */
  notComparable: notComparableSchema.nullable(),
  /** `expired`: its last day is over, and it counts again. */
  suppression: suppressionSchema.extend({ state: z.enum(['active', 'expired']) }).nullable(),
});
export type AuditFinding = z.infer<typeof auditFindingSchema>;

export const notJudgedSchema = z.object({
  check: checkSchema,
  code: z.enum(codes.notJudgedCodes),
  /** Empty = all of it. */
  where: z.string(),
  /** A fault's code or one of words `missing.` */
  cause: z.string().nullable(),
});

const glob = z.string().min(1).max(128);
export const auditSettingsSchema = z.object({
  staleDays: z.int().min(1).max(3650),
  unusedRoleDays: z.int().min(1).max(3650),
  keyDays: z.int().min(1).max(3650),
  expiryDays: z.int().min(0).max(3650),
  manyMembers: z.int().min(1).max(10_000_000),
  sessionHours: z.number().min(0.25).max(12),
  toxicPairs: z
    .array(z.object({ name: z.string().regex(/^[a-z0-9-]{1,64}$/), first: glob, second: glob }))
    .max(100),
});

/** What to run and what to compare with. `checks` null = all. */
export const auditRequestSchema = z.object({
  checks: z.array(checkSchema).min(1).nullable(),
  /** `before`: the newest snapshots of every source that were read before that time (ISO 8601), audited as they were. */
  compareTo: z
    .discriminatedUnion('with', [
      z.object({ with: z.literal('baseline') }),
      z.object({ with: z.literal('before'), time: z.iso.datetime() }),
    ])
    .nullable(),
});
export type AuditRequest = z.infer<typeof auditRequestSchema>;

const bySeverity = z.object({
  critical: z.int(),
  high: z.int(),
  medium: z.int(),
  low: z.int(),
  information: z.int(),
});

export const auditSummarySchema = z.object({
  /** As of when: the snapshots that were judged. */
  readAt: z.array(z.object({ sourceName: z.string(), readAt: z.string() })),
  /** The day by which suppressions end. */
  judgedOn: z.string(),
  settings: auditSettingsSchema,
  /** What was compared with, and when that was read or kept; null = nothing. */
  comparedTo: z.object({ with: z.enum(['baseline', 'before']), at: z.string() }).nullable(),
  /** Findings that count: found now and not suppressed. */
  open: bySeverity,
  suppressed: z.int(),
  /** Suppressions whose last day is over and whose finding is there. */
  expired: z.int(),
  /** Null = nothing was compared. `notComparable` counts both what is found now and what was found before. */
  drift: z
    .object({ new: z.int(), changed: z.int(), same: z.int(), gone: z.int(), notComparable: z.int() })
    .nullable(),
  checks: z.array(
    z.object({
      id: checkSchema,
      /** Of the table of common faults; null = of who decides over groups. */
      number: z.int().nullable(),
      severity: severitySchema,
      controls: z.array(
        z.object({ framework: z.enum(codes.frameworks), edition: z.string(), items: z.array(z.string()) }),
      ),
      open: z.int(),
      suppressed: z.int(),
      /** False: it could judge nothing at all, for want of a directory, an AWS account or rules. */
      judged: z.boolean(),
      /** Places that it could not judge, exactly. */
      notJudged: z.int(),
      /** More was found than is kept: how much; null = all is kept. */
      cut: z.int().nullable(),
    }),
  ),
  notJudged: z.int(),
  /** Owners of findings that count, with how many each has, most first; at most 1,000. */
  owners: z.array(z.object({ id: z.string(), name: z.string(), open: z.int() })),
  /** When the baseline was kept; null = there is none. */
  baselineAt: z.string().nullable(),
});
export type AuditSummary = z.infer<typeof auditSummarySchema>;

/** `open`: found now and not suppressed. `expired`: suppressed once, and counting again. `notComparable`: found now or before. */
export const auditStatuses = [
  'open',
  'suppressed',
  'expired',
  'new',
  'changed',
  'gone',
  'notComparable',
] as const;

export const auditFilterSchema = z.object({
  severities: z.array(severitySchema).optional(),
  checks: z.array(checkSchema).optional(),
  /** Ids of owners; an empty text = nobody known. */
  owners: z.array(z.string().max(2000)).max(1000).optional(),
  /** Absent: all that is found now. */
  status: z.enum(auditStatuses).optional(),
  /** Words that all stand in names, places, accounts or codes. */
  text: z.string().max(256).optional(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

export const auditPhases = ['reading', 'checking', 'comparing', 'done'] as const;
export const auditProgressSchema = z.object({
  phase: z.enum(auditPhases),
  check: checkSchema.nullable(),
  done: z.int(),
  total: z.int().nullable(),
  finished: z.boolean(),
});
export type AuditProgress = z.infer<typeof auditProgressSchema>;

export const auditFormats = ['html', 'csv', 'json', 'sarif'] as const;
export const auditFormatSchema = z.enum(auditFormats);
export type AuditFormat = z.infer<typeof auditFormatSchema>;

const request = auditRequestSchema;
const kept = z.object({
  settings: auditSettingsSchema,
  suppressions: z.array(suppressionSchema),
  baselineAt: z.string().nullable(),
  /** False: the workspace takes no changes; what is changed is good until it is closed. */
  kept: z.boolean(),
});
export type AuditKept = z.infer<typeof kept>;

/** What is asked computes the audit first where it is not at hand; `run` tells how far that is. */
export const auditProcedures = {
  summary: { input: z.object({ request }), output: auditSummarySchema },
  findings: {
    input: z.object({ request, filter: auditFilterSchema, page: pageSchema }),
    output: z.object({ total: z.int(), open: bySeverity, rows: z.array(auditFindingSchema) }),
  },
  /** Null: no finding has the key any more. */
  finding: {
    input: z.object({ request, key: z.string().max(2000) }),
    output: z.object({ finding: auditFindingSchema.nullable() }),
  },
  notJudged: {
    input: z.object({ request, checks: z.array(checkSchema).optional(), page: pageSchema }),
    /** `total` is exact; pages end at `kept`: of each check 1,000 places. */
    output: z.object({ total: z.int(), kept: z.int(), rows: z.array(notJudgedSchema) }),
  },
  kept: { input: z.object({}).optional(), output: kept },
  saveSettings: { input: auditSettingsSchema, output: kept },
  suppress: { input: suppressionSchema.omit({ createdAt: true }), output: kept },
  unsuppress: { input: z.object({ key: z.string().max(2000) }), output: kept },
  /** Keeps what this audit found, to compare later ones with. */
  setBaseline: { input: z.object({ request }), output: kept },
  removeBaseline: { input: z.object({}).optional(), output: kept },
  /** All findings, whatever a filter shows. */
  export: {
    input: z.object({
      request,
      format: auditFormatSchema,
      locale: z.enum(['en', 'ko']),
      target: handleSchema,
    }),
    output: z.object({ bytes: z.int(), findings: z.int() }),
  },
} as const;
