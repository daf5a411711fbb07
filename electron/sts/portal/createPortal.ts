import { setTimeout as sleep } from 'node:timers/promises';
import { defaultLimits } from '../limits.ts';
import type { CallLimits } from '../limits.ts';
import type { PortalOperations } from './api.ts';
import { signInByBrowser } from './browser.ts';
import { awaitDevice, register, renew, startDevice } from './oidc.ts';
import type { Pause } from './oidc.ts';
import type { Asking } from './rest.ts';
import { accounts, roles, signOut, takeRole } from './roles.ts';
import { Fault } from '../../contract/faults.ts';

export interface PortalOptions extends Partial<CallLimits> {
  /** How long a person has to sign in with the browser; the portal's own codes last ten minutes. */
  readonly signInMs?: number;
  /** How to wait between two questions whether a code was confirmed. */
  readonly pause?: Pause;
}

const pauseFor: Pause = async (ms, signal) => {
  await sleep(ms, undefined, { signal }).catch(() => {
    throw new Fault('job.cancelled', {});
  });
};

/** Portals over the real services, or over what AWS_ENDPOINT_URL(_SSO_OIDC, _SSO) names. */
export function createPortal({
  signInMs = 600_000,
  pause = pauseFor,
  ...limits
}: PortalOptions = {}): PortalOperations {
  const bounds = { ...defaultLimits, ...limits };
  const asking = (region: string, signal = new AbortController().signal): Asking => ({
    region,
    limits: bounds,
    signal,
  });
  return {
    register: (place, signal) => register(place, asking(place.region, signal)),
    startDevice: (place, client, signal) => startDevice(place, client, asking(place.region, signal)),
    awaitDevice: (place, client, device, signal) =>
      awaitDevice(client, device, asking(place.region, signal), pause),
    signInByBrowser: (place, client, open, signal) =>
      signInByBrowser(client, open, signInMs, asking(place.region, signal)),
    renew: (place, client, refreshToken, signal) => renew(client, refreshToken, asking(place.region, signal)),
    accounts: ({ region, accessToken }, signal) => accounts(accessToken, asking(region, signal)),
    roles: ({ region, accessToken }, account, signal) => roles(accessToken, account, asking(region, signal)),
    take: ({ region, accessToken }, account, roleName, signal) =>
      takeRole(accessToken, account, roleName, asking(region, signal)),
    signOut: ({ region, accessToken }, signal) => signOut(accessToken, asking(region, signal)),
  };
}
