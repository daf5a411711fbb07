/** What people decided of the audit: limits, what they answer for, and what to compare with. Nothing secret. */
import { z } from 'zod';
import { auditSettingsSchema, auditSubjectSchema, suppressionSchema } from '#contract/audit.ts';
import * as codes from '#domain/audit/codes.ts';
import type { CheckId } from '#domain/audit/codes.ts';
import type { CheckCoverage, Coverage } from '#domain/audit/coverage.ts';
import type { BaselineEntry } from '#domain/audit/drift.ts';
import { findingCodes } from '#domain/audit/params.ts';
import { defaultSettings } from '#domain/audit/settings.ts';
import type { AuditSettings } from '#domain/audit/settings.ts';
import type { Suppression } from '#domain/audit/suppression.ts';
import type { Database } from '../sqlite.ts';

export interface Baseline {
  /** ISO 8601 UTC. */
  readonly keptAt: string;
  readonly entries: readonly BaselineEntry[];
  /** Null = it was not kept. */
  readonly coverage: Coverage | null;
}

export interface AuditKept {
  readonly settings: AuditSettings;
  readonly suppressions: readonly Suppression[];
  readonly baseline: Baseline | null;
}

/** One decision, made whole or not at all. */
export type AuditChange =
  | { readonly make: 'settings'; readonly settings: AuditSettings }
  /** Those of the same keys are replaced. */
  | { readonly make: 'suppress'; readonly suppressions: readonly Suppression[] }
  | { readonly make: 'unsuppress'; readonly keys: readonly string[] }
  /** `checks`: those that the baseline speaks of; what others said before stays. Null = all. */
  | { readonly make: 'baseline'; readonly baseline: Baseline; readonly checks: readonly CheckId[] | null }
  | { readonly make: 'noBaseline' };

const entrySchema = z.object({
  key: z.string(),
  digest: z.string(),
  check: z.enum(codes.checkIds),
  code: z.string().refine((code) => (findingCodes as readonly string[]).includes(code)),
  severity: z.enum(codes.auditSeverities),
  reason: z.enum(codes.severityReasons),
  subject: auditSubjectSchema,
  source: z.int().nullable().default(null),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
}) as unknown as z.ZodType<BaselineEntry>;

const coverageSchema: z.ZodType<CheckCoverage> = z.object({
  check: z.enum(codes.checkIds),
  sources: z.array(z.object({ id: z.int(), name: z.string() })),
  blind: z.array(z.object({ code: z.enum(codes.notJudgedCodes), where: z.string() })),
  total: z.int(),
  cut: z.boolean(),
});

/** As it stands in the file: entries that another version wrote are kept, and looked at one by one. */
const baselineSchema = z.object({
  keptAt: z.string().max(40),
  entries: z.array(z.unknown()),
  coverage: z.array(z.unknown()).nullable().default(null),
});

/** Those that fit; others (a check that was taken out since, say) are set aside. */
const fitting = <T>(schema: z.ZodType<T>, list: readonly unknown[]): T[] =>
  list.flatMap((one) => {
    const checked = schema.safeParse(one);
    return checked.success ? [checked.data] : [];
  });

function parsed<T>(schema: z.ZodType<T>, text: unknown): T | null {
  if (typeof text !== 'string') return null;
  try {
    const checked = schema.safeParse(JSON.parse(text));
    return checked.success ? checked.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const bodyOf = (db: Database, name: string): unknown =>
  db.prepare('SELECT body FROM audit WHERE name = ?').get(name)?.['body'];

/** What does not fit (a stranger's file) counts as not there. */
export function readAuditKept(db: Database): AuditKept {
  const rows = db
    .prepare('SELECT key, reason, owner, until, created_at AS createdAt FROM audit_suppression ORDER BY key')
    .all();
  const baseline = parsed(baselineSchema, bodyOf(db, 'baseline'));
  return {
    settings: parsed<AuditSettings>(auditSettingsSchema, bodyOf(db, 'settings')) ?? defaultSettings,
    suppressions: fitting<Suppression>(suppressionSchema, rows),
    baseline: baseline && {
      keptAt: baseline.keptAt,
      entries: fitting(entrySchema, baseline.entries),
      coverage: baseline.coverage && fitting(coverageSchema, baseline.coverage),
    },
  };
}

const keptAside = (list: readonly unknown[], checks: readonly string[]): unknown[] =>
  list.filter((one) => {
    const check = (one as { check?: unknown } | null)?.check;
    return typeof check === 'string' && !checks.includes(check);
  });

/** The new baseline with what the old one says of other checks. */
function merged<E>(
  old: { readonly entries: readonly E[]; readonly coverage: readonly unknown[] | null } | null,
  { keptAt, entries, coverage }: Baseline,
  checks: readonly CheckId[] | null,
) {
  if (checks === null || old === null) return { keptAt, entries, coverage };
  return {
    keptAt,
    entries: [...keptAside(old.entries, checks), ...entries],
    coverage: [...keptAside(old.coverage ?? [], checks), ...(coverage ?? [])],
  };
}

/** A decision in memory alone, where the workspace takes none. */
export function auditKeptAfter(kept: AuditKept, change: AuditChange): AuditKept {
  const without = (keys: Iterable<string>): Suppression[] => {
    const gone = new Set(keys);
    return kept.suppressions.filter(({ key }) => !gone.has(key));
  };
  switch (change.make) {
    case 'settings':
      return { ...kept, settings: change.settings };
    case 'suppress':
      return {
        ...kept,
        suppressions: [...without(change.suppressions.map(({ key }) => key)), ...change.suppressions],
      };
    case 'unsuppress':
      return { ...kept, suppressions: without(change.keys) };
    case 'baseline':
      return { ...kept, baseline: merged(kept.baseline, change.baseline, change.checks) as Baseline };
    case 'noBaseline':
      return { ...kept, baseline: null };
  }
}

/** Writes one decision in one transaction: what another window decides meanwhile is not lost. */
export function writeAuditChange(db: Database, change: AuditChange): void {
  const put = (name: string, body: unknown): void =>
    void db.prepare('REPLACE INTO audit (name, body) VALUES (?, ?)').run(name, JSON.stringify(body));
  db.transaction(() => {
    switch (change.make) {
      case 'settings':
        return put('settings', change.settings);
      case 'suppress': {
        const insert = db.prepare(
          'REPLACE INTO audit_suppression (key, reason, owner, until, created_at) VALUES (?, ?, ?, ?, ?)',
        );
        for (const { key, reason, owner, until, createdAt } of change.suppressions)
          insert.run(key, reason, owner, until, createdAt);
        return;
      }
      case 'unsuppress': {
        const remove = db.prepare('DELETE FROM audit_suppression WHERE key = ?');
        for (const key of change.keys) remove.run(key);
        return;
      }
      case 'baseline': {
        const old = parsed(baselineSchema, bodyOf(db, 'baseline'));
        return put('baseline', merged(old, change.baseline, change.checks));
      }
      case 'noBaseline':
        db.prepare('DELETE FROM audit WHERE name = ?').run('baseline');
    }
  });
}
