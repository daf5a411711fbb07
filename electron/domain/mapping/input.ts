/** What the mapping is computed from. The caller reads it; nothing here needs more than the objects that take part. */
import type { ClaimPolicy } from '../claims/policy.ts';
import type { RunSettings } from '../claims/run/settings.ts';
import type { DelegationAssignment } from '../estate/delegation.ts';
import type { EstateFacts } from '../estate/facts.ts';
import type { EnteredMapping } from './enteredMapping.ts';
import type { GrantPrincipal } from './grant.ts';
import type { GroupNameTemplate } from './groupName.ts';

/** The facts of one AWS snapshot, and when they were read (ISO 8601 UTC). */
export interface EstateSnapshot {
  readonly snapshotId: number;
  readonly readAt: string;
  readonly facts: EstateFacts;
  /** Accounts that were looked into, whatever is there to show it; absent = as far as the facts show. */
  readonly looked?: readonly string[];
}

/** A user or group of a directory snapshot, as far as a mapping looks at it. `name` is the sAMAccountName. */
export interface DirectoryPrincipal extends GrantPrincipal {
  /** Signed 32-bit as LDAP prints it; null for what is no group. */
  readonly groupType: number | null;
  /** The name in its DN; absent = not looked up. */
  readonly cn?: string;
  /** NetBIOS name of its domain; null or absent = not known. */
  readonly netbios?: string | null;
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
  /** Users who sign in by this name, or have it as their mail; `DOMAIN\\name` is one of them. Absent = nobody can be told. */
  byLogin?(name: string): Iterable<LoginMatch>;
  /** Users and groups with this objectGUID, as text. Absent = nobody can be told. */
  byGuid?(guid: string): Iterable<DirectoryPrincipal>;
}

/** A user, and by which name. */
export interface LoginMatch extends DirectoryPrincipal {
  readonly by: 'userPrincipalName' | 'mail' | 'sAMAccountName';
}

/** A text of claim rules, and when it was read. */
export interface RuleDocument {
  readonly snapshotId: number;
  readonly readAt: string;
  readonly name: string;
}

/** The rules by which directories reach AWS. */
export interface SamlRules {
  /** The same on every run. */
  readonly id: string;
  readonly documents: { readonly acceptance: RuleDocument | null; readonly issuance: RuleDocument };
  readonly policy: ClaimPolicy;
  readonly caseOf: RunSettings['caseOf'];
  /** Every group of the directories that these rules are of. */
  readonly groups: Iterable<DirectoryPrincipal>;
}

export interface GrantInput {
  /** The newest complete snapshot of every AWS source. */
  readonly estates: readonly EstateSnapshot[];
  /**
   * The groups of directories without known rules whose sAMAccountName may follow a convention (see `template.prefix`); others
   * are passed over.
   */
  readonly groups: Iterable<DirectoryPrincipal>;
  readonly principals: PrincipalLookup;
  /** The convention; `classicTemplate` when it is left out. */
  readonly template?: GroupNameTemplate;
  /** Several, in place of `template`. */
  readonly templates?: readonly GroupNameTemplate[];
  readonly rules?: readonly SamlRules[];
  /** Entered by hand. */
  readonly entered?: {
    readonly delegations: readonly DelegationAssignment[];
    readonly mappings: readonly EnteredMapping[];
  };
}
