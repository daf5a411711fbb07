/** `/federation`: sign-in links for the console. Source: IAM User Guide, "Enabling custom identity broker access to the AWS console". */
import type { AccessKey } from '../estate.ts';
import type { Reply } from '../wire.ts';
import { secretText } from '../services/portalState.ts';
import { page } from './html.ts';

/** Somebody who came by a link. */
export interface SignIn {
  readonly arn: string;
  readonly account: string;
  readonly issuer: string | null;
  readonly destination: string;
}

interface Console {
  readonly keys: ReadonlyMap<string, AccessKey>;
  readonly now: Date;
  readonly signIns: SignIn[];
}

/** Tokens are good for a quarter of an hour, once or more often; by token, over all emulators of a process. */
const tokens = new Map<string, { readonly key: AccessKey; readonly expiresAt: number }>();

const refuse = (status: number, text: string): Reply => page(status, 'Amazon Web Services Sign-In', text);

/** `parameters` of the query or of a posted form. */
export function consolePage(parameters: URLSearchParams, console: Console): Reply {
  const action = parameters.get('Action');
  if (action === 'getSigninToken') return signInToken(parameters, console);
  if (action === 'login') return login(parameters, console);
  return refuse(400, 'Invalid Action');
}

function signInToken(parameters: URLSearchParams, { keys, now }: Console): Reply {
  const session = sessionOf(parameters.get('Session') ?? '');
  const key = keys.get(session.sessionId ?? '');
  if (!key || key.secretAccessKey !== session.sessionKey || (key.sessionToken ?? '') !== session.sessionToken)
    return refuse(400, 'Session credentials are not valid');
  if (key.expiresAt === undefined) return refuse(400, 'Session must be of temporary credentials');
  const left = (Date.parse(key.expiresAt) - now.getTime()) / 1000;
  if (left <= 0) return refuse(400, 'Session is expired');
  // Neither sessions of GetSessionToken nor anybody's keys open the console.
  if (key.session?.kind === 'sessionToken') return refuse(401, 'Session may not sign in to the console');
  const duration = parameters.get('SessionDuration');
  if (duration !== null && !(Number(duration) >= 900 && Number(duration) <= 43_200))
    return refuse(400, 'Invalid SessionDuration');
  if (duration !== null && key.session?.kind === 'federation')
    return refuse(400, 'SessionDuration is not for sessions of GetFederationToken');
  const token = secretText(120);
  tokens.set(token, { key, expiresAt: now.getTime() + 15 * 60_000 });
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ SigninToken: token }),
  };
}

function sessionOf(text: string): { sessionId?: string; sessionKey?: string; sessionToken?: string } {
  try {
    return (JSON.parse(text) ?? {}) as object;
  } catch {
    return {};
  }
}

function login(parameters: URLSearchParams, { now, signIns }: Console): Reply {
  const token = tokens.get(parameters.get('SigninToken') ?? '');
  if (!token || token.expiresAt <= now.getTime())
    return refuse(400, 'The sign-in link is expired or not valid');
  const destination = parameters.get('Destination') ?? '';
  if (
    !/^https:\/\/([a-z0-9-]+\.)*console\.(aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)(\/|$)/.test(
      destination,
    )
  )
    // prettier-ignore
    return refuse(400, 'Invalid Destination');
  const { arn, account } = token.key;
  signIns.push({ arn, account, issuer: parameters.get('Issuer'), destination });
  return page(200, 'AWS Management Console', `${arn} is signed in to ${account}.`);
}
