/**
 * A small AWS over HTTP for tests: Directory Service, IAM and STS in their real wire formats, with signatures checked,
 * paging, and troubles on demand. All three stand behind one URL, for AWS_ENDPOINT_URL.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { names, Troubles } from './behaviour.ts';
import type { Behaviour } from './behaviour.ts';
import { defaultEstate } from './defaultEstate.ts';
import { answerDirectory, directoryError, directoryOperation } from './ds.ts';
import type { AccessKey, Estate } from './estate.ts';
import { answerIam, iamNamespace, iamVersion } from './iam.ts';
import { parseForm, queryError } from './query.ts';
import type { Params } from './query.ts';
import { checkSignature } from './signature.ts';
import type { Refusal } from './signature.ts';
import { answerSts, stsNamespace, stsVersion } from './sts.ts';
import { ServiceError } from './wire.ts';
import type { AnswerOptions, Reply, Service } from './wire.ts';

export interface EmulatorOptions extends Partial<AnswerOptions> {
  readonly estate?: Estate;
  /** 0, and so by itself, any free port. */
  readonly port?: number;
  readonly troubles?: readonly Behaviour[];
  /** The server's clock minus this machine's. */
  readonly clockOffsetSeconds?: number;
  /** The Date header keeps this machine's time (a proxy wrote it), so that clients cannot learn the server's. */
  readonly hideClock?: boolean;
}

/** One request as it came in; never a secret. */
export interface SeenRequest {
  readonly service: Service;
  readonly operation: string;
  readonly region: string;
  /** Of the access key id; null without a signature. */
  readonly keyTail: string | null;
  /** 0 where nothing was answered. */
  readonly status: number;
}

export interface Emulator {
  readonly url: string;
  readonly requests: SeenRequest[];
  close(): Promise<void>;
}

interface Request {
  readonly service: Service;
  readonly operation: string;
  readonly params: Params;
  readonly body: string;
}

export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const estate = options.estate ?? defaultEstate;
  const answers: AnswerOptions = {
    pageSize: options.pageSize ?? 1000,
    emptyFirstPage: options.emptyFirstPage ?? false,
    documents: options.documents ?? 'encoded',
  };
  const keys = new Map<string, AccessKey>(
    estate.accounts.flatMap((account) => account.keys.map((key) => [key.accessKeyId, key])),
  );
  const troubles = new Troubles(options.troubles ?? []);
  const requests: SeenRequest[] = [];

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const now = new Date(Date.now() + (options.clockOffsetSeconds ?? 0) * 1000);
    if (!options.hideClock) response.setHeader('date', now.toUTCString());

    const request = recognise(incoming, body.toString());
    if (!request) {
      response.writeHead(404).end();
      return;
    }
    const { service, operation } = request;
    const requestId = randomUUID();
    const signature = checkSignature(
      { method: incoming.method ?? '', url: incoming.url ?? '/', headers: incoming.headers, body },
      keys,
      now,
    );
    const region = signature.ok ? signature.region : '';
    const trouble = troubles.next(service, operation, region);
    const note = (status: number): void => {
      requests.push({
        service,
        operation,
        region,
        keyTail: signature.ok ? signature.key.accessKeyId.slice(-4) : null,
        status,
      });
    };
    if (trouble?.do === 'never') return note(0);
    if (trouble?.do === 'delay') await new Promise((resolve) => setTimeout(resolve, trouble.ms));

    let reply: Reply;
    try {
      if (!signature.ok) throw refusalOf(service, signature.refusal, signature.message);
      const { key } = signature;
      const account = estate.accounts.find(({ id }) => id === key.account);
      const denied =
        key.denied?.some((pattern) => names(pattern, service, operation)) &&
        operation !== 'GetCallerIdentity';
      if (denied || !account || trouble?.do === 'deny') throw deniedTo(key, service, operation);
      if (trouble?.do === 'throttle')
        throw new ServiceError(service === 'ds' ? 'ThrottlingException' : 'Throttling', 400, 'Rate exceeded');
      if (trouble?.do === 'error') throw new ServiceError(trouble.code, trouble.status, trouble.message);
      const admit = (given: AccessKey): void => void keys.set(given.accessKeyId, given);
      const asked = { operation, region, key, account, estate, now, options: answers, admit };
      if (service === 'ds') reply = answerDirectory(asked, request.body, requestId);
      else reply = (service === 'iam' ? answerIam : answerSts)(asked, request.params, requestId);
    } catch (error) {
      reply = errorReply(service, error, requestId);
    }
    if (trouble?.do === 'body')
      reply = { status: trouble.status, headers: { 'content-type': trouble.type }, body: trouble.body };
    note(reply.status);
    send(response, reply, trouble);
  }

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** By target for JSON, by Action and Version for Query. Null for anything else. */
function recognise(incoming: IncomingMessage, body: string): Request | null {
  const target = incoming.headers['x-amz-target'];
  if (typeof target === 'string') {
    const operation = directoryOperation(target);
    return operation === null ? null : { service: 'ds', operation, params: new Map(), body };
  }
  const params = parseForm(body);
  const service = ({ [iamVersion]: 'iam', [stsVersion]: 'sts' } as const)[params.get('Version') ?? ''];
  const operation = params.get('Action');
  return service && operation ? { service, operation, params, body } : null;
}

/** Refusal → code and HTTP status, for the JSON services and for the Query services. */
const refusals: Readonly<Record<Refusal, readonly [json: string, query: string, queryStatus: number]>> = {
  missing: ['MissingAuthenticationTokenException', 'MissingAuthenticationToken', 403],
  incomplete: ['IncompleteSignatureException', 'IncompleteSignature', 400],
  unknownKey: ['UnrecognizedClientException', 'InvalidClientTokenId', 403],
  expired: ['ExpiredTokenException', 'ExpiredToken', 403],
  tooOld: ['InvalidSignatureException', 'SignatureDoesNotMatch', 403],
  tooNew: ['InvalidSignatureException', 'SignatureDoesNotMatch', 403],
  mismatch: ['InvalidSignatureException', 'SignatureDoesNotMatch', 403],
};

function refusalOf(service: Service, refusal: Refusal, message: string): ServiceError {
  const [json, query, status] = refusals[refusal];
  return service === 'ds' ? new ServiceError(json, 400, message) : new ServiceError(query, status, message);
}

function deniedTo(key: AccessKey, service: Service, operation: string): ServiceError {
  const message = `User: ${key.arn} is not authorized to perform: ${service}:${operation} on resource: * because no identity-based policy allows the ${service}:${operation} action`;
  return service === 'ds'
    ? new ServiceError('AccessDeniedException', 400, message)
    : new ServiceError('AccessDenied', 403, message);
}

function errorReply(service: Service, error: unknown, requestId: string): Reply {
  const known =
    error instanceof ServiceError ? error : new ServiceError('InternalFailure', 500, String(error));
  if (service === 'ds') return directoryError(known, requestId);
  return queryError(service === 'iam' ? iamNamespace : stsNamespace, known, requestId);
}

function send(response: ServerResponse, reply: Reply, trouble: Behaviour | null): void {
  const whole = Buffer.from(reply.body);
  const half = whole.subarray(0, Math.floor(whole.length / 2));
  const announced = trouble?.do === 'halve' ? half.length : whole.length;
  response.writeHead(reply.status, { ...reply.headers, 'content-length': announced });
  if (trouble?.do === 'halve') response.end(half);
  else if (trouble?.do === 'break') response.write(half, () => response.destroy());
  else if (trouble?.do === 'stall') response.write(half);
  else response.end(whole);
}
