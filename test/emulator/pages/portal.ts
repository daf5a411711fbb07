/** What a person's browser opens to sign in to an access portal: `/device` and `/authorize`. They answer at once. */
import { answer, deviceOf, secretText } from '../services/portalState.ts';
import type { PortalState } from '../services/portalState.ts';
import type { Reply } from '../wire.ts';
import { page } from './html.ts';

export function devicePage(parameters: URLSearchParams, portal: PortalState): Reply {
  const code = parameters.get('user_code');
  if (code === null) return page(200, 'Authorize request', 'Open this page with ?user_code=…');
  const device = deviceOf(portal, code.toUpperCase());
  if (!device) return page(400, 'Invalid code', 'Nobody waits with this code.');
  answer(portal, device);
  return device.person === null
    ? page(200, 'Request denied', 'You can close this window.')
    : page(200, 'Request approved', `${device.person.userName}, you can close this window.`);
}

/** An authorization request with PKCE; back to the loopback address with a code, or `access_denied`. */
export function authorizePage(parameters: URLSearchParams, portal: PortalState): Reply {
  const redirectUri = parameters.get('redirect_uri') ?? '';
  const client = portal.clients.get(parameters.get('client_id') ?? '');
  // A wrong client or address is told to the person, not to the address: RFC 6749 §4.1.2.1.
  if (!client || client.expiresAt <= portal.now()) return page(400, 'Error', 'Unknown client');
  if (!client.redirectUris.some((one) => withoutPort(one) === withoutPort(redirectUri)))
    return page(400, 'Error', 'The redirect address is not registered');
  const state = parameters.get('state');
  const back = (values: Readonly<Record<string, string>>): Reply => {
    const to = new URL(redirectUri);
    for (const [name, value] of Object.entries({ ...values, ...(state === null ? {} : { state }) }))
      to.searchParams.set(name, value);
    return { status: 302, headers: { location: to.href, 'cache-control': 'no-store' }, body: '' };
  };
  const challenge = parameters.get('code_challenge');
  if (parameters.get('response_type') !== 'code') return back({ error: 'unsupported_response_type' });
  if (challenge === null || parameters.get('code_challenge_method') !== 'S256')
    return back({ error: 'invalid_request' });
  const person = portal.person();
  if (person === null) return back({ error: 'access_denied' });
  const code = secretText();
  const clientId = parameters.get('client_id')!;
  portal.codes.set(code, { clientId, redirectUri, challenge, expiresAt: portal.now() + 60_000, person });
  return back({ code });
}

/** A loopback address may have any port: RFC 8252 §7.3. */
function withoutPort(uri: string): string | null {
  if (!URL.canParse(uri)) return null;
  const url = new URL(uri);
  url.port = '';
  return url.href;
}
