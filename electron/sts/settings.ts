/** What every AWS client of ours is made with: the standard credential chain, bounded attempts and time limits. */
import { chainOperations } from './operations.ts';
import { profileEndpoint } from './endpoint.ts';
import { guard } from './guard.ts';
import type { CallLimits } from './limits.ts';
import type { AwsCredentialIdentityProvider } from '@smithy/types';

/** The SDK warns on the console by default; there, it would break `--json` readers and could quote configuration. */
const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

const requestHandler = (limits: CallLimits) => ({
  connectionTimeout: limits.connectMs,
  requestTimeout: limits.answerMs,
  throwOnRequestTimeout: true,
  socketTimeout: limits.answerMs,
});

/**
 * The SDK's standard chain: environment, shared files, SSO, web identity, container, instance; a named profile goes
 * before the environment. Its own clients are guarded and limited like ours. Memoized: a `credential_process` runs once.
 */
export async function standardChain(
  profile: string | null,
  limits: CallLimits,
): Promise<AwsCredentialIdentityProvider> {
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
  return fromNodeProviderChain({
    ...(profile === null ? {} : { profile }),
    logger: silent,
    ignoreCache: true,
    clientConfig: { requestHandler: requestHandler(limits), maxAttempts: limits.attempts },
    clientPlugins: [guard(chainOperations)],
  });
}

/** Which service a client is for, as the SDK spells it. */
export type ServiceId =
  | 'STS'
  | 'IAM'
  | 'Directory Service'
  | 'Directory Service Data'
  | 'Organizations'
  | 'SSO Admin'
  | 'identitystore'
  | 'EC2';

/**
 * Settings for an SDK client. `region` null = the Region of the profile or the environment. AWS_ENDPOINT_URL… are read by
 * the SDK itself; the profile's `endpoint_url` is looked up here. `adaptive` slows a client down to what the service
 * takes, once it has been throttled: for clients that ask much.
 */
export async function clientSettings(
  serviceId: ServiceId,
  profile: string | null,
  region: string | null,
  limits: CallLimits,
  credentials: AwsCredentialIdentityProvider,
  retryMode: 'standard' | 'adaptive' = 'standard',
) {
  const endpoint = await profileEndpoint(profile, serviceId);
  return {
    ...(profile === null ? {} : { profile }),
    ...(region === null ? {} : { region }),
    ...(endpoint === null ? {} : { endpoint }),
    credentials,
    logger: silent,
    retryMode,
    maxAttempts: limits.attempts,
    requestHandler: requestHandler(limits),
  };
}

export type ClientSettings = Awaited<ReturnType<typeof clientSettings>>;
