/** The way back from the person's browser: a port of this machine that takes one answer. Source: RFC 8252 §7.3 and §8. */
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Fault } from '../../contract/faults.ts';
import { scrub } from '../scrub.ts';

export interface Callback {
  /** Where the browser comes back to. */
  readonly redirectUri: string;
  /**
   * The code that the browser brought. Rejects with `portal.signInDenied`, `portal.signInFailed`, `portal.signInExpired`
   * (nobody came within the time) or `job.cancelled`.
   */
  code(): Promise<string>;
  /** Shows the waiting browser how it ended, and closes the port. */
  end(worked: boolean): void;
}

const path = '/oauth/callback';
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  connection: 'close',
};
/** No words of the contract: this page is the browser's, in the browser's language. */
const sentences = {
  en: {
    done: 'You are signed in. You may close this tab and go back to Treeline.',
    failed: 'The sign-in did not work. Go back to Treeline, which says why.',
    elsewhere: 'There is nothing here.',
  },
  ko: {
    done: '로그인했습니다. 이 탭을 닫고 Treeline으로 돌아가십시오.',
    failed: '로그인하지 못했습니다. Treeline으로 돌아가면 이유를 볼 수 있습니다.',
    elsewhere: '여기에는 아무것도 없습니다.',
  },
} as const;

function show(response: ServerResponse, status: number, what: keyof typeof sentences.en, ko: boolean): void {
  const lang = ko ? 'ko' : 'en';
  response.writeHead(status, headers);
  response.end(
    `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>Treeline</title><p>${sentences[lang][what]}</p></html>`,
  );
}

/**
 * Listens on 127.0.0.1 for the answer that carries `state`; anything else gets a page that says nothing, and changes
 * nothing. Rejects with `portal.noListener`.
 */
export async function listenForCode(state: string, waitMs: number, signal: AbortSignal): Promise<Callback> {
  if (signal.aborted) throw new Fault('job.cancelled', {});
  const arrived = Promise.withResolvers<string>();
  arrived.promise.catch(() => {});
  let waiting: { readonly response: ServerResponse; readonly ko: boolean } | undefined;
  const server = createServer((request, response) => {
    const url = URL.parse(request.url ?? '', 'http://127.0.0.1');
    const ko = /^ko\b/i.test(request.headers['accept-language'] ?? '');
    const ours =
      request.method === 'GET' && url?.pathname === path && url.searchParams.get('state') === state;
    if (!ours || waiting) return show(response, 404, 'elsewhere', ko);
    waiting = { response, ko };
    const outcome = outcomeOf(url.searchParams);
    if (typeof outcome === 'string') arrived.resolve(outcome);
    else arrived.reject(outcome);
  });
  const port = await listening(server);
  const onCancel = () => arrived.reject(new Fault('job.cancelled', {}));
  signal.addEventListener('abort', onCancel, { once: true });
  const timer = setTimeout(() => arrived.reject(new Fault('portal.signInExpired', {})), waitMs);
  return {
    redirectUri: `http://127.0.0.1:${port}${path}`,
    code: () => arrived.promise,
    end: (worked) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onCancel);
      server.close();
      // A browser keeps connections that it never used; nothing waits for them.
      const closed = () => server.closeAllConnections();
      if (!waiting) return closed();
      waiting.response.once('close', closed);
      show(waiting.response, 200, worked ? 'done' : 'failed', waiting.ko);
    },
  };
}

function outcomeOf(query: URLSearchParams): string | Fault {
  const error = query.get('error');
  if (error === 'access_denied') return new Fault('portal.signInDenied', {});
  const code = query.get('code');
  if (error === null && code) return code;
  const said = [error ?? 'no code', query.get('error_description') ?? ''].filter((part) => part !== '');
  return new Fault('portal.signInFailed', { detail: scrub(said.join(': ')) });
}

async function listening(server: Server): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(0, '127.0.0.1', resolve);
  try {
    await promise;
  } catch (error) {
    throw new Fault('portal.noListener', { detail: (error as NodeJS.ErrnoException).code ?? 'no port' });
  }
  return (server.address() as AddressInfo).port;
}
