/** What people decided of plans, kept by source and kind of target, so that a later snapshot of the source finds it. */
import { z } from 'zod';
import { mappingActions, type DecisionCode, type TargetKind } from '#domain/migration/codes.ts';
import { type Decided, type Decisions, isOption, decisionsFor } from '#domain/migration/decisions.ts';
import type { MappingRow } from '#domain/migration/mapping.ts';
import type { Database } from './sqlite.ts';

export interface PlanMapping {
  /** ISO 8601 UTC. */
  readonly importedAt: string;
  readonly rows: readonly MappingRow[];
}

export interface Planning {
  readonly decisions: Decisions;
  readonly mapping: PlanMapping | null;
}

const decidedSchema = z.object({
  value: z.string().max(64),
  note: z.string().max(500).nullable(),
  decidedAt: z.string().max(40),
});
const decisionsSchema = z.record(z.string(), decidedSchema);
const mappingSchema = z.object({
  importedAt: z.string().max(40),
  rows: z.array(
    z.object({
      guid: z.string().max(36),
      action: z.enum(mappingActions),
      logonName: z.string().max(256).nullable(),
      principalName: z.string().max(1024).nullable(),
    }),
  ),
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

/** What does not fit (a stranger's file, an answer that was taken out since) counts as not decided. */
export function readPlanning(db: Database, sourceId: number, kind: TargetKind): Planning {
  const row = db
    .prepare('SELECT decisions, mapping FROM plan WHERE source_id = ? AND target = ?')
    .get(sourceId, kind);
  const stored = parsed(decisionsSchema, row?.['decisions']) ?? {};
  const decisions: Partial<Record<DecisionCode, Decided>> = {};
  for (const code of decisionsFor(kind)) {
    const decided = Object.hasOwn(stored, code) ? stored[code] : undefined;
    if (decided && isOption(code, decided.value)) decisions[code] = decided;
  }
  return { decisions, mapping: parsed(mappingSchema, row?.['mapping']) };
}

export function writePlanning(db: Database, sourceId: number, kind: TargetKind, planning: Planning): void {
  db.prepare(
    `INSERT INTO plan (source_id, target, decisions, mapping) VALUES (?, ?, ?, ?)
     ON CONFLICT (source_id, target) DO UPDATE SET decisions = excluded.decisions, mapping = excluded.mapping`,
  ).run(
    sourceId,
    kind,
    JSON.stringify(planning.decisions),
    planning.mapping === null ? null : JSON.stringify(planning.mapping),
  );
}
