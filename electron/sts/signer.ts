/** Whose credentials sign a request. */
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import type { CallLimits } from './limits.ts';
import { standardChain } from './settings.ts';

/** What a session signs with. */
export interface SessionKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

export type Signer =
  /** A profile of the AWS configuration; null = the standard credential chain. */
  | { readonly kind: 'profile'; readonly profile: string | null }
  | {
      readonly kind: 'keys';
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken?: string;
    }
  /** Credentials that were resolved once and are shared, and the profile that they are of. */
  | {
      readonly kind: 'provider';
      readonly profile: string | null;
      readonly credentials: AwsCredentialIdentityProvider;
    };

/** The profile whose endpoint and other settings hold for what this signer asks; null = those of the environment. */
export const profileOf = (signer: Signer): string | null => (signer.kind === 'keys' ? null : signer.profile);

export async function credentialsOf(
  signer: Signer,
  limits: CallLimits,
): Promise<AwsCredentialIdentityProvider> {
  if (signer.kind === 'provider') return signer.credentials;
  if (signer.kind === 'profile') return standardChain(signer.profile, limits);
  const { kind: _, ...keys } = signer;
  return () => Promise.resolve(keys);
}
