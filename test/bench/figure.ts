/** What a figure is asked with, and what it answers. */
import type { Workspace } from '#workspace/api.ts';
import type { TreeFacts } from './slapdTree.ts';

/** A figure on a workspace that holds the tree; it runs in a process of its own. */
export interface Asked {
  readonly facts: TreeFacts;
  readonly snapshotId: number;
  readonly rounds: number;
  /** Of the workspace, for a figure that opens it by itself. */
  readonly path: string;
  /** Opened on the first call. */
  workspace(): Promise<Workspace>;
}

/** Numbers by name, in milliseconds unless the name says otherwise; beside them what was counted, to see that it was done. */
export type Answer = Readonly<Record<string, number>>;

/** What a figure measures is not built yet. */
export class NotThere extends Error {}

/** One line of the report. */
export interface Row {
  readonly figure: string;
  readonly what: string;
  /** `/s`: the more the better, and the bound is the least. */
  readonly unit: 's' | 'ms' | 'MB' | '×' | '/s';
  /** Null: not there yet, or it failed. */
  readonly measured: number | null;
  /** The bound, in the same unit; null = shown beside the others only. */
  readonly limit: number | null;
  /** A sharper bound that is aimed at. */
  readonly aim?: number;
  readonly note?: string;
  /** Why there is no number, when it is not that nothing is there yet. */
  readonly failure?: string;
}
