/** The policies of one subject: documents that have a say, each in its set and level, and what is not known of them. */
import type { PolicyUse } from '../policy/codes.ts';
import type { ParsedPolicy } from '../policy/document.ts';
import type { Level, PolicyInput } from '../policy/evaluate/sets.ts';
import type { Principal } from '../policy/request.ts';
import type { DocumentKind, PolicyGap } from './policyGaps.ts';

/** A document with its place: `index` is that of its set or level, as a tested statement's `policy` is. */
export interface SubjectDocument {
  readonly use: PolicyUse;
  /** `root`, `ou:…`, `account`; null but for policies of an organization. */
  readonly level: string | null;
  readonly levelName: string | null;
  readonly index: number;
  readonly kind: DocumentKind;
  readonly name: string;
  readonly arn: string | null;
  /** The version that has a say; null for documents without versions. */
  readonly versionId: string | null;
  /** The user's group that it comes by. */
  readonly group: { readonly arn: string; readonly name: string } | null;
  /** Parsed JSON as AWS gave it, or the text that somebody pasted. */
  readonly document: unknown;
  readonly parsed: ParsedPolicy;
}

export type OrganizationNote = 'managementAccount' | 'billingOnly' | 'typeDisabled';

/** Policies of an organization as they bear on one account. */
export interface OrganizationSets {
  /** From the root to the account; empty where no such policy has a say. */
  readonly levels: readonly Level<readonly ParsedPolicy[]>[];
  readonly documents: readonly SubjectDocument[];
  readonly gaps: readonly PolicyGap[];
  readonly notes: readonly OrganizationNote[];
}

export interface SubjectPolicies {
  readonly name: string;
  readonly arn: string | null;
  readonly principal: Principal;
  /** Keys that are known of the principal beside those that follow from its ARN; names in lower case. */
  readonly context: ReadonlyMap<string, readonly string[]>;
  readonly input: PolicyInput;
  /** In the order of evaluation; a role's trust policy first, which says who takes it. */
  readonly documents: readonly SubjectDocument[];
  readonly gaps: readonly PolicyGap[];
  readonly notes: readonly OrganizationNote[];
}

/** How statements refer to a document: the same in every answer about one subject. */
export const documentId = (use: PolicyUse, level: string | null, index: number): string =>
  `${use}/${level ?? ''}/${index}`;
