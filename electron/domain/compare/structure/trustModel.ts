/** Trusts as both ends tell of them, in one direction (facts/active-directory.md §2, facts/aws-directory-service.md §3). */
import type { TrustKind } from '../../directory/trust.ts';
import type { ObjectRef } from '../../forest/model.ts';
import type { SidFilteringCode } from '../../forest/sidFiltering.ts';

/** Who trusts whom, between the first and the second end of a row; whoever trusts lets the other's users in. */
export const pairDirections = ['firstTrustsSecond', 'secondTrustsFirst', 'both', 'neither'] as const;
export type PairDirection = (typeof pairDirections)[number];

export const trustWitnesses = ['trustedDomain', 'aws'] as const;

/** What one witness at one end says. */
export interface TrustStatement {
  end: 'first' | 'second';
  by: (typeof trustWitnesses)[number];
  /** As stored: trustDirection's number, or AWS's words. */
  said: string;
  /** Null where the stored value has no meaning. */
  direction: PairDirection | null;
  kind: TrustKind | null;
  transitive: boolean | null;
  /** Whether this end lets the other's users in only where allowed; null = not told. */
  selectiveAuthentication: boolean | null;
  sidFiltering: SidFilteringCode | null;
  /** AWS alone: `Verified`, `VerifyFailed` … */
  state: string | null;
  stateReason: string | null;
  /** The trustedDomain object. */
  ref: ObjectRef | null;
  /** AWS's trust and directory. */
  aws: { snapshotId: number; directoryId: string; trustId: string; region: string; account: string } | null;
  /** ISO 8601 UTC. */
  readAt: string;
}

export const trustVerdicts = ['agree', 'disagree', 'otherEndHasNone', 'otherEndNotRead'] as const;
export type TrustVerdict = (typeof trustVerdicts)[number];

export const pairDisagreements = [
  'direction',
  'kind',
  'transitivity',
  'selectiveAuthentication',
  'sid',
  'partnerSid',
  'netbios',
  /** AWS lists a trust of a directory, and the directory's own reading has no object of it. */
  'notInDomain',
  /** The directory's own reading has the object, and AWS lists no such trust. */
  'notInAws',
] as const;
export type PairDisagreement = (typeof pairDisagreements)[number];

/** Whether an end told: `none` = its trusts were read, and this one is not among them. */
export const endStates = ['told', 'none', 'notRead'] as const;

export interface TrustPair {
  /** Both ends' names; stable from reading to reading. */
  id: string;
  first: string;
  second: string;
  firstEnd: (typeof endStates)[number];
  secondEnd: (typeof endStates)[number];
  /** What is told by all who tell; null where they differ. */
  direction: PairDirection | null;
  kind: TrustKind | null;
  verdict: TrustVerdict;
  disagreements: PairDisagreement[];
  statements: TrustStatement[];
}

export const nodeKinds = ['domain', 'directory', 'unread'] as const;
export const nodeOrigins = ['on-premises', 'aws', 'rule', 'both', 'unknown'] as const;

/** A domain or an AWS directory; `unread`: known by name alone, from the other end of a trust. */
export interface TrustNode {
  /** DNS name in lower case (that which a trust names), or the directory id of a directory that is no such domain. */
  id: string;
  name: string;
  netbios: string | null;
  kind: (typeof nodeKinds)[number];
  origin: (typeof nodeOrigins)[number];
  /** Id of the forest that it is of; null = not known. */
  forest: string | null;
  ref: ObjectRef | null;
  /** AWS directories that this is: one, or the owner's and those shared from it. */
  directories: {
    snapshotId: number;
    directoryId: string;
    type: string;
    edition: string | null;
    region: string;
    account: string;
  }[];
}

/** A line of the diagram, one a row; `connector`: an AD Connector that points at the domain, which is no trust. */
export interface TrustEdge {
  is: 'trust' | 'connector';
  /** The trusts' row; '' for a connector. */
  pair: string;
  first: string;
  second: string;
  direction: PairDirection | null;
  kind: TrustKind | null;
  verdict: TrustVerdict | null;
}
