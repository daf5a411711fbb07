/** The STS client: made on first use, guarded, closed after its one call. */
import type { STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { clock } from './awsTime.ts';
import { limited } from './call.ts';
import type { CallName } from './faults.ts';
import { guard } from './guard.ts';
import type { CallLimits } from './limits.ts';
import { credentialOperations } from './operations.ts';
import { checkedRegion } from './region.ts';
import { clientSettings, standardChain } from './settings.ts';

export interface StsCall {
  /** A profile of the AWS configuration; null = the standard credential chain. */
  readonly profile: string | null;
  /** null = the Region of the profile or the environment. */
  readonly region: string | null;
  readonly limits: CallLimits;
  readonly signal: AbortSignal;
  /**
   * In place of the profile's own, so that a chain that was resolved once serves many calls. Null = the request goes
   * unsigned, and nobody is asked for credentials.
   */
  readonly credentials?: AwsCredentialIdentityProvider | null;
  /** Told the time of AWS, in ms, by each answer that has a Date header, refusals too. */
  readonly onAwsTime?: (time: number) => void;
}

type Sdk = typeof import('@aws-sdk/client-sts');

const unsigned = { schemeId: 'smithy.api#noAuth' };
const nobody: AwsCredentialIdentityProvider = () =>
  Promise.reject(new Error('credentials were asked for, though the request goes unsigned'));

/** Runs one operation on a fresh client. Rejects with what the SDK threw, `job.cancelled` or `aws.noAnswer`. */
export async function withSts<T>(
  options: StsCall,
  operation: string,
  send: (client: STSClient, sdk: Sdk, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const name: CallName = { service: 'sts', operation };
  if (options.region !== null) checkedRegion(options.region);
  return limited(name, options.limits, options.signal, async (signal) => {
    const [sdk, credentials] = await Promise.all([
      import('@aws-sdk/client-sts'),
      options.credentials === undefined
        ? standardChain(options.profile, options.limits)
        : (options.credentials ?? nobody),
    ]);
    const settings = await clientSettings(
      'STS',
      options.profile,
      options.region,
      options.limits,
      credentials,
    );
    const client = new sdk.STSClient(
      // The SDK's own choice for an unsigned operation can be turned around by AWS_AUTH_SCHEME_PREFERENCE.
      options.credentials === null ? { ...settings, httpAuthSchemeProvider: () => [unsigned] } : settings,
    );
    client.middlewareStack.use(guard(credentialOperations));
    if (options.onAwsTime) client.middlewareStack.use(clock(options.onAwsTime));
    try {
      return await send(client, sdk, signal);
    } finally {
      client.destroy();
    }
  });
}
