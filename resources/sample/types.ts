/** What the sample is made of before it becomes a workspace file. */
import type { ControlMeans, ControlWay } from '#domain/control/codes.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import type { NewSource } from '#workspace/api.ts';

/** One snapshot to be: its source, when it was read, and what was. Snapshots of one source come oldest first. */
export interface SampleSource {
  readonly source: NewSource;
  /** ISO 8601 UTC. */
  readonly readAt: string;
  readonly entries?: readonly DirectoryEntry[];
  readonly estate?: EstateFacts;
  readonly document?: { readonly name: string; readonly text: string };
  /** What the reading left out: where, and a fault code. */
  readonly missing: readonly { readonly where: string; readonly code: string }[];
}

export interface Sample {
  readonly sources: readonly SampleSource[];
  readonly manifest: Manifest;
}

/** How the twelve planted differences are named. `changed` names the attribute; the rest are about the object itself. */
export type DifferenceKind = 'onlyInForest' | 'onlyInCopy' | 'moved' | 'renamed' | 'changed';
export interface PlantedDifference {
  readonly kind: DifferenceKind;
  /** null for what is only in the copy. */
  readonly forestDn: string | null;
  /** null for what is only in the forest. */
  readonly copyDn: string | null;
  readonly attribute: string | null;
  readonly why: string;
}

export interface Members {
  /** DNs in `member` itself. */
  readonly direct: readonly string[];
  /** DNs of accounts (people, services, machines) reached by any way; foreign ones as their own directory names them. */
  readonly effective: readonly string[];
  /** Those of them that only a primaryGroupID brings. */
  readonly primaryOnly: readonly string[];
  /** SIDs of foreign principals on the way, and whom they stand for; null = nobody that was read. */
  readonly foreign: readonly { readonly sid: string; readonly dn: string | null }[];
  /** DNs of groups on the way. */
  readonly groups: readonly string[];
}

export interface Mapping extends Members {
  readonly mechanism: 'saml' | 'delegation' | 'identity-center';
  /** DN of the group or user; null where no directory has it. */
  readonly dn: string | null;
  readonly principal: string;
  readonly account: string;
  readonly role: string;
  /** ARN of the role that is meant; null where there is none. */
  readonly roleArn: string | null;
  /** DNs of those who arrive by this mechanism's own rules. */
  readonly arriving: readonly string[];
}

/** One fault: number as in the table of common faults; subjects are DNs, ARNs, directory ids or document names. */
export interface PlantedFault {
  readonly id: number;
  readonly why: string;
  readonly subjects: readonly string[];
}

/** One way to decide over a group, or to replicate the domain, that nobody would expect. */
export interface PlantedControl {
  readonly way: ControlWay;
  readonly means: ControlMeans;
  /** SID. */
  readonly trustee: string;
  /** DN of the object whose descriptor grants it. */
  readonly where: string;
  readonly inheritedFrom: string | null;
  /** A deny entry takes it from some of them. */
  readonly limited: boolean;
}

/** What an AWS estate shows that is worth seeing; `subject` is an ARN, an id, or an account and what it lacks. */
export interface PlantedFact {
  readonly kind:
    | 'trustAtOneEndAlone'
    | 'sharedDirectory'
    | 'partDenied'
    | 'accountNotRead'
    | 'nothingAllowed'
    | 'metadataOptional'
    | 'outdatedSet';
  readonly subject: string;
  readonly why: string;
}

/** A sign-in by the main rules that AWS refuses, or under a name that another has; an ARN or a DN. */
export interface PlantedSignIn {
  readonly kind: 'durationOverMaximum' | 'sessionNameMissing' | 'sessionNameShared';
  readonly subject: string;
}

export interface CopyManifest {
  readonly directoryId: string;
  /** The two units that are to be the same but for the differences. */
  readonly forestBase: string;
  readonly copyBase: string;
  /** Attributes that belong to the one directory and are no difference. */
  readonly ignored: readonly string[];
  readonly differences: readonly PlantedDifference[];
}

export interface Manifest {
  readonly counts: {
    readonly users: number;
    readonly groups: number;
    readonly roles: number;
    readonly accounts: number;
    readonly directories: number;
  };
  readonly faults: readonly PlantedFault[];
  readonly mappings: readonly Mapping[];
  readonly copies: readonly CopyManifest[];
  /** Of the forest as last read; all there is besides administrators and the system. */
  readonly control: readonly PlantedControl[];
  readonly signIns: readonly PlantedSignIn[];
  /** Of the AWS estate, beside its faults. */
  readonly estate: readonly PlantedFact[];
}
