import type { Sts } from './api.ts';
import { consoleLink } from './consoleLink.ts';
import { decodeMessage } from './decodeMessage.ts';
import { accountOfAccessKey, identity } from './identity.ts';
import { defaultLimits } from './limits.ts';
import type { CallLimits } from './limits.ts';
import { take } from './take.ts';

/** The credential operations over the real service, or over what AWS_ENDPOINT_URL(_STS, _SIGNIN) names. */
export function createSts(limits: Partial<CallLimits> = {}): Sts {
  const bounds = { ...defaultLimits, ...limits };
  const never = new AbortController().signal;
  return {
    decodeMessage: (encoded, keys, signal = never) =>
      decodeMessage(encoded, bounds, signal, keys === null ? undefined : () => Promise.resolve(keys)),
    take: (request, once, signer, signal = never) => take(request, once, signer, bounds, signal),
    identity: (signer, region, signal = never) => identity(signer, region, bounds, signal),
    accountOfAccessKey: (accessKeyId, signer, region, signal = never) =>
      accountOfAccessKey(accessKeyId, signer, region, bounds, signal),
    consoleLink: (session, signal = never) => consoleLink(session, bounds, signal),
  };
}
