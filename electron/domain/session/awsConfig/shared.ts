/** The AWS shared configuration as read. Values may be secrets: none of it leaves the engine. */
import type { FileProblem, SharedFile } from './codes.ts';
import type { Line } from './text.ts';

export interface NestedKey {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

export interface SharedKey {
  /** In lower case, as botocore looks settings up. */
  readonly name: string;
  /** Without blanks around it; lines that continue it follow, each after a line feed. */
  readonly value: string;
  /** Settings of the indented lines below an empty value (`s3 =`); null = none. */
  readonly nested: readonly NestedKey[] | null;
  /** From 1. */
  readonly line: number;
}

/** `other`: what no tool takes for one of the others. */
export type SectionKind = 'profile' | 'ssoSession' | 'services' | 'other';

export interface SharedSection {
  readonly kind: SectionKind;
  /** Of the profile, the portal session or the services; of others the header itself. */
  readonly name: string;
  /** What stands between the brackets. */
  readonly header: string;
  readonly line: number;
  readonly keys: readonly SharedKey[];
}

export interface Shared {
  readonly which: SharedFile;
  /** A byte order mark stands first. */
  readonly marked: boolean;
  readonly lines: readonly Line[];
  readonly sections: readonly SharedSection[];
  /** In the order of lines. */
  readonly problems: readonly FileProblem[];
}
