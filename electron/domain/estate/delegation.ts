/** Console delegation of Directory Service. */

/** One assignment of Directory Service console delegation; no API lists them, so they are imported or entered. */
export interface DelegationAssignment {
  readonly directoryId: string;
  readonly region: string;
  readonly roleArn: string;
  readonly principalSid: string;
  readonly principalName: string;
  readonly principalKind: 'user' | 'group';
  readonly recordedOn: string;
  readonly recordedBy: string;
}
