/** What the access thread is asked of a draft's files, and of conversions. */
import type { ConvertAsked, ConvertProgress, ConvertSummary } from '#contract/draftConvert.ts';
import type { Page } from '#contract/shapes.ts';
import type { DraftChange } from '#domain/draft/change.ts';
import type { ConvertCode, ConvertState } from '#domain/draft/convert/codes.ts';
import type { ConvertedSet, ConvertRemark } from '#domain/draft/convert/converted.ts';
import type { ExportFormat } from '#domain/draft/export/codes.ts';
import type { ExportedFile, ExportRemark } from '#domain/draft/export/exported.ts';

/** A draft in one format. */
export interface FormatExport {
  readonly format: ExportFormat;
  readonly files: readonly ExportedFile[];
  /** Of CSV, without its heading. */
  readonly rows: readonly (readonly string[])[];
  readonly carried: number;
  readonly remarks: readonly ExportRemark[];
}

export interface RemarkFilter {
  readonly codes?: readonly ConvertCode[] | undefined;
  readonly states?: readonly ConvertState[] | undefined;
  readonly set?: string | undefined;
}

export type ConvertTelling = Pick<ConvertProgress, 'phase' | 'done' | 'total'>;

export interface ExportQuestions {
  draftExport(
    changes: readonly DraftChange[],
    changedAt: string,
    formats: readonly ExportFormat[],
  ): FormatExport[];
  /** A conversion is held until another is asked for, or other snapshots are there; it is made first where it is not. */
  draftConvert(asked: ConvertAsked, most: number): Promise<ConvertSummary>;
  draftConvertRemarks(
    asked: ConvertAsked,
    filter: RemarkFilter,
    page: Page,
  ): Promise<{ readonly total: number; readonly rows: ConvertRemark[] }>;
  /** Empty where there is no such part. */
  draftConvertChanges(asked: ConvertAsked, part: number, most: number): Promise<DraftChange[]>;
  draftConvertSets(
    asked: ConvertAsked,
    page: Page,
  ): Promise<{ readonly total: number; readonly rows: ConvertedSet[] }>;
}
