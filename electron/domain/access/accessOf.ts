import type { ReachedRole, ChainObject } from './chain.ts';
import type { AccountState, AccessNote } from './accountNotes.ts';
import type { Grant } from '../mapping/grant.ts';
import type { MembershipGraph } from '../membership/graph.ts';
import type { NodeRef } from '../membership/part.ts';

/** An object as the explanation needs it. */
export interface DescribedObject {
  readonly object: ChainObject;
  /** Signed 32-bit as LDAP prints it; null for what is no group. */
  readonly groupType: number | null;
}

export interface AccessInput {
  readonly user: NodeRef;
  readonly graph: MembershipGraph;
  readonly grants: readonly Grant[];
  /** Asked once for each object on the way up and in the chains. */
  readonly describe: (ref: NodeRef) => DescribedObject;
  /** The account bits of the user, as read. */
  readonly account: AccountState;
}

export interface UserAccess {
  /** Grants that work and that the user is in, each with the shortest chain. */
  readonly reached: ReachedRole[];
  /** Grants that the user is in and that do not work; the chain says how far it goes. */
  readonly broken: ReachedRole[];
  /** Neither yes nor no: who is assigned, or whether the role takes it, cannot be read. */
  readonly notReadable: Grant[];
  readonly notes: AccessNote[];
}

/** What a user reaches, judged as of the read time of the user's snapshot. */
export declare function accessOf(input: AccessInput): UserAccess;
