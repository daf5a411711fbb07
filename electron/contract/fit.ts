/** A forest against each kind of AWS directory: what they offer, what it needs, and what a connector would ask of it. */
import { z } from 'zod';
import { checkNames, checkOutcomes, checkReasons, checkedKinds } from '../domain/compare/fit/checkModel.ts';
import {
  directoryKinds,
  factSources,
  featureGroups,
  features,
  fitVerdicts,
  limitNames,
  limitSources,
  needCounts,
  needStates,
  supportNotes,
  supports,
} from '../domain/compare/fit/model.ts';
import { objectRefSchema } from './forest.ts';
import { maxPage } from './shapes.ts';

/** Words: `fit.support.<support>`, `fit.note.<note>`, `fit.source.<source>`. */
const support = z.object({
  support: z.enum(supports),
  note: z.enum(supportNotes).nullable(),
  source: z.enum(factSources),
});

/** Words: `fit.need.<state>`, `fit.count.<of>` (with {count}), `forest.notRead.<why>`, `missing.<why>`. */
const need = z.object({
  state: z.enum(needStates),
  of: z.enum(needCounts).nullable(),
  count: z.int().nullable(),
  evidence: z
    .array(
      z.object({
        ref: objectRefSchema.nullable(),
        estate: z.int().nullable(),
        where: z.string(),
        field: z.string(),
        value: z.string(),
        uses: z.int().nullable(),
      }),
    )
    .max(maxPage),
  why: z.string().nullable(),
  readAt: z.string().nullable(),
});
export type FitNeed = z.infer<typeof need>;

/** Words: `fit.feature.<feature>`, `fit.group.<group>`, `fit.kind.<kind>`, `fit.verdict.<verdict>`. */
export const featureRowSchema = z.object({
  feature: z.enum(features),
  group: z.enum(featureGroups),
  support: z.record(z.enum(directoryKinds), support),
  need,
  verdict: z.record(z.enum(directoryKinds), z.enum(fitVerdicts)),
});
export type FeatureRowView = z.infer<typeof featureRowSchema>;

/** Words: `fit.limit.<limit>`, `fit.limitFrom.<from>`, `fit.limitOutcome.<outcome>`. */
export const limitRowSchema = z.object({
  limit: z.enum(limitNames),
  kind: z.enum(directoryKinds),
  most: z.int().nullable(),
  have: z.int().nullable(),
  from: z.enum(limitSources),
  source: z.enum(factSources),
  account: z.string().nullable(),
  region: z.string().nullable(),
  outcome: z.enum(['within', 'over', 'unclear']),
});
export type LimitRowView = z.infer<typeof limitRowSchema>;

export const fitSchema = z.object({
  snapshotId: z.int(),
  /** DNS name of the forest's first domain. */
  forest: z.string(),
  readAt: z.string(),
  features: z.array(featureRowSchema).max(maxPage),
  limits: z.array(limitRowSchema).max(maxPage),
});
export type FitView = z.infer<typeof fitSchema>;

/** Words: `fit.check.<check>`, `fit.outcome.<outcome>`, `fit.reason.<reason>` (with the params). */
export const checkRowSchema = z.object({
  check: z.enum(checkNames),
  outcome: z.enum(checkOutcomes),
  reason: z.enum(checkReasons),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  evidence: z
    .array(
      z.object({ ref: objectRefSchema.nullable(), where: z.string(), field: z.string(), value: z.string() }),
    )
    .max(maxPage),
  total: z.int(),
});
export type CheckRowView = z.infer<typeof checkRowSchema>;

/** A connector of the estate; `domain` is what it points at. */
const connector = z.object({
  /** The estate's snapshot. */
  snapshotId: z.int(),
  directoryId: z.string(),
  region: z.string(),
  account: z.string(),
  domain: z.string(),
  size: z.string().nullable(),
  stage: z.string(),
  customerUserName: z.string().nullable(),
  /** The newest snapshot that holds the domain; null = none does. */
  forestSnapshotId: z.int().nullable(),
});
export type ConnectorView = z.infer<typeof connector>;

export const checksSchema = z.object({
  kind: z.enum(checkedKinds),
  snapshotId: z.int(),
  /** DNS name of the domain that is judged. */
  domain: z.string(),
  readAt: z.string(),
  connector: connector.nullable(),
  counts: z.record(z.enum(checkOutcomes), z.int()),
  checks: z.array(checkRowSchema),
});
export type ChecksView = z.infer<typeof checksSchema>;

export const fitProcedures = {
  /** The forest of a snapshot against every kind. May take seconds at first for a million objects; then it is kept. */
  features: { input: z.object({ snapshotId: z.int() }), output: fitSchema },
  connectors: { input: z.object({}).optional(), output: z.object({ rows: z.array(connector).max(maxPage) }) },
  /**
   * A connector of the estate, or a planned one (`connector` null), against a domain of the snapshot: that which it points
   * at, or the forest's first. With a profile, DNS is asked for the SRV records.
   */
  checks: {
    input: z.object({
      kind: z.enum(checkedKinds),
      snapshotId: z.int(),
      domain: z.string().max(255).optional(),
      connector: z
        .object({ snapshotId: z.int(), directoryId: z.string(), region: z.string() })
        .nullable()
        .optional(),
      profileId: z.string().optional(),
    }),
    output: checksSchema,
  },
} as const;
