import { callerIdentity } from '../sts/identity.ts';
import { defaultLimits } from '../sts/limits.ts';
import type { CallLimits } from '../sts/limits.ts';
import type { ReadAws } from './api.ts';
import { fromAuthorizationDetails } from './authorizationDetails.ts';
import { openDirectoryData } from './directoryData/read.ts';
import { profileNames } from './profiles.ts';
import { read } from './read.ts';

/** Reading AWS over the real services, or over what AWS_ENDPOINT_URL… names. Loads no SDK client before its first call. */
export function createAws(limits: Partial<CallLimits> = {}): ReadAws {
  const bounds = { ...defaultLimits, ...limits };
  return {
    identity: async ({ profile, regions, signal }) => {
      const { account, arn, partition } = await callerIdentity({
        profile,
        region: regions === 'all' ? null : (regions[0] ?? null),
        limits: bounds,
        signal,
      });
      return { account, arn, partition };
    },
    read: (options) => read(options, bounds),
    openDirectoryData: (options) => openDirectoryData(options, bounds),
    fromAuthorizationDetails,
    profileNames,
  };
}
