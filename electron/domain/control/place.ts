/** What the questions of control are asked of, and what they answer. */
import type { KnownAce, SecurityDescriptor } from '../directory/security/descriptor.ts';
import type { ControlMeans, ControlWay } from './codes.ts';

/** One object and its descriptor. */
export interface Place {
  readonly objectId: number;
  /** schemaIDGUID of its most special class; null = not known. */
  readonly objectClass: string | null;
  readonly descriptor: SecurityDescriptor;
}

/** What is known of trustees beside the descriptors. */
export interface Principals {
  /**
   * The SIDs that a sign-in of this trustee carries for sure: itself, the groups that it is in, Everyone and, unless it is
   * anonymous, Authenticated Users. Of a group: what every member carries.
   */
  tokenOf(sid: string): ReadonlySet<string>;
  /** Whether a trustee is known to be one account, which shares no members with a group it is not in. */
  isAccount(sid: string): boolean;
}

/** One way to decide over what was asked about. */
export interface ControlGrant {
  readonly sid: string;
  readonly way: ControlWay;
  readonly means: ControlMeans;
  readonly place: Place;
  /** The entry that grants it; null for the owner, and for a descriptor without a DACL. */
  readonly ace: KnownAce | null;
  /** Deny entries that take something of it from some of them. */
  readonly limitedBy: readonly KnownAce[];
}
