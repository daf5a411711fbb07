/** One account of a reading: its Regions, its clients, its facts. */
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import type { Partition } from '../domain/estate/facts.ts';
import type { CallerIdentity } from '../sts/identity.ts';
import type { CallLimits } from '../sts/limits.ts';
import type { AccountReach } from './accountReach.ts';
import type { AwsReadOptions } from './api.ts';
import { openClients } from './clients.ts';
import type { Clients } from './clients.ts';
import { enabledRegions } from './enabledRegions.ts';
import { readPart } from './part.ts';
import type { ReadProgress } from './readProgress.ts';

/** One reading under way, whichever account is read. */
export interface Reach {
  readonly options: AwsReadOptions;
  readonly limits: CallLimits;
  readonly partition: Partition;
  readonly caller: CallerIdentity;
  /** The caller's own, resolved once. */
  readonly credentials: AwsCredentialIdentityProvider;
  /** Where what is one for the partition is asked. */
  readonly home: string;
  readonly progress: ReadProgress;
}

/** One account, and with whose credentials it is read. */
export interface AccountAccess {
  readonly account: string;
  readonly name: string | null;
  readonly credentials: AwsCredentialIdentityProvider;
  readonly onMissing: AwsReadOptions['onMissing'];
}

/** What is done with one account, its clients open. Rejects with `Fault` for what ends all of it. */
export async function withAccount<T>(
  reach: Reach,
  { account, name, credentials, onMissing }: AccountAccess,
  work: (account: AccountReach, stop: AbortController) => Promise<T>,
): Promise<T> {
  const { options, limits, home, progress, partition } = reach;
  // The first refusal that ends the reading ends the other parts as well, and they are waited for.
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const credentialReport = options.credentialReport ?? false;
  const reports = credentialReport ? (['credentialReport'] as const) : [];
  const clients = openClients({ profile: options.profile, limits, signal, credentials, reports });
  try {
    const asked = await regionsOf(reach, account, clients, onMissing);
    const onCount: AccountReach['onCount'] = (service, part, count) =>
      progress.count(account, service, part, count);
    const onService: AccountReach['onService'] = (service, lacks) => {
      if (lacks === null) progress.readAll(account, service);
      else progress.lacks(account, service, lacks);
    };
    const whose = { clients, partition, account, name, home, ...asked };
    return await work({ ...whose, credentialReport, signal, onMissing, onCount, onService }, stop);
  } finally {
    clients.close();
  }
}

/** Which Regions to ask. Where those that are enabled may not be listed, the one that the caller works in is. */
async function regionsOf(
  { options: { regions }, home }: Reach,
  account: string,
  clients: Clients,
  onMissing: AwsReadOptions['onMissing'],
): Promise<{ regions: readonly string[]; allRegions: boolean }> {
  if (regions !== 'all')
    return { regions: regions.length > 0 ? [...new Set(regions)] : [home], allRegions: false };
  const enabled = await readPart(`${account}/ec2:DescribeRegions`, onMissing, () =>
    enabledRegions(clients.ec2(home)),
  );
  return enabled.state === 'read'
    ? { regions: enabled.value, allRegions: true }
    : { regions: [home], allRegions: false };
}
