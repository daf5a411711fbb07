/** Signing in by the browser: an authorization code with PKCE. Source: RFC 7636, RFC 8252; the portal's `/authorize`. */
import { createHash, randomBytes } from 'node:crypto';
import type { PortalClient, PortalToken } from './api.ts';
import { listenForCode } from './callback.ts';
import { scope, tokenForCode } from './oidc.ts';
import { portalUrl } from './rest.ts';
import type { Asking } from './rest.ts';
import { below } from '../serviceUrl.ts';

/** Opens the sign-in, waits for the browser to come back, and fetches the token. `waitMs`: for the person. */
export async function signInByBrowser(
  client: PortalClient,
  open: (address: string) => void,
  waitMs: number,
  asking: Asking,
): Promise<PortalToken> {
  const state = randomBytes(32).toString('base64url');
  const codeVerifier = randomBytes(48).toString('base64url');
  const callback = await listenForCode(state, waitMs, asking.signal);
  let worked = false;
  try {
    const { redirectUri } = callback;
    const address = below(portalUrl('sso-oidc', asking.region), '/authorize');
    address.search = new URLSearchParams({
      response_type: 'code',
      client_id: client.clientId,
      redirect_uri: redirectUri,
      state,
      code_challenge_method: 'S256',
      code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
      scopes: scope,
    }).toString();
    open(address.href);
    const code = await callback.code();
    const token = await tokenForCode(client, { code, codeVerifier, redirectUri }, asking);
    worked = true;
    return token;
  } finally {
    callback.end(worked);
  }
}
