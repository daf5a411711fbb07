/**
 * Questions to the two services behind a portal, in their REST-JSON formats. Source: the services' models (sso-oidc and sso,
 * 2019-06-10): none of the operations is signed.
 */
import { Fault } from '../../contract/faults.ts';
import { askOver, jsonObject, Refused } from '../http.ts';
import type { Question } from '../http.ts';
import type { CallLimits } from '../limits.ts';
import { checkedRegion } from '../region.ts';
import { withoutSecrets } from '../scrub.ts';
import { below, serviceUrl } from '../serviceUrl.ts';

const endpoints = {
  'sso-oidc': { host: 'oidc', variable: 'SSO_OIDC' },
  sso: { host: 'portal.sso', variable: 'SSO' },
} as const;

/** Every operation that is ever sent, and where. */
const operations = {
  RegisterClient: ['sso-oidc', 'POST', '/client/register'],
  StartDeviceAuthorization: ['sso-oidc', 'POST', '/device_authorization'],
  CreateToken: ['sso-oidc', 'POST', '/token'],
  ListAccounts: ['sso', 'GET', '/assignment/accounts'],
  ListAccountRoles: ['sso', 'GET', '/assignment/roles'],
  GetRoleCredentials: ['sso', 'GET', '/federation/credentials'],
  Logout: ['sso', 'POST', '/logout'],
} as const;
export type PortalOperation = keyof typeof operations;

/** Fields of requests that go into no sentence. */
const secretFields = ['clientSecret', 'deviceCode', 'code', 'codeVerifier', 'refreshToken'];

/** What a portal is asked with. */
export interface Asking {
  readonly region: string;
  readonly limits: CallLimits;
  readonly signal: AbortSignal;
}

export interface Input {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly accessToken?: string;
}

export type Answer = Readonly<Record<string, unknown>>;

/** What a refusal means in one place: its error code and sentence → a fault, or null where it means nothing special there. */
export type Meaning = (code: string, detail: string) => Fault | null;

/** Throws `input.invalid` where the Region is none, since it becomes part of a host name. */
export function portalUrl(service: keyof typeof endpoints, region: string): URL {
  const { host, variable } = endpoints[service];
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return serviceUrl(variable, `https://${host}.${checkedRegion(region)}.${suffix}`);
}

/** The answer, `{}` where its body is empty. Rejects with what `meaning` says, `portal.…`, `aws.…` or `job.cancelled`. */
export async function askPortal(
  operation: PortalOperation,
  { region, limits, signal }: Asking,
  { query, body, accessToken }: Input,
  meaning: Meaning = () => null,
): Promise<Answer> {
  const [service, method, path] = operations[operation];
  const url = below(portalUrl(service, region), path);
  url.search = new URLSearchParams(query).toString();
  const question: Question = {
    url,
    method,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(accessToken === undefined ? {} : { 'x-amz-sso_bearer_token': accessToken }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  const name = { service, operation };
  const secrets = [accessToken, ...secretFields.map((field) => body?.[field])].filter(
    (one) => typeof one === 'string',
  );
  const meaningOf = (error: unknown): unknown => {
    if (!(error instanceof Refused)) return error;
    const status = error.$metadata.httpStatusCode;
    const detail = withoutSecrets(error.message, secrets);
    const meant = meaning(error.name, detail) ?? usual(error.name, status);
    if (meant) return meant;
    if (status === 429 || status >= 500 || error.name === 'SlowDownException')
      return new Refused(error.name, detail, status);
    return new Fault('portal.refused', {
      operation,
      detail: [error.name, detail].filter(Boolean).join(': '),
    });
  };
  const text = await askOver(question, name, limits, signal, readRefusal, meaningOf);
  if (text.trim() === '') return {};
  try {
    return jsonObject(text);
  } catch {
    throw new Fault('aws.malformedAnswer', { ...name, detail: 'not a whole answer' });
  }
}

/** What a refusal means wherever it comes. */
function usual(code: string, status: number): Fault | null {
  if (code === 'InvalidClientException' || code === 'UnauthorizedClientException')
    return new Fault('portal.clientExpired', {});
  if (code === 'UnauthorizedException' || status === 401) return new Fault('portal.tokenExpired', {});
  return null;
}

/** `authorization_pending` (RFC 8628) is `AuthorizationPendingException` in the header, which not every proxy lets through. */
const oauthCode = (error: string): string =>
  `${error.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())}Exception`;

function readRefusal(answer: Response, text: string): { name: string; message: string } {
  let said: Answer = {};
  try {
    said = jsonObject(text);
  } catch {
    // A proxy's page: the status says what there is to say.
  }
  const typed = answer.headers.get('x-amzn-errortype') ?? said['__type'];
  const message = said['error_description'] ?? said['message'] ?? said['Message'];
  const name =
    typeof typed === 'string'
      ? typed.replace(/^.*#|:.*$/g, '')
      : typeof said['error'] === 'string'
        ? oauthCode(said['error'])
        : `Http${answer.status}`;
  return { name, message: typeof message === 'string' ? message : '' };
}

/** A text of an answer. Throws `aws.malformedAnswer`, naming the field and never what it held. */
export function textOf(answer: Answer, field: string, operation: PortalOperation): string {
  const value = answer[field];
  if (typeof value === 'string' && value !== '') return value;
  throw malformed(operation, field);
}

/** A positive number of an answer. */
export function numberOf(answer: Answer, field: string, operation: PortalOperation): number {
  const value = answer[field];
  if (typeof value === 'number' && Number.isFinite(value) && value > 0) return value;
  throw malformed(operation, field);
}

/** A moment of an answer, which gives a number: ISO 8601 UTC. `toMs`: what it stands for. */
export function momentOf(
  answer: Answer,
  field: string,
  operation: PortalOperation,
  toMs: (value: number) => number,
): string {
  const moment = new Date(toMs(numberOf(answer, field, operation)));
  if (Number.isNaN(moment.getTime())) throw malformed(operation, field);
  return moment.toISOString();
}

export const malformed = (operation: PortalOperation, field: string): Fault =>
  new Fault('aws.malformedAnswer', {
    service: operations[operation][0],
    operation,
    detail: `no ${field} in the answer`,
  });
