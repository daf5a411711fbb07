/** Signing in to an access portal: OAuth 2 for devices and with a code and PKCE. Source: IAM Identity Center OIDC API Reference; RFC 8628; RFC 7636. */
import { createHash, randomInt } from 'node:crypto';
import { listOf, required } from '../input.ts';
import { pathProtocol } from '../protocols/paths.ts';
import { ServiceError } from '../wire.ts';
import type { Asked, Input, Operation, Service } from '../wire.ts';
import { secretText } from './portalState.ts';
import type { Client, PortalState } from './portalState.ts';
import type { PortalPerson } from '../estate/portal.ts';

const day = 86_400_000;
const deviceSeconds = 600;
const accessSeconds = 28_800;
const grants = {
  device: 'urn:ietf:params:oauth:grant-type:device_code',
  code: 'authorization_code',
  refresh: 'refresh_token',
};

/** In words of OAuth: `authorization_pending` for AuthorizationPendingException. */
const spoken = (code: string): string =>
  code
    .replace(/Exception$/, '')
    .replaceAll(/(?<=[a-z])[A-Z]/g, '_$&')
    .toLowerCase();

const refuse = (code: string, message: string, status = 400): ServiceError =>
  new ServiceError(code, status, message);

function clientOf({ portal }: Asked, input: Input): { id: string; client: Client } {
  const id = required(input, 'clientId');
  const client = portal.clients.get(id);
  if (!client || client.secret !== required(input, 'clientSecret') || client.expiresAt <= portal.now())
    throw refuse('InvalidClientException', 'Invalid client provided', 401);
  return { id, client };
}

