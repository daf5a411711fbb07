/**
 * Checks a request's signature as AWS does: Signature Version 4 in the Authorization header, the secret key that the
 * access key id stands for, a date at most five minutes off. Source: IAM User Guide, "Create a signed AWS API request".
 */
import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { AccessKey } from './estate.ts';

export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Why a signature is refused; the services spell it differently. */
export type Refusal =
  | 'missing'
  | 'incomplete'
  | 'unknownKey'
  | 'expired'
  | 'tooOld'
  | 'tooNew'
  | 'otherService'
  | 'mismatch';

export type Signature =
  | { readonly ok: true; readonly key: AccessKey; readonly region: string }
  | { readonly ok: false; readonly refusal: Refusal; readonly message: string };

export const invalidToken = 'The security token included in the request is invalid.';
const tolerance = 5 * 60_000;
const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();

/** `20261122T160000Z` */
export const amzDate = (date: Date): string => date.toISOString().replaceAll(/[-:]|\.\d{3}/g, '');

function parseAmzDate(text: string): Date {
  return new Date(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

/**
 * `now` is the server's clock, `held` the time by which keys expire, `signingName` the service that the signature must be
 * for.
 */
export function checkSignature(
  request: SignedRequest,
  keys: ReadonlyMap<string, AccessKey>,
  { now, held }: { readonly now: Date; readonly held: Date },
  signingName: string,
): Signature {
  const refuse = (refusal: Refusal, message: string): Signature => ({ ok: false, refusal, message });
  const header = request.headers.authorization;
  if (header === undefined) return refuse('missing', 'Request is missing Authentication Token');
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(header);
  const scope = parts?.[1]?.split('/');
  const date = String(request.headers['x-amz-date'] ?? '');
  const signedAt = parseAmzDate(date);
  if (!parts || scope?.length !== 5 || Number.isNaN(signedAt.getTime())) {
    return refuse(
      'incomplete',
      'Authorization header requires Credential, SignedHeaders, Signature and a X-Amz-Date.',
    );
  }
  const [keyId, day, region, service] = scope as [string, string, string, string, string];
  const key = keys.get(keyId);
  if (!key) return refuse('unknownKey', invalidToken);
  if (service !== signingName) {
    return refuse('otherService', `Credential should be scoped to correct service: '${signingName}'.`);
  }
  const stamp = (at: number): string => amzDate(new Date(at));
  if (signedAt.getTime() < now.getTime() - tolerance) {
    const earliest = stamp(now.getTime() - tolerance);
    return refuse(
      'tooOld',
      `Signature expired: ${date} is now earlier than ${earliest} (${amzDate(now)} - 5 min.)`,
    );
  }
  if (signedAt.getTime() > now.getTime() + tolerance) {
    const latest = stamp(now.getTime() + tolerance);
    return refuse(
      'tooNew',
      `Signature not yet current: ${date} is still later than ${latest} (${amzDate(now)} + 5 min.)`,
    );
  }
  if ((key.sessionToken ?? '') !== String(request.headers['x-amz-security-token'] ?? '')) {
    return refuse('unknownKey', invalidToken);
  }
  const secret = ['aws4_request', service, region, day].reduceRight(
    (from: string | Buffer, part) => hmac(from, part),
    `AWS4${key.secretAccessKey}`,
  );
  const text = [
    'AWS4-HMAC-SHA256',
    date,
    scope.slice(1).join('/'),
    sha256(canonical(request, parts[2]!)),
  ].join('\n');
  if (hmac(secret, text).toString('hex') !== parts[3]) {
    return refuse(
      'mismatch',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
  }
  if (key.expiresAt !== undefined && Date.parse(key.expiresAt) <= held.getTime()) {
    return refuse('expired', 'The security token included in the request is expired');
  }
  return { ok: true, key, region };
}

function canonical(request: SignedRequest, signedHeaders: string): string {
  const url = new URL(request.url, 'http://emulator');
  const query = [...url.searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');
  const headers = signedHeaders.split(';').map(
    (name) =>
      `${name}:${String(request.headers[name] ?? '')
        .trim()
        .replaceAll(/ +/g, ' ')}\n`,
  );
  return [request.method, url.pathname, query, headers.join(''), signedHeaders, sha256(request.body)].join(
    '\n',
  );
}
