/** What the mapping is computed from. The caller reads it; nothing here needs more than the objects that take part. */
import type { EstateFacts } from '../estate/facts.ts';
import type { GrantPrincipal } from './grant.ts';
import type { GroupNameTemplate } from './groupName.ts';

/** The facts of one AWS snapshot, and when they were read (ISO 8601 UTC). */
export interface EstateSnapshot {
  readonly snapshotId: number;
  readonly readAt: string;
  readonly facts: EstateFacts;
}

/** A user or group of a directory snapshot, as far as a mapping looks at it. `name` is the sAMAccountName. */
export interface DirectoryPrincipal extends GrantPrincipal {
  /** Signed 32-bit as LDAP prints it; null for what is no group. */
  readonly groupType: number | null;
  /** When its snapshot was read, ISO 8601 UTC. */
  readonly readAt: string;
}

/** Finds principals over the same snapshots that the groups come from. Asked once for each assignment, not for each object. */
export interface PrincipalLookup {
  /** The domains whose objects were read: a principal of any other one is not readable, which is not the same as missing. */
  readonly domains: readonly { readonly dnsName: string; readonly sid: string | null }[];
  /** Every user and group with this SID (`S-1-…`); foreign security principals are not among them. */
  bySid(sid: string): Iterable<DirectoryPrincipal>;
  /** Every user or group whose sAMAccountName is this, without regard to case. */
  byName(samAccountName: string, kind: 'group' | 'user'): Iterable<DirectoryPrincipal>;
}

export interface GrantInput {
  /** The newest complete snapshot of every AWS source. */
  readonly estates: readonly EstateSnapshot[];
  /** The groups whose sAMAccountName may follow the convention (see `template.prefix`); others are passed over. */
  readonly groups: Iterable<DirectoryPrincipal>;
  readonly principals: PrincipalLookup;
  /** The convention; `classicTemplate` when it is left out. */
  readonly template?: GroupNameTemplate;
}
