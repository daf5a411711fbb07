/** What is asked for, and how far the answer is: what crosses to the comparison's thread and back. */
import type { ComparePhase, MappingProblem } from '#domain/compare/codes.ts';

/** One line of a mapping file. */
export interface MappingLine {
  readonly line: number;
  readonly a: string;
  readonly b: string;
}
export interface MappingIssue {
  readonly line: number;
  readonly problem: MappingProblem;
  readonly text: string;
}

/** As `comparisonSchema`, the mapping file read. */
export interface CompareQuestion {
  readonly a: { readonly snapshotId: number; readonly base: string | null };
  readonly b: { readonly snapshotId: number; readonly base: string | null };
  readonly mapping: readonly MappingLine[] | null;
  readonly withNoise: boolean;
  readonly withReserved: boolean;
}

export interface CompareStep {
  readonly phase: ComparePhase;
  readonly done: number;
  readonly total: number | null;
  readonly found: number;
}
