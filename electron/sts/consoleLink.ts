/**
 * A console sign-in from a session's keys, by the federation endpoint. Source: IAM User Guide, "Enable custom identity
 * broker access to the AWS console": the credentials go in the query of a GET, and SessionDuration fails for chained roles
 * and for GetFederationToken.
 */
import { Fault } from '../contract/faults.ts';
import type { SessionKind } from '../domain/session/request.ts';
import { askOver, jsonObject, Refused } from './http.ts';
import type { CallLimits } from './limits.ts';
import { scrub } from './scrub.ts';
import { below, serviceUrl } from './serviceUrl.ts';
import type { SessionKeys } from './signer.ts';

export interface ConsoleSession {
  readonly keys: SessionKeys;
  /** How the session was taken. */
  readonly kind: SessionKind;
  /** Taken with another role's session. */
  readonly chained: boolean;
  readonly partition: string;
  /** Where the console opens. */
  readonly region: string;
  /** An address of the console, or null for its home page. */
  readonly destination: string | null;
  /** How long the console session lasts; null = as long as AWS gives. Left out where AWS takes none. */
  readonly durationSeconds: number | null;
}

interface Console {
  readonly signIn: string;
  readonly home: string;
  /** What a destination's host ends with. */
  readonly domain: string;
}

const consoles: Readonly<Record<string, Console>> = {
  aws: {
    signIn: 'https://signin.aws.amazon.com',
    home: 'https://console.aws.amazon.com',
    domain: 'aws.amazon.com',
  },
  'aws-us-gov': {
    signIn: 'https://signin.amazonaws-us-gov.com',
    home: 'https://console.amazonaws-us-gov.com',
    domain: 'amazonaws-us-gov.com',
  },
  'aws-cn': {
    signIn: 'https://signin.amazonaws.cn',
    home: 'https://console.amazonaws.cn',
    domain: 'amazonaws.cn',
  },
};

const name = { service: 'signin', operation: 'GetSigninToken' };

/**
 * The address to open. Rejects with `sts.noConsole`, `sts.consoleRefused`, `input.invalid` (a destination outside the console,
 * a partition whose console is not known), `aws.…` or `job.cancelled`.
 */
export async function consoleLink(
  session: ConsoleSession,
  limits: CallLimits,
  signal: AbortSignal,
): Promise<string> {
  if (session.kind === 'sessionToken') throw new Fault('sts.noConsole', {});
  const its = Object.hasOwn(consoles, session.partition) ? consoles[session.partition] : undefined;
  if (!its)
    throw new Fault('input.invalid', {
      path: 'partition',
      detail: `no console is known for ${session.partition}`,
    });
  const destination = destinationOf(session, its);
  const endpoint = below(serviceUrl('SIGNIN', its.signIn), '/federation');
  const url = new URL(endpoint);
  url.search = new URLSearchParams({
    Action: 'getSigninToken',
    ...durationOf(session),
    Session: JSON.stringify({
      sessionId: session.keys.accessKeyId,
      sessionKey: session.keys.secretAccessKey,
      sessionToken: session.keys.sessionToken,
    }),
  }).toString();
  const text = await askOver({ url, method: 'GET' }, name, limits, signal, readRefusal, meaningOf);
  const login = new URL(endpoint);
  login.search = new URLSearchParams({
    Action: 'login',
    Issuer: 'treeline',
    Destination: destination,
    SigninToken: signInToken(text),
  }).toString();
  return login.href;
}

function durationOf({ kind, chained, durationSeconds }: ConsoleSession): { SessionDuration?: string } {
  const takes = !chained && (kind === 'role' || kind === 'saml' || kind === 'webIdentity');
  if (!takes || durationSeconds === null) return {};
  return { SessionDuration: String(Math.min(43_200, Math.max(900, Math.floor(durationSeconds)))) };
}

/** The console signs a person in and then goes there: nowhere but to AWS. */
function destinationOf({ destination, region }: ConsoleSession, { home, domain }: Console): string {
  if (destination === null) return `${home}/console/home?region=${encodeURIComponent(region)}`;
  const url = URL.parse(destination);
  const inside =
    url?.protocol === 'https:' && (url.hostname === domain || url.hostname.endsWith(`.${domain}`));
  if (inside && url.username === '' && url.port === '') return url.href;
  throw new Fault('input.invalid', {
    path: 'destination',
    detail: `not an address of the console (${domain})`,
  });
}

function signInToken(text: string): string {
  try {
    const token = jsonObject(text)['SigninToken'];
    if (typeof token === 'string' && token !== '') return token;
  } catch {
    // Told below, without the body.
  }
  throw new Fault('aws.malformedAnswer', { ...name, detail: 'no sign-in token in the answer' });
}

/** The endpoint's refusals are pages for people: their title says what there is to say, as in "Invalid credentials parameter". */
function readRefusal(answer: Response, text: string): { name: string; message: string } {
  const title = /<title>([^<]{1,200})<\/title>/i.exec(text)?.[1]?.trim() ?? '';
  return { name: `Http${answer.status}`, message: title };
}

function meaningOf(error: unknown): unknown {
  if (!(error instanceof Refused)) return error;
  const status = error.$metadata.httpStatusCode;
  if (status === 429 || status >= 500) return error;
  return new Fault('sts.consoleRefused', {
    detail: scrub([`HTTP ${status}`, error.message].filter((part) => part !== '').join(': ')),
  });
}
