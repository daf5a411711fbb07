/** The public face of the credential operations. All methods reject with `Fault`. */
import type { AssumeRole } from '../contract/sessions.ts';
import type { EncodedMessage } from './decodeMessage.ts';

export interface TemporaryCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** ISO 8601 UTC. */
  readonly expiresAt: string;
  readonly assumedRoleArn: string;
}

/** What a session signs with. */
export type SessionKeys = Pick<TemporaryCredentials, 'accessKeyId' | 'secretAccessKey' | 'sessionToken'>;

export interface CredentialOperations {
  assumeRole(request: AssumeRole, signal?: AbortSignal): Promise<TemporaryCredentials>;
  /** JSON text. `keys`: those of a session, in place of the profile's own. */
  decodeMessage(encoded: EncodedMessage, keys: SessionKeys | null, signal?: AbortSignal): Promise<string>;
}