const register: Operation = ({ portal, origin }, input) => {
  required(input, 'clientName');
  if (required(input, 'clientType') !== 'public')
    throw refuse('InvalidClientMetadataException', 'Only public clients are supported');
  const redirectUris = listOf(input, 'redirectUris');
  const given = listOf(input, 'grantTypes');
  const scopes = listOf(input, 'scopes');
  if (scopes.some((scope) => !/^(sso|openid|codewhisperer)(:[\w:]+)?$/.test(scope)))
    throw refuse('InvalidScopeException', 'Invalid scope provided');
  if (redirectUris.some((uri) => !/^http:\/\/(127\.0\.0\.1|\[::1\])(:\d+)?\//.test(uri)))
    throw refuse('InvalidRedirectUriException', 'Redirect URI must be a loopback address');
  if (given.some((grant) => !Object.values(grants).includes(grant)))
    throw refuse('UnsupportedGrantTypeException', 'Unsupported grant type provided');
  if (given.includes(grants.code) && redirectUris.length === 0)
    throw refuse('InvalidRequestException', 'Redirect URIs are required for the authorization code grant');
  const clientId = secretText(16);
  const client: Client = {
    secret: secretText(),
    expiresAt: portal.now() + 90 * day,
    scopes,
    redirectUris,
    grantTypes: given,
  };
  portal.clients.set(clientId, client);
  return {
    clientId,
    clientSecret: client.secret,
    clientIdIssuedAt: Math.floor(portal.now() / 1000),
    clientSecretExpiresAt: Math.floor(client.expiresAt / 1000),
    ...(given.includes(grants.code) ? { authorizationEndpoint: `${origin}/authorize`, tokenEndpoint: `${origin}/token` } : {}), // prettier-ignore
  };
};

const startDevice: Operation = (asked, input) => {
  const { portal, origin } = asked;
  const { id } = clientOf(asked, input);
  const startUrl = required(input, 'startUrl').replace(/\/?(#\/?)?$/, '');
  if (startUrl !== portal.portal?.startUrl.replace(/\/$/, ''))
    throw refuse('InvalidRequestException', 'Invalid start URL provided');
  const letters = 'BCDFGHJKLMNPQRSTVWXZ';
  const part = (): string => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  const userCode = `${part()}-${part()}`;
  const deviceCode = secretText();
  portal.devices.set(deviceCode, {
    deviceCode,
    userCode,
    clientId: id,
    expiresAt: portal.now() + deviceSeconds * 1000,
    state: 'pending',
    person: null,
    askedAt: null,
  });
  return {
    deviceCode,
    userCode,
    verificationUri: `${origin}/device`,
    verificationUriComplete: `${origin}/device?user_code=${userCode}`,
    expiresIn: deviceSeconds,
    interval: portal.interval,
  };
};

const createToken: Operation = (asked, input) => {
  const { id, client } = clientOf(asked, input);
  const grant = required(input, 'grantType');
  if (client.grantTypes.length > 0 && !client.grantTypes.includes(grant))
    throw refuse('UnauthorizedClientException', 'The client did not register for this grant type');
  const by = { [grants.device]: byDevice, [grants.code]: byCode, [grants.refresh]: byRefresh }[grant];
  if (!by) throw refuse('UnsupportedGrantTypeException', 'Unsupported grant type provided');
  return give(asked.portal, id, client, by(asked.portal, id, input));
};

function byDevice(portal: PortalState, clientId: string, input: Input): PortalPerson {
  const device = portal.devices.get(required(input, 'deviceCode'));
  if (!device || device.clientId !== clientId || device.state === 'used')
    throw refuse('InvalidGrantException', 'Invalid device code provided');
  if (device.expiresAt <= portal.now()) throw refuse('ExpiredTokenException', 'Device code has expired');
  const since = portal.now() - (device.askedAt ?? 0);
  device.askedAt = portal.now();
  // Timers are not exact: a little early is in time.
  if (since < portal.interval * 800) throw refuse('SlowDownException', 'Polling too frequently');
  if (device.state === 'pending') throw refuse('AuthorizationPendingException', 'Authorization is pending');
  if (device.person === null) throw refuse('AccessDeniedException', 'The person denied the request');
  device.state = 'used';
  return device.person;
}

function byCode(portal: PortalState, clientId: string, input: Input): PortalPerson {
  const code = required(input, 'code');
  const given = portal.codes.get(code);
  // Good once, whatever comes of it.
  portal.codes.delete(code);
  const challenge = createHash('sha256').update(required(input, 'codeVerifier')).digest('base64url');
  if (
    !given ||
    given.clientId !== clientId ||
    given.expiresAt <= portal.now() ||
    given.redirectUri !== required(input, 'redirectUri') ||
    given.challenge !== challenge
  )
    throw refuse('InvalidGrantException', 'Invalid grant provided');
  return given.person;
}

function byRefresh(portal: PortalState, clientId: string, input: Input): PortalPerson {
  const token = required(input, 'refreshToken');
  const given = portal.refreshTokens.get(token);
  if (!given || given.clientId !== clientId || given.expiresAt <= portal.now())
    throw refuse('InvalidGrantException', 'Invalid refresh token provided');
  portal.refreshTokens.delete(token);
  return given.person;
}

function give(portal: PortalState, clientId: string, { scopes }: Client, person: PortalPerson): object {
  const [accessToken, refreshToken] = [`aoa${secretText(96)}`, `aor${secretText(96)}`];
  portal.accessTokens.set(accessToken, { clientId, person, expiresAt: portal.now() + accessSeconds * 1000 });
  // A client without scopes is of the old kind, which cannot refresh.
  const refreshes = scopes.includes('sso:account:access');
  if (refreshes)
    portal.refreshTokens.set(refreshToken, { clientId, person, expiresAt: portal.now() + 90 * day });
  return {
    accessToken,
    tokenType: 'Bearer',
    expiresIn: accessSeconds,
    ...(refreshes ? { refreshToken } : {}),
  };
}

const operations = {
  RegisterClient: register,
  StartDeviceAuthorization: startDevice,
  CreateToken: createToken,
};

export const ssoOidc: Service = {
  name: 'sso-oidc',
  signingName: 'sso-oauth',
  protocol: pathProtocol(
    {
      RegisterClient: 'POST /client/register',
      StartDeviceAuthorization: 'POST /device_authorization',
      CreateToken: 'POST /token',
    },
    ({ code, message }) => ({ error: spoken(code), error_description: message }),
  ),
  codes: {
    denied: ['AccessDeniedException', 400],
    throttled: ['SlowDownException', 400],
    invalid: 'InvalidRequestException',
    invalidToken: 'InvalidRequestException',
  },
  operations,
  unsigned: Object.keys(operations),
};
