/** The public face of the credential operations. All methods reject with `Fault`. */
import type { AssumeRole } from '../contract/sessions.ts';

export interface TemporaryCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** ISO 8601 UTC. */
  readonly expiresAt: string;
  readonly assumedRoleArn: string;
}

export interface CredentialOperations {
  assumeRole(request: AssumeRole, signal?: AbortSignal): Promise<TemporaryCredentials>;
}
