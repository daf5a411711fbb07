/**
 * A small AWS over HTTP for tests: the services of `services/` in their real wire formats, with signatures checked,
 * paging, and troubles on demand. All stand behind one URL, for AWS_ENDPOINT_URL.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { names, Troubles } from './behaviour.ts';
import type { Behaviour } from './behaviour.ts';
import { defaultEstate } from './defaultEstate.ts';
import type { AccessKey, Account, Estate } from './estate.ts';
import { pageOf } from './pages/index.ts';
import type { SignIn } from './pages/console.ts';
import { deniedTo, errorReply, isOutOfBounds, isRefusedTo, refusalOf } from './refusals.ts';
import { isWrite, serviceOf } from './services/index.ts';
import { createPortal } from './services/portalState.ts';
import type { PortalControls } from './services/portalState.ts';
import { checkSignature, invalidToken } from './signature.ts';
import type { Signature } from './signature.ts';
import { ServiceError } from './wire.ts';
import type { AnswerOptions, Asked, RawRequest, Reply, ServiceName } from './wire.ts';

export interface EmulatorOptions extends Partial<AnswerOptions> {
  readonly estate?: Estate;
  /** 0, and so by itself, any free port. */
  readonly port?: number;
  readonly troubles?: readonly Behaviour[];
  /** The server's clock minus this machine's. */
  readonly clockOffsetSeconds?: number;
  /** The Date header keeps this machine's time (a proxy wrote it), so that clients cannot learn the server's. */
  readonly hideClock?: boolean;
  /** Whose refusals carry an encoded message: `ec2:RunInstances`, `ec2:*`, `*`. */
  readonly encodedRefusals?: readonly string[];
}

/** One request as it came in; never a secret. */
export interface SeenRequest {
  readonly service: ServiceName;
  readonly operation: string;
  readonly region: string;
  /** Of the access key id; null without a signature. */
  readonly keyTail: string | null;
  /** Whose keys asked; null without a signature that holds. */
  readonly account: string | null;
  /** 0 where nothing was answered. */
  readonly status: number;
}

export interface Emulator {
  readonly url: string;
  readonly requests: SeenRequest[];
  /** `ds:CreateTrust` and the like: what was sent and must never be. Each was refused. */
  readonly writes: string[];
  /** Who came to the console by a sign-in link. */
  readonly signIns: readonly SignIn[];
  /** Stands in for the person at the browser. */
  readonly portal: PortalControls;
  /** The time by which sessions, codes and tokens grow old. */
  now(): Date;
  /** Lets time pass for them; signatures and the Date header keep to the machine's clock. */
  advance(seconds: number): void;
  /** Rejects where something was written, so that the test fails; empty `writes` first where that was the point. */
  close(): Promise<void>;
}

/** Asks where no signature is needed. */
const nobody: AccessKey = { account: '', arn: '', userId: '', accessKeyId: '', secretAccessKey: '' };
const noAccount: Account = {
  id: '',
  alias: null,
  keys: [],
  directories: {},
  users: [],
  groups: [],
  roles: [],
  policies: [],
  samlProviders: [],
};

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
  const accounts = new Map(estate.accounts.map((account) => [account.id, account]));
  const troubles = new Troubles(options.troubles ?? []);
  const requests: SeenRequest[] = [];
  const writes: string[] = [];
  const reports = new Map<string, number>();
  const codesUsed = new Set<string>();
  const signIns: SignIn[] = [];
  const admit = (given: AccessKey): void => void keys.set(given.accessKeyId, given);
  let ahead = 0;
  const clock = (seconds: number): Date => new Date(Date.now() + seconds * 1000);
  const skew = options.clockOffsetSeconds ?? 0;
  const heldNow = (): Date => clock(skew + ahead);
  const portal = createPortal(estate.portal, heldNow);
  const isEncoded = (service: ServiceName, operation: string): boolean =>
    options.encodedRefusals?.some((pattern) => names(pattern, service, operation)) ?? false;

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const [now, held] = [clock(skew), heldNow()];
    if (!options.hideClock) response.setHeader('date', now.toUTCString());

    const { method = '', url = '/', headers } = incoming;
    const origin = `http://${headers.host ?? '127.0.0.1'}`;
    const raw: RawRequest = {
      method,
      url,
      target: headers['x-amz-target'] as string | undefined,
      bearer: headers['x-amz-sso_bearer_token'] as string | undefined,
      body: body.toString(),
    };
    const page = pageOf(raw, { keys, now: held, portal: portal.state, signIns });
    if (page) return send(response, page, null);
    const request = serviceOf(raw);
    if (!request) {
      response.writeHead(404).end();
      return;
    }
    const { service, operation } = request;
    const requestId = randomUUID();
    const isOpen = service.unsigned?.includes(operation) ?? false;
    const signature: Signature = isOpen
      ? { ok: true, key: nobody, region: '' }
      : checkSignature({ method, url, headers, body }, keys, { now, held }, service.signingName);
    const key = signature.ok && !isOpen ? signature.key : null;
    const region = signature.ok ? signature.region : '';
    const occasion = { service: service.name, operation, region, account: key?.account ?? '' };
    const trouble = troubles.next(occasion);
    if (isWrite(service, operation)) writes.push(`${service.name}:${operation}`);
    const note = (status: number): void => {
      const keyTail = key?.accessKeyId.slice(-4) ?? null;
      requests.push({ ...occasion, keyTail, account: key?.account ?? null, status });
    };
    if (trouble?.do === 'never') return note(0);
    if (trouble?.do === 'delay') await new Promise((resolve) => setTimeout(resolve, trouble.ms));

    let reply: Reply;
    try {
      if (!signature.ok) throw refusalOf(service, signature.refusal, signature.message);
      const account = isOpen ? noAccount : accounts.get(signature.key.account);
      if (isOutOfBounds(signature.key, service, operation))
        throw refusalOf(service, 'unknownKey', invalidToken);
      if (!account || isRefusedTo(signature.key, service, operation) || trouble?.do === 'deny')
        throw deniedTo(signature.key, service, operation, isEncoded(service.name, operation));
      if (trouble?.do === 'throttle') throw new ServiceError(...service.codes.throttled, 'Rate exceeded');
      if (trouble?.do === 'error') throw new ServiceError(trouble.code, trouble.status, trouble.message);
      const answer = service.operations[operation];
      if (!answer)
        throw new ServiceError(
          service.protocol.unknownOperation,
          400,
          `Could not find operation ${operation}`,
        );
      const asked: Asked = {
        operation,
        region,
        key: signature.key,
        account,
        estate,
        now: held,
        origin,
        options: answers,
        admit,
        reports,
        keys,
        codesUsed,
        portal: portal.state,
      };
      reply = service.protocol.reply(operation, answer(asked, request.input()), requestId);
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
    writes,
    signIns,
    portal: portal.controls,
    now: heldNow,
    advance: (seconds) => void (ahead += seconds),
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      if (writes.length > 0) throw new Error(`AWS was asked to change something: ${writes.join(', ')}`);
    },
  };
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
