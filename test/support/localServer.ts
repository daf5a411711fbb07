/** A local HTTP server that answers as a test says, and AWS_… variables that lead every service to it. */
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { withAwsEnvironment } from '#test/emulator/environment.ts';

export interface Came {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface LocalServer {
  readonly came: Came[];
  readonly url: string;
  close(): Promise<void>;
}

/** `answer`: what to say to the request that came `at`th, from 0. */
export async function localServer(
  answer: (came: Came, at: number) => Reply,
  variables: Readonly<Record<string, string>> = {},
): Promise<LocalServer> {
  const came: Came[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const url = new URL(request.url ?? '', 'http://local');
    const one: Came = {
      method: request.method ?? '',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
      body: Buffer.concat(parts).toString(),
    };
    came.push(one);
    const { status = 200, headers = {}, body = '' } = answer(one, came.length - 1);
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const restore = withAwsEnvironment({ AWS_ENDPOINT_URL: url, ...variables });
  return {
    came,
    url,
    close: async () => {
      restore();
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

export const json = (body: object, status = 200, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
