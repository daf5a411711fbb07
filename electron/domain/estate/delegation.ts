/** Console delegation of Directory Service. */

/**
 * One assignment of Directory Service console delegation; no API lists them, so they are imported or entered. They hold for one
 * directory in one Region (facts/group-role-mapping.md, "Other sources of identity").
 */
export interface DelegationAssignment {
  readonly directoryId: string;
  readonly region: string;
  readonly roleArn: string;
  /** What is matched; empty only where `deleted`, for the console tells no SID of what is gone. */
  readonly principalSid: string;
  /** As the console names it: `DOMAIN\name`. */
  readonly principalName: string;
  /** DNS or NetBIOS name, of a trusted forest too; absent = not told. */
  readonly principalDomain?: string;
  readonly principalKind: 'user' | 'group';
  /** The console lists it as "Deleted User/Group": it stays there until somebody takes it out. */
  readonly deleted?: true;
  /** ISO 8601, a day or a time. */
  readonly recordedOn: string;
  readonly recordedBy: string;
}
