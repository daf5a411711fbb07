/**
 * The Directory Service Data API: REST-JSON, signed with the SDK's own signer and the same credentials, limits and number of
 * attempts as the SDK's clients. Source: facts/aws-directory-service.md §4.
 */
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { Fault } from '../../contract/faults.ts';
import { toFault } from '../../sts/faults.ts';
import { askOver, jsonObject } from '../../sts/http.ts';
import type { Question, ReadRefusal } from '../../sts/http.ts';
import type { CallLimits } from '../../sts/limits.ts';
import { Sha256 } from '../sha256.ts';
import { directoryDataOperations } from './operations.ts';
import type { DirectoryDataOperation } from './operations.ts';

const service = 'ds-data';

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

export function directoryDataCaller(options: DirectoryDataOptions): DirectoryDataCaller {
  const { limits, signal } = options;
  return async (operation, directoryId, input) => {
    if (!Object.hasOwn(directoryDataOperations, operation)) {
      const params = { service: 'DirectoryServiceData', operation, detail: 'not on the allow-list' };
      throw new Fault('aws.blockedOperation', params);
    }
    const name = { service, operation };
    const question = () => signed(options, operation, directoryId, input);
    const text = await askOver(question, name, limits, signal, readRefusal);
    try {
      return JSON.parse(text) as unknown;
    } catch (error) {
      throw toFault(error, name);
    }
  };
}

async function signed(
  { endpoint, region, credentials }: DirectoryDataOptions,
  operation: DirectoryDataOperation,
  directoryId: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Question> {
  const { SignatureV4 } = await import('@smithy/signature-v4');
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256 });
  const path = endpoint.pathname.replace(/\/$/, '') + directoryDataOperations[operation];
  const body = JSON.stringify(input);
  const request = await signer.sign({
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
  const { host: _, ...headers } = request.headers;
  return { url, method: 'POST', headers, body };
}

const readRefusal: ReadRefusal = (answer, text) => {
  let said: Readonly<Record<string, unknown>> = {};
  try {
    said = jsonObject(text);
  } catch {
    // A proxy's page: the status says what there is to say.
  }
  const type = answer.headers.get('x-amzn-errortype') ?? said['__type'];
  const name = typeof type === 'string' ? type.replace(/^.*#|:.*$/g, '') : `Http${answer.status}`;
  const texts = [said['Reason'], said['Message'] ?? said['message']].filter((one) => typeof one === 'string');
  const after = Number(answer.headers.get('retry-after') ?? said['RetryAfterSeconds'] ?? Number.NaN);
  return { name, message: texts.join(': '), retryAfterMs: Number.isFinite(after) ? after * 1000 : null };
};
