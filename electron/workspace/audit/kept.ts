/** What people decided of the audit: limits, what they answer for, and what to compare with. Nothing secret. */
import { z } from 'zod';
import { auditSettingsSchema, auditSubjectSchema, suppressionSchema } from '#contract/audit.ts';
import * as codes from '#domain/audit/codes.ts';
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
}

export interface AuditKept {
  readonly settings: AuditSettings;
  readonly suppressions: readonly Suppression[];
  readonly baseline: Baseline | null;
}

const baselineSchema = z.object({
  keptAt: z.string().max(40),
  entries: z.array(
    z.object({
      key: z.string(),
      digest: z.string(),
      check: z.enum(codes.checkIds),
      code: z.string().refine((code) => (findingCodes as readonly string[]).includes(code)),
      severity: z.enum(codes.auditSeverities),
      reason: z.enum(codes.severityReasons),
      subject: auditSubjectSchema,
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
}) as unknown as z.ZodType<Baseline>;

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

/** What does not fit (a stranger's file, a check that was taken out since) counts as not there. */
export function readAuditKept(db: Database): AuditKept {
  const rows = db
    .prepare('SELECT key, reason, owner, until, created_at AS createdAt FROM audit_suppression ORDER BY key')
    .all();
  return {
    settings: parsed<AuditSettings>(auditSettingsSchema, bodyOf(db, 'settings')) ?? defaultSettings,
    suppressions: rows.flatMap((row) => {
      const checked = suppressionSchema.safeParse(row);
      return checked.success ? [checked.data] : [];
    }),
    baseline: parsed(baselineSchema, bodyOf(db, 'baseline')),
  };
}

/** Writes what changed; the rest stays as it is. Baseline null = there is none any more. */
export function writeAuditKept(db: Database, change: Partial<AuditKept>): void {
  const put = (name: string, body: unknown): void => {
    if (body === null) db.prepare('DELETE FROM audit WHERE name = ?').run(name);
    else db.prepare('REPLACE INTO audit (name, body) VALUES (?, ?)').run(name, JSON.stringify(body));
  };
  db.transaction(() => {
    if (change.settings) put('settings', change.settings);
    if (change.baseline !== undefined) put('baseline', change.baseline);
    if (!change.suppressions) return;
    db.exec('DELETE FROM audit_suppression');
    const insert = db.prepare(
      'INSERT INTO audit_suppression (key, reason, owner, until, created_at) VALUES (?, ?, ?, ?, ?)',
    );
    for (const { key, reason, owner, until, createdAt } of change.suppressions)
      insert.run(key, reason, owner, until, createdAt);
  });
}
