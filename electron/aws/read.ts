/** Reads an estate: the caller's own account, or many through a role of one name. One account refused does not end the rest. */
import { Fault } from '../contract/faults.ts';
import type { EstateFacts } from '../domain/estate/facts.ts';
import { callerIdentity } from '../sts/identity.ts';
import type { CallLimits } from '../sts/limits.ts';
import { standardChain } from '../sts/settings.ts';
import { readAccount } from './account.ts';
import type { AwsReadOptions } from './api.ts';
import { knownPartition } from './arn.ts';
import { readManyAccounts } from './manyAccounts.ts';
import { withAccount } from './oneAccount.ts';
import type { Reach } from './oneAccount.ts';
import { ReadProgress } from './readProgress.ts';

/** Rejects with `Fault`: cancelled, no usable credentials, a clock that is off, or STS itself out of reach. */
export async function read(options: AwsReadOptions, limits: CallLimits): Promise<EstateFacts> {
  const { profile, signal, onProgress } = options;
  onProgress('connecting', 0, null);
  const named = options.regions === 'all' ? null : (options.regions[0] ?? null);
  const credentials = await standardChain(profile, limits);
  const caller = await callerIdentity({ profile, region: named, limits, signal, credentials });
  const partition = knownPartition(caller.partition);
  if (partition === null) {
    throw new Fault('aws.serviceError', {
      service: 'sts',
      operation: 'GetCallerIdentity',
      detail: `partition ${caller.partition}`,
    });
  }
  const home = named ?? caller.region;
  const reach: Reach = {
    options,
    limits,
    partition,
    caller,
    credentials,
    home,
    progress: new ReadProgress(options),
  };
  const facts = options.accounts
    ? await readManyAccounts(reach, options.accounts)
    : await readOwnAccount(reach);
  onProgress('finishing', 0, null);
  return facts;
}

/** The caller's own, with what is one for the organization as far as it sees it. */
function readOwnAccount(reach: Reach): Promise<EstateFacts> {
  const { caller, credentials, options } = reach;
  const access = { account: caller.account, name: null, credentials, onMissing: options.onMissing };
  return withAccount(reach, access, (account, stop) => readAccount(account, stop, true));
}
