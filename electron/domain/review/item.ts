import type { AccessNote } from '../access/accountNotes.ts';
import type { ChainLink } from '../access/chain.ts';
import type { Evidence, Mechanism } from '../mapping/grant.ts';
import type {
  ItemKind,
  ItemState,
  RemovalCode,
  ReviewDecision,
  ReviewerReason,
  ReviewGap,
  SinceState,
} from './codes.ts';

/** Somebody under review, as read when the review began. */
export interface ReviewPerson {
  readonly snapshotId: number;
  readonly objectId: number;
  readonly name: string;
  readonly samAccountName: string | null;
  readonly dn: string;
  readonly sid: string | null;
}

export interface ReviewRole {
  readonly key: string;
  readonly roleArn: string | null;
  readonly name: string;
  readonly account: string;
  readonly accountName: string | null;
  readonly permissionSetArn: string | null;
}

/** A link of a chain; of a membership also when it ends. */
export type ReviewLink = ChainLink & { readonly until?: string | null | undefined };

/** One way to the role: by one mechanism and group, or assigned to the person. */
export interface ReviewWay {
  readonly mechanism: Mechanism;
  /** Null: assigned to the person. */
  readonly group: { readonly name: string; readonly dn: string; readonly sid: string | null } | null;
  /** The group's managedBy; null = none, or not read. */
  readonly owner: string | null;
  readonly chain: readonly ReviewLink[];
}

export type LastSignIn =
  | { readonly state: 'known'; readonly at: string }
  | { readonly state: 'never' | 'notRead' };
export type LastUse =
  | { readonly state: 'known'; readonly at: string }
  /** `never`: not within the days that AWS looks back. */
  | { readonly state: 'never' | 'notRead' };

export interface Removal {
  readonly code: RemovalCode;
  /** Groups that the person is a member of and that lead to the role. */
  readonly groups: readonly { readonly name: string; readonly dn: string }[];
  /** Other roles that these groups lead to, reviewed or not. */
  readonly alsoOpens: number;
}

/** What an item froze when the review began: never changed. */
export interface FrozenItem {
  readonly kind: ItemKind;
  readonly role: ReviewRole;
  /** Whether the role makes itself any right; null = its policies were not read. */
  readonly privileged: boolean | null;
  readonly lastUsed: LastUse;
  /** Null where `kind` is `notReadable`. */
  readonly person: ReviewPerson | null;
  readonly ways: readonly ReviewWay[];
  /** When the last way ends; null = one of them has no end. ISO 8601 UTC. */
  readonly until: string | null;
  /** What keeps the account from signing in. */
  readonly notes: readonly AccessNote[];
  readonly disabled: boolean | null;
  readonly lastSignIn: LastSignIn;
  readonly removal: Removal | null;
  /** What was not readable. */
  readonly gap: {
    readonly code: ReviewGap;
    readonly mechanism: Mechanism | null;
    /** The group, provider or directory that it is about. */
    readonly name: string | null;
    readonly evidence: readonly Evidence[];
  } | null;
  readonly since: SinceState | null;
  readonly reviewer: { readonly id: string; readonly reason: ReviewerReason };
}

export interface SaidDecision {
  readonly decision: ReviewDecision;
  readonly reason: string;
  readonly by: string;
  /** ISO 8601 UTC, of the engine's clock. */
  readonly at: string;
}
/** One thing that happened to an item. A null decision: it was taken back. */
export type ItemEvent =
  | (Omit<SaidDecision, 'decision'> & { readonly decision: ReviewDecision | null })
  | { readonly reviewer: string; readonly by: string; readonly at: string };

/** What was said of an item: all of it, the newest last. */
export interface ItemSaid {
  readonly events: readonly ItemEvent[];
}

/** The decision that stands. */
export function decisionOf({ events }: ItemSaid): SaidDecision | null {
  for (let at = events.length - 1; at >= 0; at--) {
    const event = events[at]!;
    if (!('decision' in event)) continue;
    return event.decision === null ? null : { ...event, decision: event.decision };
  }
  return null;
}

export const stateOf = (said: ItemSaid): ItemState => decisionOf(said)?.decision ?? 'open';
/** Not decided yet. */
export const isOpen = (state: ItemState): boolean => state === 'open' || state === 'unsure';

/** What a decision may be about; a revocation gives its reason. */
export type DecisionProblem = 'reasonMissing' | 'wrongKind';
export function problemOf(
  kind: ItemKind,
  decision: ReviewDecision | null,
  reason: string,
): DecisionProblem | null {
  if (decision === null) return null;
  if ((kind === 'notReadable') !== (decision === 'acknowledge') && decision !== 'unsure') return 'wrongKind';
  return decision === 'revoke' && reason.trim() === '' ? 'reasonMissing' : null;
}
