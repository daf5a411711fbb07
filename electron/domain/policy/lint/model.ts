/** What rules are given, and what they say. */
import type { Catalog } from '../catalog.ts';
import type { PolicyUse } from '../codes.ts';
import type { PolicyDocument } from '../document.ts';
import type { LintCode, LintSeverity } from './codes.ts';

export interface LintFinding {
  readonly code: LintCode;
  readonly severity: LintSeverity;
  /** `Statement[2].Condition.StringLike`; empty = the document itself. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
}

/** What is known of a document beside its text. */
export interface LintOptions {
  readonly catalog: Catalog;
  readonly use: PolicyUse;
  /** Whose identity policy or boundary it is; null: not known. */
  readonly holder: 'user' | 'group' | 'role' | null;
  /** It belongs to its holder alone. */
  readonly inline: boolean;
  /** Accounts of the same owner; null: not known. */
  readonly ownAccounts: ReadonlySet<string> | null;
}

export interface Linted extends LintOptions {
  readonly document: PolicyDocument;
  readonly text: string;
  /** Characters that count against the quota. */
  readonly size: number;
}

export type Report = (code: LintCode, path: string, params?: Readonly<Record<string, string>>) => void;

/** A rule or a family of rules that look at the same thing. */
export type LintRule = (linted: Linted, report: Report) => void;

/** The place of one of several patterns or values; of a single one, which may stand without a list, that of the element. */
export const pathOf = (path: string, index: number, of: readonly unknown[]): string =>
  of.length > 1 ? `${path}[${index}]` : path;
