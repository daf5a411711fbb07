/** What the access thread is asked of audits, and answers. */
import type {
  AuditFilter,
  AuditFinding,
  AuditProgress,
  AuditRequest,
  AuditSummary,
} from '#contract/audit.ts';
import type { Page } from '#contract/shapes.ts';
import type { CheckId } from '#domain/audit/codes.ts';
import type { Coverage } from '#domain/audit/coverage.ts';
import type { BaselineEntry } from '#domain/audit/drift.ts';
import type { NotJudged } from '#domain/audit/finding.ts';
import type { AuditSettings } from '#domain/audit/settings.ts';
import type { BoardQuestions } from './board.ts';
import type { Baseline } from './kept.ts';
import type { Decided } from './told.ts';

/** The request made whole by what the workspace keeps. */
export interface AuditAsked {
  readonly request: AuditRequest;
  readonly settings: AuditSettings;
  /** Where `request` compares with it. */
  readonly baseline: Baseline | null;
}

export type AuditTelling = Pick<AuditProgress, 'phase' | 'check' | 'done' | 'total'>;

export interface FindingPage {
  readonly total: number;
  readonly open: AuditSummary['open'];
  readonly rows: AuditFinding[];
}

/** `total` is exact; of each check so many are `kept` that pages can show them. */
export interface NotJudgedPage {
  readonly total: number;
  readonly kept: number;
  readonly rows: NotJudged[];
}

/** Of an audit that was run, by its name; each answers null where it is not held any more. */
export interface AuditQuestions extends BoardQuestions {
  auditSummary(id: string, decided: Decided, baselineAt: string | null): AuditSummary | null;
  auditFindings(id: string, decided: Decided, filter: AuditFilter, page: Page): FindingPage | null;
  auditFinding(id: string, decided: Decided, key: string): { finding: AuditFinding | null } | null;
  auditNotJudged(id: string, chosen: readonly CheckId[] | undefined, page: Page): NotJudgedPage | null;
  /** What a baseline keeps. */
  auditJudged(id: string): Promise<{ entries: readonly BaselineEntry[]; coverage: Coverage } | null>;
}
