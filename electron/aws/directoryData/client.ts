/**
 * The Directory Service Data API: REST-JSON, signed with the SDK's own signer and the same credentials, limits and number of
 * attempts as the SDK's clients. Source: facts/aws-directory-service.md §4.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { Fault } from '../../contract/faults.ts';
import { call } from '../../sts/call.ts';
import type { CallLimits } from '../../sts/limits.ts';
import { Sha256 } from '../sha256.ts';
import { directoryDataOperations } from './operations.ts';
import type { DirectoryDataOperation } from './operations.ts';

const service = 'ds-data';
/** The first pause before another attempt; each next one is twice as long, and up to as much is added by chance. */
const firstPauseMs = 100;
const longestPauseMs = 20_000;

export interface DirectoryDataOptions {
  readonly endpoint: URL;
  readonly region: string;
  readonly credentials: AwsCredentialIdentityProvider;
  readonly limits: CallLimits;
  readonly signal: AbortSignal;
}

/** One request. Rejects with `Fault`; what AWS refused with a reason says it in the fault's detail. */
export type DirectoryDataCaller = (
  operation: DirectoryDataOperation,
  directoryId: string,
  input: Readonly<Record<string, unknown>>,
) => Promise<unknown>;

/** What AWS answered in place of what was asked; `name` is its error code. */
class Refused extends Error {
  readonly $metadata: { readonly httpStatusCode: number };
  readonly retryAfterMs: number | null;

  constructor(name: string, message: string, status: number, retryAfterMs: number | null) {
    super(message);
    this.name = name;
    this.$metadata = { httpStatusCode: status };
    this.retryAfterMs = retryAfterMs;
  }
}

export function directoryDataCaller(options: DirectoryDataOptions): DirectoryDataCaller {
  const { limits, signal } = options;
  return async (operation, directoryId, input) => {
    if (!Object.hasOwn(directoryDataOperations, operation)) {
      const params = { service: 'DirectoryServiceData', operation, detail: 'not on the allow-list' };
      throw new Fault('aws.blockedOperation', params);
    }
    return call({ service, operation }, limits, signal, async (ends) => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await send(options, operation, directoryId, input, ends);
        } catch (error) {
          const pause = pauseBefore(error, attempt);
          if (pause === null || attempt >= limits.attempts || ends.aborted) throw error;
          await sleep(pause, undefined, { signal: ends });
        }
      }
    });
  };
}

/** How long to wait before asking again; null where asking again would not help. */
function pauseBefore(error: unknown, attempt: number): number | null {
  const grown = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1)) * (1 + Math.random());
  if (!(error instanceof Refused)) return isNetwork(error) ? grown : null;
  const status = error.$metadata.httpStatusCode;
  if (status === 429 || /Throttl/.test(error.name))
    return Math.min(longestPauseMs, error.retryAfterMs ?? grown);
  return status >= 500 ? grown : null;
}

/** What `fetch` throws where no answer came; a body that is no JSON is a SyntaxError, and stays one. */
const isNetwork = (error: unknown): boolean =>
  (error instanceof TypeError && error.cause !== undefined) || (error as Error).name === 'TimeoutError';

async function send(
  { endpoint, region, credentials, limits }: DirectoryDataOptions,
  operation: DirectoryDataOperation,
  directoryId: string,
  input: Readonly<Record<string, unknown>>,
  ends: AbortSignal,
): Promise<unknown> {
  const { SignatureV4 } = await import('@smithy/signature-v4');
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256 });
  const path = endpoint.pathname.replace(/\/$/, '') + directoryDataOperations[operation];
  const body = JSON.stringify(input);
  const signed = await signer.sign({
    method: 'POST',
    protocol: endpoint.protocol,
    hostname: endpoint.hostname,
    ...(endpoint.port === '' ? {} : { port: Number(endpoint.port) }),
    path,
    query: { DirectoryId: directoryId },
    headers: { host: endpoint.host, 'content-type': 'application/json' },
    body,
  });
  const url = new URL(path, endpoint);
  url.searchParams.set('DirectoryId', directoryId);
  // The host is the URL's own.
  const { host: _, ...headers } = signed.headers;
  const answer = await reached(() =>
    fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'error',
      signal: AbortSignal.any([ends, AbortSignal.timeout(limits.answerMs)]),
    }),
  );
  const text = await reached(() => answer.text());
  if (!answer.ok) throw refusal(answer, text);
  return JSON.parse(text) as unknown;
}

/** `fetch` hides the code of a network error in its cause. */
async function reached<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, message } = ((error as Error).cause ?? {}) as { code?: string; message?: string };
    if (code === undefined) throw error;
    // As the SDK's own handler says it: the code of the connection that failed.
    const said = /TIMEOUT/.test(code) ? 'ETIMEDOUT' : code.startsWith('UND_ERR') ? 'ECONNRESET' : code;
    throw Object.assign(new TypeError(message ?? code, { cause: error }), { code: said });
  }
}

function refusal(answer: Response, text: string): Refused {
  let said: { readonly [name: string]: unknown } = {};
  try {
    said = JSON.parse(text) as typeof said;
  } catch {
    // A proxy's page: the status says what there is to say.
  }
  const type = answer.headers.get('x-amzn-errortype') ?? said['__type'];
  const name = typeof type === 'string' ? type.replace(/^.*#|:.*$/g, '') : `Http${answer.status}`;
  const texts = [said['Reason'], said['Message'] ?? said['message']].filter((one) => typeof one === 'string');
  const after = Number(answer.headers.get('retry-after') ?? said['RetryAfterSeconds'] ?? Number.NaN);
  return new Refused(name, texts.join(': '), answer.status, Number.isFinite(after) ? after * 1000 : null);
}
