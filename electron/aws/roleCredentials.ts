import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import type { Partition } from '../domain/estate/facts.ts';
import type { RoleRequest } from '../domain/session/request.ts';
import type { CallLimits } from '../sts/limits.ts';
import { take } from '../sts/take.ts';

/** How the sessions of a reading are called, so that CloudTrail tells them from others. */
export const sessionName = 'treeline-read';
/** The most that a chained session gets (facts/sts-iam.md §2), and the default of a role. */
const durationSeconds = 3600;
/** New credentials are taken before the old ones end. */
const marginMs = 5 * 60_000;

export interface RoleToTake {
  readonly partition: Partition;
  readonly account: string;
  /** With its path, where it has one. */
  readonly roleName: string;
  readonly region: string;
  readonly profile: string | null;
  /** The caller's own. */
  readonly source: AwsCredentialIdentityProvider;
}

/**
 * The credentials of a role in another account, taken on first use, shared by all clients and renewed in time. Rejects
 * with `Fault`: `sts.accessDenied` also where there is no such role, for STS does not tell.
 */
export function roleCredentials(
  { partition, account, roleName, region, profile, source }: RoleToTake,
  limits: CallLimits,
  signal: AbortSignal,
): AwsCredentialIdentityProvider {
  const request: RoleRequest = {
    kind: 'role',
    source: { kind: 'profile', profile },
    roleArn: `arn:${partition}:iam::${account}:role/${roleName}`,
    sessionName,
    externalId: null,
    tags: [],
    transitiveTagKeys: [],
    sourceIdentity: null,
    mfaSerial: null,
    region,
    durationSeconds,
    policy: null,
    policyArns: [],
  };
  let taken: { readonly until: number; readonly credentials: Promise<AwsCredentialIdentity> } | undefined;
  const takeNow = async (): Promise<AwsCredentialIdentity> => {
    const signer = { kind: 'provider', profile, credentials: source } as const;
    const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = await take(
      request,
      {},
      signer,
      limits,
      signal,
    );
    return { accessKeyId, secretAccessKey, sessionToken, expiration: new Date(expiresAt) };
  };
  return () => {
    if (!taken || taken.until <= Date.now()) {
      const current = { until: Date.now() + durationSeconds * 1000 - marginMs, credentials: takeNow() };
      // A refusal is not kept: the next call asks again.
      current.credentials.catch(() => {
        if (taken === current) taken = undefined;
      });
      taken = current;
    }
    return taken.credentials;
  };
}
