import type { Mechanism } from './grant.ts';

/** A mapping made by hand. */
export interface EnteredMapping {
  readonly id: string;
  /** What is matched. */
  readonly principalSid: string;
  /** As it was called when it was entered. */
  readonly principalName: string;
  readonly roleArn: string;
  readonly mechanism: Extract<Mechanism, 'saml' | 'delegation'>;
  readonly why: string;
  readonly by: string;
  /** ISO 8601 UTC. */
  readonly on: string;
}

/** The workspace itself: what was entered is of no snapshot. */
export const ofWorkspace = 0;
