/**
 * Who may talk to the browser host. A page proves itself twice: with the one-time token from the address that only the
 * person who started Treeline saw, exchanged for a cookie; and, for the WebSocket and uploads, with a nonce that only a
 * page of our own origin could read. Cookies are shared by all ports of 127.0.0.1, hence the random name.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const secret = () => randomBytes(32).toString('base64url');

function same(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

const nonceLimit = 64;

export class Gate {
  #token: string | null = secret();
  readonly #cookieName = `treeline-${randomBytes(8).toString('hex')}`;
  readonly #cookie = secret();
  readonly #nonces = new Set<string>();
  /** Set when the port is known: `http://127.0.0.1:PORT`. */
  origin = '';

  /** The one-time token; null once it was used. */
  get token(): string | null {
    return this.#token;
  }

  /** A new token for another browser window, asked for by the person at the terminal. */
  renewToken(): string {
    this.#token = secret();
    return this.#token;
  }

  /** Host and, where the browser sends them, Origin and Sec-Fetch-Site must be ours: rebinding and foreign pages end here. */
  ownRequest({ headers }: IncomingMessage): boolean {
    if (headers.host !== new URL(this.origin).host) return false;
    if (headers.origin !== undefined && headers.origin !== this.origin) return false;
    const site = headers['sec-fetch-site'];
    return site === undefined || site === 'same-origin' || site === 'none';
  }

  /** A request that changes or opens something must say where it comes from. */
  fromOwnPage(request: IncomingMessage): boolean {
    return this.ownRequest(request) && request.headers.origin === this.origin;
  }

  hasCookie({ headers }: IncomingMessage): boolean {
    const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
    return pairs.some(
      ([name, value]) => name === this.#cookieName && value !== undefined && same(value, this.#cookie),
    );
  }

  /** Exchanges the token, once, for the `Set-Cookie` value; null when it is not the token. */
  exchange(token: string): string | null {
    if (this.#token === null || !same(token, this.#token)) return null;
    this.#token = null;
    return `${this.#cookieName}=${this.#cookie}; HttpOnly; SameSite=Strict; Path=/`;
  }

  issueNonce(): string {
    const nonce = secret();
    this.#nonces.add(nonce);
    const oldest = this.#nonces.values().next().value;
    if (this.#nonces.size > nonceLimit && oldest) this.#nonces.delete(oldest);
    return nonce;
  }

  hasNonce(nonce: string | null | undefined): boolean {
    return typeof nonce === 'string' && this.#nonces.has(nonce);
  }
}
