/** What a plan is computed from, beside the facts of the directory. */
import type { MatchKey } from '../compare/codes.ts';
import type { SchemaReading } from '../compare/fit/schemaGaps.ts';
import type { TargetKind, TargetSize } from './codes.ts';
import type { Decisions } from './decisions.ts';
import type { DirectoryFacts, NameKind } from './facts.ts';
import type { MappingByPlace } from './mapping.ts';

/** IAM Identity Center as it was read. */
export interface IdentityCenterFact {
  /** Who feeds it (domain/estate/identityCenter.ts). */
  readonly source: 'activeDirectory' | 'external' | 'own' | 'unknown';
  /** The directory it is fed by is the target itself: nothing changes. */
  readonly fedByTarget: boolean;
  readonly users: number;
  readonly groups: number;
  readonly assignments: number;
}

export interface PlanInput {
  readonly facts: DirectoryFacts;
  /** The directory that objects go into; null = a new one. */
  readonly into: DirectoryFacts | null;
  readonly kind: TargetKind;
  readonly size: TargetSize | null;
  readonly decisions: Decisions;
  readonly mapping: MappingByPlace;
  /** Rows of the mapping file whose object the snapshot does not have. */
  readonly mappingUnknown: number;
  /** Null: there is none, or it was not read. */
  readonly identityCenter: IdentityCenterFact | null;
  /** A name as it is written, to tell equal names from equal hashes; null = none. */
  readonly nameOf: (at: number, kind: NameKind) => string | null;
  readonly nameInto: (at: number, kind: NameKind) => string | null;
  readonly dnInto: (at: number) => string;
  /** The object of `into` that the comparison takes for the same, by its place there, and by what; null = none. */
  readonly partnerOf: (at: number) => { readonly other: number; readonly key: MatchKey } | null;
  /** What the readings say of the two schemas. */
  readonly schema: { readonly from: SchemaReading; readonly into: SchemaReading };
}
