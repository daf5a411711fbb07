/** Signing in to a portal: registration, codes, tokens. Source: the model of sso-oidc (2019-06-10), RFC 8628, RFC 7636. */
import { Fault } from '../../contract/faults.ts';
import { isPassing } from '../refusalOf.ts';
import type { PortalClient, PortalDevice, PortalPlace, PortalToken } from './api.ts';
import { askPortal, malformed, momentOf, textOf } from './rest.ts';
import type { Asking, Meaning } from './rest.ts';

/** What the portal's accounts and roles are asked with; with it comes a refresh token. */
export const scope = 'sso:account:access';
/** Any port of this machine: the portal leaves the port out when it compares. */
export const registeredRedirect = 'http://127.0.0.1/oauth/callback';
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';
/** RFC 8628 §3.5: how much slower after `slow_down`, and how slow where the service does not say. */
const slowerSeconds = 5;
const usualSeconds = 5;

/** Waits; ends early, rejecting, when the signal says so. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

/** A start URL is shown to people and opened by them: a web address over TLS, or on this machine. */
function checked({ startUrl, region }: PortalPlace): string {
  if (isWebAddress(startUrl)) return startUrl;
  throw new Fault('portal.startUrlInvalid', { startUrl, region });
}

export function isWebAddress(address: string): boolean {
  const url = URL.parse(address);
  if (!url || url.username !== '' || url.password !== '') return false;
  return (
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && /^(127\.0\.0\.1|localhost|\[::1\])$/.test(url.hostname))
  );
}

const inSeconds = (seconds: number): number => Date.now() + seconds * 1000;

/** Which portal: what is wrong with it comes as `InvalidRequestException` or as a redirect that it does not take. */
const unknownPortal =
  ({ startUrl, region }: PortalPlace): Meaning =>
  (code) =>
    /^Invalid(Request|RedirectUri|ClientMetadata)Exception$/.test(code)
      ? new Fault('portal.startUrlInvalid', { startUrl, region })
      : null;

export async function register(
  place: PortalPlace & { readonly redirect: boolean },
  asking: Asking,
): Promise<PortalClient> {
  const startUrl = checked(place);
  const operation = 'RegisterClient';
  const body = {
    clientName: 'Treeline',
    clientType: 'public',
    scopes: [scope],
    ...(place.redirect
      ? {
          grantTypes: ['authorization_code', 'refresh_token'],
          redirectUris: [registeredRedirect],
          issuerUrl: startUrl,
        }
      : { grantTypes: [deviceGrant, 'refresh_token'] }),
  };
  const answer = await askPortal(
    operation,
    asking,
    { body },
    place.redirect ? unknownPortal(place) : undefined,
  );
  return {
    clientId: textOf(answer, 'clientId', operation),
    clientSecret: textOf(answer, 'clientSecret', operation),
    expiresAt: momentOf(answer, 'clientSecretExpiresAt', operation, (seconds) => seconds * 1000),
    redirect: place.redirect,
  };
}

export async function startDevice(
  place: PortalPlace,
  client: PortalClient,
  asking: Asking,
): Promise<PortalDevice> {
  const operation = 'StartDeviceAuthorization';
  const body = { clientId: client.clientId, clientSecret: client.clientSecret, startUrl: checked(place) };
  const answer = await askPortal(operation, asking, { body }, unknownPortal(place));
  const address = (field: string): string => {
    const text = textOf(answer, field, operation);
    if (isWebAddress(text)) return text;
    throw malformed(operation, field);
  };
  return {
    deviceCode: textOf(answer, 'deviceCode', operation),
    userCode: textOf(answer, 'userCode', operation),
    verificationUri: address('verificationUri'),
    verificationUriComplete: address('verificationUriComplete'),
    expiresAt: momentOf(answer, 'expiresIn', operation, inSeconds),
    intervalSeconds:
      typeof answer['interval'] === 'number' && answer['interval'] > 0 ? answer['interval'] : usualSeconds,
  };
}

/** Polls no faster than asked to, until the code is confirmed, declined or over. */
export async function awaitDevice(
  client: PortalClient,
  device: PortalDevice,
  asking: Asking,
  pause: Pause,
): Promise<PortalToken> {
  const input = { ...grantedTo(client), grantType: deviceGrant, deviceCode: device.deviceCode };
  let seconds = device.intervalSeconds;
  for (;;) {
    await pause(seconds * 1000, asking.signal);
    let waits = null as string | null;
    try {
      return await createToken(input, asking, (code) => {
        if (code === 'AuthorizationPendingException' || code === 'SlowDownException') waits = code;
        return waits === null ? signInMeaning(code) : new Fault('portal.signInExpired', {});
      });
    } catch (error) {
      // A network that is away for a while ends no sign-in.
      if ((waits === null && !isPassing(error)) || Date.now() >= Date.parse(device.expiresAt)) throw error;
    }
    if (waits === 'SlowDownException') seconds += slowerSeconds;
  }
}

/** The token for what the browser came back with. */
export function tokenForCode(
  client: PortalClient,
  returned: { readonly code: string; readonly codeVerifier: string; readonly redirectUri: string },
  asking: Asking,
): Promise<PortalToken> {
  const input = { ...grantedTo(client), grantType: 'authorization_code', ...returned };
  return createToken(input, asking, signInMeaning);
}

export function renew(client: PortalClient, refreshToken: string, asking: Asking): Promise<PortalToken> {
  const input = { ...grantedTo(client), grantType: 'refresh_token', refreshToken };
  return createToken(input, asking, (code) =>
    /^(InvalidGrant|ExpiredToken|AccessDenied|UnsupportedGrantType)Exception$/.test(code)
      ? new Fault('portal.tokenExpired', {})
      : null,
  );
}

const grantedTo = ({ clientId, clientSecret }: PortalClient) => ({ clientId, clientSecret });

function signInMeaning(code: string): Fault | null {
  if (code === 'AccessDeniedException') return new Fault('portal.signInDenied', {});
  if (code === 'ExpiredTokenException' || code === 'InvalidGrantException')
    return new Fault('portal.signInExpired', {});
  return null;
}

async function createToken(
  body: Readonly<Record<string, string>>,
  asking: Asking,
  meaning: Meaning,
): Promise<PortalToken> {
  const operation = 'CreateToken';
  const answer = await askPortal(operation, asking, { body }, meaning);
  const refreshToken = answer['refreshToken'];
  return {
    accessToken: textOf(answer, 'accessToken', operation),
    expiresAt: momentOf(answer, 'expiresIn', operation, inSeconds),
    refreshToken: typeof refreshToken === 'string' && refreshToken !== '' ? refreshToken : null,
  };
}
