/**
 * A SAML identity provider for tests: a page to sign in at, one that wants a click, and one that posts a signed response to
 * AWS by itself. Passwords are compared for real; nothing else of it is safe.
 */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCertificate } from './certificate.ts';
import { confirmPage, postPage, signInPage } from './pages.ts';
import { metadataOf, samlResponse } from './saml.ts';
import type { ResponseOptions } from './saml.ts';

export interface IdentityProviderOptions {
  /** 0, and so by itself, any free port. */
  readonly port?: number;
  readonly entityId?: string;
  /** Where responses are posted to. */
  readonly signInAddress?: string;
  /** What responses hold where nothing else is said: its roles above all. */
  readonly response?: ResponseOptions;
  /** Passwords by user. */
  readonly users?: Readonly<Record<string, string>>;
  /** Whoever signed in is remembered by a cookie and asked nothing the next time. */
  readonly remembers?: boolean;
  readonly relayState?: string;
}

export interface IdentityProvider {
  readonly url: string;
  /** Where a person begins. */
  readonly signInUrl: string;
  /** PEM. */
  readonly certificate: string;
  /** XML, for the SAML provider of an account: `peopleEstateWith`. */
  readonly metadata: string;
  /** A response in base64, without a browser. */
  respond(options?: ResponseOptions): string;
  /** What responses hold from now on where nothing else is said. */
  answerWith(options: ResponseOptions): void;
  /** `signIn`, `refused`, `confirm`, `post`: what people have come to, in turn. */
  readonly steps: string[];
  close(): Promise<void>;
}

export async function startIdentityProvider(
  options: IdentityProviderOptions = {},
): Promise<IdentityProvider> {
  const {
    entityId = 'https://idp.example.com/saml',
    signInAddress = 'https://signin.aws.amazon.com/saml',
    users = { kim: 'correct horse' },
    remembers = false,
  } = options;
  const keys = await createCertificate('idp.example.com');
  let standing = options.response ?? {};
  const respond = (more: ResponseOptions = {}): string =>
    samlResponse(entityId, signInAddress, keys, { ...standing, ...more });
  /** Users by ticket: of a sign-in under way, and of cookies. */
  const tickets = new Map<string, string>();
  const ticket = (user: string): string => {
    const made = randomBytes(16).toString('hex');
    tickets.set(made, user);
    return made;
  };
  const steps: string[] = [];

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const path = `${request.method} ${new URL(request.url ?? '/', 'http://idp').pathname}`;
    const send = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): void =>
      void response
        .writeHead(status, {
          'content-type': 'text/html;charset=utf-8',
          'cache-control': 'no-store',
          ...headers,
        })
        .end(body);
    const post = (user: string): void => {
      steps.push('post');
      const cookie = remembers ? { 'set-cookie': `idp=${ticket(user)}; HttpOnly; Path=/` } : {};
      const saml = respond({
        sessionName: `${user}@example.com`,
        subject: `${user}@example.com`,
        ...standing,
      });
      send(200, postPage(signInAddress, saml, options.relayState), cookie);
    };
    if (path === 'GET /sso') {
      const known = tickets.get(/\bidp=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? '');
      if (remembers && known !== undefined) return post(known);
      steps.push('signIn');
      return send(200, signInPage(false));
    }
    if (path === 'POST /password') {
      const user = form.get('user') ?? '';
      if (users[user] === undefined || users[user] !== form.get('password')) {
        steps.push('refused');
        return send(401, signInPage(true));
      }
      steps.push('confirm');
      return send(200, confirmPage(user, ticket(user)));
    }
    if (path === 'POST /confirm') {
      const user = tickets.get(form.get('ticket') ?? '');
      tickets.delete(form.get('ticket') ?? '');
      return user === undefined ? send(400, signInPage(true)) : post(user);
    }
    if (path === 'GET /metadata')
      return send(200, metadata, { 'content-type': 'application/samlmetadata+xml' });
    send(404, 'Not found');
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const signInUrl = `${url}/sso`;
  const metadata = metadataOf(entityId, signInUrl, keys.certificate);
  return {
    url,
    signInUrl,
    certificate: keys.certificate,
    metadata,
    respond,
    answerWith: (next) => void (standing = next),
    steps,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
