/** Takes one session: finds who signs, asks a person for what only a person has, calls STS or the portal. */
import type { Prompt } from '#contract/sessions/prompt.ts';
import type { Once } from '#contract/sessions/request.ts';
import { Fault, type FaultCode } from '#contract/faults.ts';
import { needOf, type Need } from '#domain/session/lifetime.ts';
import {
  mfaSerialOf,
  sourceOf,
  type PortalRoleRequest,
  type SessionRequest,
  type Source,
} from '#domain/session/request.ts';
import type { Signer, Sts, StsRequest, TakenOnce } from '#sts/api.ts';
import type { Prompts } from './prompts.ts';
import type { SessionKeys } from './secrets.ts';

/** For whom something is taken: what a prompt says. */
export interface Asker {
  readonly sessionId: string | null;
  readonly sessionName: string;
  readonly reason: Prompt['reason'];
}

export interface Taken {
  /** Its `expiresAt` is by this machine's clock, as far as AWS's was seen. */
  readonly keys: SessionKeys;
  readonly arn: string | null;
  readonly takenAt: number;
  readonly lengthSeconds: number;
}

/** The parts that hold what a request refers to. */
export interface Parts {
  readonly sts: Sts;
  readonly prompts: Prompts;
  /** `anew`: a session that is the source is taken again first, though it looked fresh. */
  signer(source: Source, anew?: boolean): Promise<Signer>;
  /** A SAML response in base64 that the engine holds; throws `saml.responseGone`. */
  response(handle: string): string;
  /** It opened a session, and opens no other. */
  responseUsed(handle: string): void;
  /** Rejects with `portal.signInNeeded` where nobody is signed in any more. */
  portalKeys(request: PortalRoleRequest, signal: AbortSignal): Promise<SessionKeys>;
}

/** Fewer seconds apart, and AWS's own time of expiry is shown as it is. */
const clocksAgreeMs = 30_000;
/** A code may be mistyped; more than that is somebody guessing. */
const codeTries = 3;

const promptKinds = {
  mfa: 'mfaCode',
  saml: 'samlResponse',
  webIdentity: 'webIdentityToken',
  portal: 'portal',
} as const satisfies Record<Exclude<Need, 'none'>, Prompt['kind']>;

/** Rejects with `sts.…`, `aws.…`, `portal.…`, `vault.…`, `session.prompt…` or `job.cancelled`. */
export async function take(
  request: SessionRequest,
  once: Once | null,
  asker: Asker,
  parts: Parts,
  signal: AbortSignal,
): Promise<Taken> {
  return request.kind === 'portalRole'
    ? fromPortal(request, asker, parts, signal)
    : fromSts(request, once, asker, parts, signal);
}

async function fromPortal(
  request: PortalRoleRequest,
  asker: Asker,
  parts: Parts,
  signal: AbortSignal,
): Promise<Taken> {
  const keys = async () => parts.portalKeys(request, signal);
  const given = await keys().catch(async (error: unknown) => {
    if (!hasCode(error, 'portal.signInNeeded')) throw error;
    await ask(request, 'portal', asker, parts, signal);
    return keys();
  });
  const takenAt = Date.now();
  return {
    keys: given,
    arn: null,
    takenAt,
    lengthSeconds: Math.round((Date.parse(given.expiresAt) - takenAt) / 1000),
  };
}

async function fromSts(
  request: StsRequest,
  once: Once | null,
  asker: Asker,
  parts: Parts,
  signal: AbortSignal,
): Promise<Taken> {
  const source = sourceOf(request);
  let signer = source && (await parts.signer(source));
  const send = async (given: Once | null): Promise<Taken> => {
    const onceGiven = onceOf(given, parts);
    try {
      const session = taken(await parts.sts.take(request, onceGiven, signer, signal));
      if (given?.kind === 'samlHandle') parts.responseUsed(given.handle);
      return session;
    } catch (error) {
      // AWS knows best how long the source lasts: it may have been revoked, or this machine's clock be off.
      if (source?.kind !== 'session' || !hasCode(error, 'aws.credentialsExpired')) throw error;
      signer = await parts.signer(source, true);
      return taken(await parts.sts.take(request, onceGiven, signer, signal));
    }
  };
  const need = needOf(request);
  if (once || need === 'none') return send(once);
  for (let tried = 1; ; tried++) {
    const answer = await ask(request, need, asker, parts, signal, tried > 1);
    try {
      return await send(answer);
    } catch (error) {
      if (!hasCode(error, 'sts.mfaCodeInvalid') || tried >= codeTries) throw error;
    }
  }
}

const hasCode = (error: unknown, code: FaultCode): boolean => error instanceof Fault && error.code === code;

function ask(
  request: SessionRequest,
  need: Exclude<Need, 'none'>,
  asker: Asker,
  { prompts }: Parts,
  signal: AbortSignal,
  refused = false,
): Promise<Once | null> {
  const provider =
    request.kind === 'saml'
      ? request.identityProvider
      : request.kind === 'portalRole'
        ? request.portal
        : null;
  const wanted = { kind: promptKinds[need], mfaSerial: mfaSerialOf(request), provider, refused, ...asker };
  return prompts.ask(wanted, signal);
}

function onceOf(once: Once | null, parts: Parts): TakenOnce {
  switch (once?.kind) {
    case 'mfaCode':
      return { mfaCode: once.code.replaceAll(/\s/g, '') };
    case 'samlResponse':
      return { assertion: once.response.replaceAll(/\s/g, '') };
    case 'samlHandle':
      return { assertion: parts.response(once.handle) };
    case 'webIdentityToken':
      return { webIdentityToken: once.token.trim() };
    default:
      return {};
  }
}

function taken(session: Awaited<ReturnType<Sts['take']>>): Taken {
  const { accessKeyId, secretAccessKey, sessionToken, arn, awsTime } = session;
  const takenAt = Date.now();
  const expiry = Date.parse(session.expiresAt);
  const apart = awsTime === null ? 0 : takenAt - awsTime;
  // A clock that is off must not make a session look expired, or live after its end.
  const ends = Math.abs(apart) > clocksAgreeMs ? expiry + apart : expiry;
  return {
    keys: { accessKeyId, secretAccessKey, sessionToken, expiresAt: new Date(ends).toISOString() },
    arn,
    takenAt,
    lengthSeconds: Math.round((expiry - (awsTime ?? takenAt)) / 1000),
  };
}
