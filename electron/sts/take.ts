/**
 * The five operations of STS that give temporary credentials. Source: facts/sts-iam.md §1 and the service's model
 * (2011-06-15).
 */
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { Fault } from '../contract/faults.ts';
import { limited } from './call.ts';
import { withSts } from './client.ts';
import { callerIdentity } from './identity.ts';
import type { CallLimits } from './limits.ts';
import { refusal, sourceRefusal } from './refusals.ts';
import { checkedRegion } from './region.ts';
import { sending } from './sending.ts';
import type { StsRequest, TakenOnce } from './sending.ts';
import { credentialsOf, profileOf } from './signer.ts';
import type { Signer } from './signer.ts';
import { wholeSession } from './takenSession.ts';
import type { TakenSession } from './takenSession.ts';

const operations = {
  role: 'AssumeRole',
  saml: 'AssumeRoleWithSAML',
  webIdentity: 'AssumeRoleWithWebIdentity',
  sessionToken: 'GetSessionToken',
  federationToken: 'GetFederationToken',
} as const satisfies Record<StsRequest['kind'], string>;

/**
 * One session. `signer` null for the unsigned kinds (SAML, web identity), whose requests never ask for credentials.
 * Rejects with `sts.…`, `aws.…`, `input.invalid` (something needed once is missing; nothing was sent) or `job.cancelled`.
 */
export async function take(
  request: StsRequest,
  once: TakenOnce,
  signer: Signer | null,
  limits: CallLimits,
  signal: AbortSignal,
): Promise<TakenSession> {
  const operation = operations[request.kind];
  const region = checkedRegion(request.region);
  const send = sending(request, once);
  const source = 'source' in request ? signedBy(signer) : null;
  const credentials = source && (await resolved(source, region, operation, limits, signal));
  let awsTime: number | null = null;
  const options = {
    profile: source && profileOf(source),
    region,
    limits,
    signal,
    credentials,
    onAwsTime: (time: number) => void (awsTime = time),
  };
  // The answer of GetSessionToken does not say whose session it is. Asked first, so that no MFA code is spent for nothing.
  const user = request.kind === 'sessionToken' ? await callerIdentity(options) : null;
  try {
    const given = await withSts(options, operation, send);
    return wholeSession(operation, user ? { ...given, arn: user.arn, userId: user.userId } : given, awsTime);
  } catch (error) {
    throw refusal(error, { request, operation, awsTime, secrets: Object.values(once) });
  }
}

function signedBy(signer: Signer | null): Signer {
  if (signer) return signer;
  throw new Fault('input.invalid', { path: 'source', detail: 'nobody signs this request' });
}

/**
 * The signer's credentials, resolved by themselves: a profile may take a role of its own on the way, and its refusal is not
 * the refusal of what was asked.
 */
async function resolved(
  signer: Signer,
  region: string,
  operation: string,
  limits: CallLimits,
  signal: AbortSignal,
): Promise<AwsCredentialIdentityProvider> {
  const name = { service: 'sts', operation };
  try {
    // As a client tells its providers: a role on the way is asked for in the request's Region, unless the profile names one.
    const callerClientConfig = { region: () => Promise.resolve(region) };
    const keys = await limited(name, limits, signal, async () =>
      (await credentialsOf(signer, limits))({ callerClientConfig }),
    );
    return () => Promise.resolve(keys);
  } catch (error) {
    throw sourceRefusal(error, name, profileOf(signer));
  }
}
