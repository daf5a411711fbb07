/** The public face of the credential operations. All methods reject with `Fault`. */
import type { ConsoleSession } from './consoleLink.ts';
import type { EncodedMessage } from './decodeMessage.ts';
import type { SeenIdentity } from './identity.ts';
import type { StsRequest, TakenOnce } from './sending.ts';
import type { SessionKeys, Signer } from './signer.ts';
import type { TakenSession } from './takenSession.ts';

export type { ConsoleSession, SeenIdentity, SessionKeys, Signer, StsRequest, TakenOnce, TakenSession };

/** Every credential operation of STS, each over the guarded client, limited in time and cancellable. */
export interface Sts {
  /**
   * One session. `signer` null for the unsigned kinds (SAML, web identity), whose requests never ask for credentials.
   * What a refusal means beyond its sentence: `refusalOf`, `isPassing`, `encodedMessageOf`.
   */
  take(
    request: StsRequest,
    once: TakenOnce,
    signer: Signer | null,
    signal?: AbortSignal,
  ): Promise<TakenSession>;
  /** GetCallerIdentity. `region` null = that of the profile or the environment. */
  identity(signer: Signer, region: string | null, signal?: AbortSignal): Promise<SeenIdentity>;
  /** The account of an access key id: twelve digits. */
  accountOfAccessKey(
    accessKeyId: string,
    signer: Signer,
    region: string | null,
    signal?: AbortSignal,
  ): Promise<string>;
  /** An address that signs in to the console, good for 15 minutes: a secret. */
  consoleLink(session: ConsoleSession, signal?: AbortSignal): Promise<string>;
  /** JSON text. `keys`: those of a session, in place of the profile's own. */
  decodeMessage(encoded: EncodedMessage, keys: SessionKeys | null, signal?: AbortSignal): Promise<string>;
}
