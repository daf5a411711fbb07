/** Who a session, a profile or a key is: one glance. */
import { Fault } from '#contract/faults.ts';
import type { Identity } from '#contract/sessions/identity.ts';
import type { StoredSession } from '#contract/sessions/session.ts';
import { callerOf } from '#domain/session/identity.ts';
import type { CallerAnswer } from '#domain/session/identity.ts';
import type { Source } from '#domain/session/request.ts';
import type { SeenIdentity, Signer, Sts } from '#sts/api.ts';
import type { Sessions } from './sessions.ts';

export interface IdentityParts {
  readonly sts: Sts;
  readonly sessions: Pick<Sessions, 'at' | 'reveal' | 'signer'>;
  accountAlias(account: string): Promise<string | null>;
}

interface Asked {
  readonly source: Source;
  /** Null = that of the session, the profile or the environment. */
  readonly region: string | null;
}

/**
 * Asks AWS. Of a session it says what is known of it where AWS cannot be asked: a look takes no session again and asks nobody for
 * a code. Rejects with `session.notFound`, `session.keyNotFound`, `vault.…`, `aws.…`.
 */
export async function identity(
  parts: IdentityParts,
  { source, region }: Asked,
  signal?: AbortSignal,
): Promise<Identity> {
  if (source.kind === 'session') return ofSession(parts, parts.sessions.at(source.id), region, signal);
  const seen = await parts.sts.identity(await parts.sessions.signer(source), region, signal);
  return told(parts, seen, seen.region, null);
}

/** The account of an access key id, asked with a source's credentials. */
export async function accountOfKey(
  { sts, sessions }: IdentityParts,
  {
    accessKeyId,
    source,
    region,
  }: { readonly accessKeyId: string; readonly source: Source; readonly region: string },
  signal?: AbortSignal,
): Promise<{ account: string }> {
  const signer = await sessions.signer(source);
  return { account: await sts.accountOfAccessKey(accessKeyId, signer, region, signal) };
}

/** What says nothing of who the session is. */
const silent: ReadonlySet<string> = new Set([
  'aws.unreachable',
  'aws.noAnswer',
  'aws.throttled',
  'aws.malformedAnswer',
  'aws.serviceError',
  'aws.credentialsExpired',
]);

async function ofSession(
  parts: IdentityParts,
  stored: StoredSession,
  region: string | null,
  signal: AbortSignal | undefined,
): Promise<Identity> {
  const where = region ?? stored.request.region;
  const known = stored.arn === null ? null : { arn: stored.arn, userId: '', account: stored.account };
  const seen = await asked(parts, stored, where, signal).catch((error: unknown) => {
    const quiet = error instanceof Fault && (silent.has(error.code) || error.code.startsWith('vault.'));
    if (known && quiet) return known;
    throw error;
  });
  return told(parts, seen, where, stored.expiresAt);
}

async function asked(
  { sts, sessions }: IdentityParts,
  { id, expiresAt }: StoredSession,
  region: string,
  signal: AbortSignal | undefined,
): Promise<SeenIdentity> {
  // AWS would say no more than that.
  if (Date.parse(expiresAt) <= Date.now())
    throw new Fault('aws.credentialsExpired', {
      service: 'sts',
      operation: 'GetCallerIdentity',
      detail: expiresAt,
    });
  const { accessKeyId, secretAccessKey, sessionToken } = await sessions.reveal(id);
  const signer: Signer = { kind: 'keys', accessKeyId, secretAccessKey, sessionToken };
  return sts.identity(signer, region, signal);
}

async function told(
  { accountAlias }: IdentityParts,
  answer: CallerAnswer,
  region: string,
  expiresAt: string | null,
): Promise<Identity> {
  const { kind, arn, account, partition, roleName, userName, sessionName } = callerOf(answer);
  return {
    account,
    accountAlias: await accountAlias(account),
    arn,
    userId: answer.userId,
    kind,
    name: roleName ?? userName,
    sessionName,
    partition: partition ?? '',
    region,
    expiresAt,
  };
}
