import type { CredentialOperations } from './api.ts';
import { assumeRole } from './assumeRole.ts';
import { decodeMessage } from './decodeMessage.ts';
import { defaultLimits } from './limits.ts';
import type { CallLimits } from './limits.ts';

/** The credential operations over the real service, or over what AWS_ENDPOINT_URL(_STS) names. */
export function createSts(limits: Partial<CallLimits> = {}): CredentialOperations {
  const bounds = { ...defaultLimits, ...limits };
  return {
    assumeRole: (request, signal = new AbortController().signal) => assumeRole(request, bounds, signal),
    decodeMessage: (encoded, keys, signal = new AbortController().signal) =>
      decodeMessage(encoded, bounds, signal, keys === null ? undefined : () => Promise.resolve(keys)),
  };
}
