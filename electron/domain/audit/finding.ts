/** What a check says, and what it is made of. */
import type { Evidence } from '../mapping/grant.ts';
import type {
  AuditSeverity,
  CheckId,
  Framework,
  NotJudgedCode,
  OwnerSource,
  SeverityReason,
  SubjectKind,
} from './codes.ts';
import type { FindingCode, FindingParams } from './params.ts';

/** By what the window opens it: an object of a snapshot, or an ARN or id in `where`. */
export interface Subject {
  readonly kind: SubjectKind;
  /** What never changes: SID, objectGUID, ARN, RoleId, directory id. Never a name, unless there is nothing else. */
  readonly id: string;
  /** For display alone. */
  readonly name: string;
  /** DN, ARN, id or file name. */
  readonly where: string;
  readonly snapshotId: number | null;
  /** Of directory objects alone. */
  readonly objectId: number | null;
  /** AWS account, where it is of one. */
  readonly account: string | null;
}

export interface Owner {
  readonly by: OwnerSource;
  /** DN, SID or name. */
  readonly id: string;
  readonly name: string;
}

/** An item of a framework that a check bears on. */
export interface Control {
  readonly framework: Framework;
  readonly edition: string;
  readonly items: readonly string[];
}

export interface Finding<C extends FindingCode = FindingCode> {
  /** The same for the same fault of the same thing, in whatever snapshot. */
  readonly key: string;
  readonly check: CheckId;
  readonly code: C;
  readonly severity: AuditSeverity;
  readonly reason: SeverityReason;
  readonly subject: Subject;
  readonly params: FindingParams[C];
  /** At most `mostEvidence`; `evidenceTotal` says how many there are. */
  readonly evidence: readonly Evidence[];
  readonly evidenceTotal: number;
  readonly owner: Owner | null;
}

export const mostEvidence = 20;
/** Findings that one check may make; what is beyond is counted. */
export const mostFindings = 10_000;

/** What a check could not tell. */
export interface NotJudged {
  readonly check: CheckId;
  readonly code: NotJudgedCode;
  /** Account, DN, ARN, file: as narrow as it is known; empty = all of it. */
  readonly where: string;
  /** A fault's code or one of words `missing.`; null = there is none. */
  readonly cause: string | null;
}

/** What a check calls while it looks. */
export interface Report {
  add<C extends FindingCode>(found: Draft<C>): void;
  /** As many findings as are kept were made: what is left need only be counted. */
  readonly full: boolean;
  /** One more, without what it says. */
  more(): void;
  notJudged(code: NotJudgedCode, where?: string, cause?: string | null): void;
}

export interface Draft<C extends FindingCode = FindingCode> {
  readonly code: C;
  readonly severity: AuditSeverity;
  readonly reason: SeverityReason;
  readonly subject: Subject;
  readonly params: FindingParams[C];
  readonly evidence: readonly Evidence[];
  /** Where the check keeps back evidence itself. */
  readonly evidenceTotal?: number;
  readonly owner?: Owner | null;
  /** What tells two findings of one code about one subject apart; never a name. */
  readonly part?: string;
}
