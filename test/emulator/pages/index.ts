/** What a browser opens, or asks as a browser would, by its path. */
import type { AccessKey } from '../estate.ts';
import type { PortalState } from '../services/portalState.ts';
import type { RawRequest, Reply } from '../wire.ts';
import { consolePage } from './console.ts';
import type { SignIn } from './console.ts';
import { authorizePage, devicePage } from './portal.ts';

export interface Pages {
  readonly keys: ReadonlyMap<string, AccessKey>;
  readonly now: Date;
  readonly portal: PortalState;
  readonly signIns: SignIn[];
}

/** Null for a request to a service. */
export function pageOf({ method, url, body }: RawRequest, at: Pages): Reply | null {
  const { pathname, searchParams } = new URL(url, 'http://emulator');
  if (pathname === '/federation')
    return consolePage(method === 'POST' ? new URLSearchParams(body) : searchParams, at);
  if (method !== 'GET') return null;
  if (pathname === '/device') return devicePage(searchParams, at.portal);
  return pathname === '/authorize' ? authorizePage(searchParams, at.portal) : null;
}
